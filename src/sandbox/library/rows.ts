import type { Knobs } from '../control/knobs';
import type { Folder } from './folder';
import { encodePath, joinPath } from './paths';
import type { Version } from './storedFile';

/** What a row needs to know beside the thing it shows. */
export interface RowContext {
  /** The URL endpoint of the account, no slash at the end. */
  readonly urlEndpoint: string;
  readonly knobs: Pick<Knobs, 'versionIds'>;
}

/** The `File` object of the API for a version, current or older. */
export function fileRow(version: Version, context: RowContext): Record<string, unknown> {
  const { file, attributes, content } = version;
  const isCurrent = version.isCurrent;
  const token = isCurrent ? '' : `ik-obj-version=${version.token}&`;
  const url = `${urlOf(version, context)}?${token}updatedAt=${version.updatedAt}`;
  // With 'spec' an older version shows an id of its own and the current version's versionInfo.id,
  // as the examples of the OpenAPI file do.
  const swapped = !isCurrent && context.knobs.versionIds === 'spec';
  return {
    type: isCurrent ? 'file' : 'file-version',
    name: file.name,
    createdAt: iso(version.createdAt),
    updatedAt: iso(version.updatedAt),
    fileId: swapped ? version.id : file.id,
    tags: attributes.tags,
    AITags: attributes.aiTags,
    versionInfo: {
      id: swapped ? file.current.id : version.id,
      name: `Version ${version.number}`,
    },
    isPublished: attributes.isPublished,
    customCoordinates: attributes.customCoordinates,
    customMetadata: attributes.customMetadata,
    ...(attributes.description !== undefined && { description: attributes.description }),
    isPrivateFile: attributes.isPrivate,
    url,
    thumbnail: `${url}&tr=n-ik_ml_thumbnail`,
    fileType: fileTypeOf(version),
    filePath: file.path,
    ...dimensions(version),
    size: content.size,
    ...(content.hasAlpha !== undefined && { hasAlpha: content.hasAlpha }),
    ...content.video,
    mime: attributes.mime,
  };
}

/** The `Folder` object of the API. */
export function folderRow(folder: Folder): Record<string, unknown> {
  return {
    type: 'folder',
    folderId: folder.id,
    name: folder.name,
    folderPath: folder.path,
    customMetadata: {},
    createdAt: iso(folder.createdAt),
    updatedAt: iso(folder.updatedAt),
  };
}

/** The answer to an upload: no dates, no mime, `url` without `updatedAt`, `thumbnailUrl`. */
export function uploadRow(version: Version, context: RowContext): Record<string, unknown> {
  const { file, content, attributes } = version;
  const { urlEndpoint } = context;
  return {
    fileId: file.id,
    name: file.name,
    size: content.size,
    versionInfo: { id: version.id, name: `Version ${version.number}` },
    filePath: file.path,
    url: urlOf(version, context),
    fileType: fileTypeOf(version),
    ...dimensions(version),
    thumbnailUrl: urlEndpoint + encodePath(`/tr:n-ik_ml_thumbnail${file.path}`).replace('%3A', ':'),
    ...content.video,
    AITags: attributes.aiTags,
    ...(attributes.description !== undefined && { description: attributes.description }),
  };
}

/** What the API calls the `fileType`. */
export function fileTypeOf(version: Version): 'image' | 'non-image' {
  return version.attributes.mime.startsWith('image/') ? 'image' : 'non-image';
}

function urlOf({ file }: Version, { urlEndpoint }: RowContext): string {
  return urlEndpoint + encodePath(joinPath(file.folder.path, file.name));
}

function dimensions({ content }: Version): Record<string, number> {
  const { width, height } = content;
  return width === undefined || height === undefined ? {} : { width, height };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
