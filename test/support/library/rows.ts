import type { Asset, AssetVersion, Folder } from '../../../src/api/asset';

/** A file of the library as a listing shows it; only what a test cares about need be given. */
export function anAsset(fields: Partial<Asset> = {}): Asset {
  const name = fields.name ?? 'hero.jpg';
  const filePath = fields.filePath ?? `/${name}`;
  const fileId = fields.fileId ?? 'a'.repeat(24);
  return {
    type: 'file',
    fileId,
    versionId: fileId,
    versionName: 'Version 1',
    name,
    filePath,
    url: `https://ik.imagekit.io/acme${encodeURI(filePath)}?updatedAt=1`,
    thumbnail: `https://ik.imagekit.io/acme${encodeURI(filePath)}?updatedAt=1&tr=n-ik_ml_thumbnail`,
    size: 1000,
    mime: 'image/jpeg',
    fileType: 'image',
    width: 100,
    height: 100,
    tags: [],
    isPrivate: false,
    isPublished: true,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
}

/** A version's row, as `GET …/versions` shows it. */
export function aVersion(fields: Partial<AssetVersion> & { versionId: string }): AssetVersion {
  return { ...anAsset({ versionName: 'Version 2' }), ...fields, type: 'file-version' };
}

/** A folder's row. */
export function aFolder(folderPath: string, folderId = `id of ${folderPath}`): Folder {
  return {
    type: 'folder',
    folderId,
    name: folderPath.slice(folderPath.lastIndexOf('/') + 1),
    folderPath,
    createdAt: undefined,
    updatedAt: undefined,
  };
}
