import type { Claim } from '../../core/request';
import { isLibraryNode } from '../tree/libraryNode';
import type { LibraryNode } from '../tree/libraryNode';
import { chosenRows } from './chosenRows';

/** The rows of the library that a command is about. */
export function chosenNodes(
  clicked: unknown,
  selected: unknown,
  selection: readonly LibraryNode[],
): readonly LibraryNode[] {
  return chosenRows(clicked, selected, selection, isLibraryNode);
}

/**
 * What the chosen rows ask to delete, each thing once: a folder stands for all below it, and a file
 * for its versions. Rows that stand for nothing deletable are left out.
 */
export function claimsOf(nodes: readonly LibraryNode[]): readonly Claim[] {
  const folderPaths = nodes.flatMap((node) =>
    node.kind === 'folder' ? [node.folder.folderPath] : [],
  );
  const fileIds = new Set(
    nodes.flatMap((node) => (node.kind === 'file' ? [node.asset.fileId] : [])),
  );
  const covered = (path: string) => folderPaths.some((folder) => path.startsWith(`${folder}/`));
  return nodes.flatMap((node): readonly Claim[] => {
    switch (node.kind) {
      case 'folder': {
        const { folderPath } = node.folder;
        return covered(folderPath)
          ? []
          : [{ ref: { kind: 'folder', folderPath }, source: undefined }];
      }
      case 'file': {
        const { fileId, filePath } = node.asset;
        return covered(filePath) ? [] : [{ ref: { kind: 'id', fileId }, source: undefined }];
      }
      case 'version': {
        const { fileId, versionId } = node.row.version;
        const withFile = fileIds.has(fileId) || covered(node.parent.asset.filePath);
        return withFile || !node.row.deletable
          ? []
          : [{ ref: { kind: 'version', fileId, versionId }, source: undefined }];
      }
      case 'more':
      case 'failure':
        return [];
    }
  });
}
