import type { Asset } from '../../../src/api/asset';
import type { Account } from '../../../src/core/account/account';
import type { FileVersion } from '../../../src/core/library/fileVersions';
import { madeNode } from '../../../src/vscode/tree/libraryNode';
import type {
  FileNode,
  FolderNode,
  LibraryNode,
  VersionNode,
} from '../../../src/vscode/tree/libraryNode';
import { aFolder, aVersion, anAsset } from './rows';

export const acme: Account = {
  id: 'acme-id',
  name: 'acme',
  kind: 'production',
  urlEndpoints: ['https://ik.imagekit.io/acme'],
};

/** The row of the folder with this path; `parent` only matters for what is drawn below it. */
export function folderNode(folderPath: string, parent?: FolderNode): FolderNode {
  return madeNode({ kind: 'folder', account: acme, parent, folder: aFolder(folderPath) });
}

/** The row of the file with this path, whose id is made from it unless `fields` has one. */
export function fileNode(
  filePath: string,
  fields: Partial<Asset> = {},
  parent?: FolderNode,
): FileNode {
  const name = filePath.slice(filePath.lastIndexOf('/') + 1);
  const asset = anAsset({ fileId: `id-of-${name}`, name, filePath, ...fields });
  return madeNode({ kind: 'file', account: acme, parent, asset });
}

/** A row below a file's; deletable unless `row` says otherwise. */
export function versionNode(
  parent: FileNode,
  versionId: string,
  row: Partial<Omit<FileVersion, 'version'>> = {},
): VersionNode {
  const version = aVersion({ ...parent.asset, type: 'file-version', versionId });
  const { current = false, deletable = !current } = row;
  return madeNode({
    kind: 'version',
    account: acme,
    parent,
    row: { version, current, deletable },
    place: 0,
  });
}

/** The last row of a folder that was read in part. */
export function moreNode(parent?: FolderNode): LibraryNode {
  return madeNode({ kind: 'more', account: acme, parent, shown: 1000 });
}
