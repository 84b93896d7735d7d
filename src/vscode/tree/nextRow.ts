import type { Target } from '../../core/target';
import { nodeId, type LibraryNode } from './libraryNode';

/** The rows as they were drawn: those below a row, or the root's. */
export type DrawnBelow = (parent: LibraryNode | undefined) => readonly LibraryNode[];

/**
 * Where the focus goes when rows vanish: to the next one that stays, or the one before, or the one
 * that held them. `undefined` where nothing of it is drawn.
 */
export function nextRow(
  gone: readonly LibraryNode[],
  isGone: (node: LibraryNode) => boolean,
  drawnBelow: DrawnBelow,
): LibraryNode | undefined {
  const last = gone.at(-1);
  if (!last) return undefined;
  const rows = drawnBelow(last.parent);
  const at = rows.findLastIndex((row) => gone.some((each) => nodeId(each) === nodeId(row)));
  if (at === -1) return undefined;
  const stays = (row: LibraryNode) => !isGone(row);
  return rows.slice(at + 1).find(stays) ?? rows.slice(0, at).findLast(stays) ?? last.parent;
}

/** Whether a row stands for one of the targets. */
export function standsFor(node: LibraryNode, targets: readonly Target[]): boolean {
  return targets.some((target) => {
    switch (target.kind) {
      case 'asset':
        return node.kind === 'file' && node.asset.fileId === target.asset.fileId;
      case 'version':
        return (
          node.kind === 'version' &&
          node.row.version.fileId === target.version.fileId &&
          node.row.version.versionId === target.version.versionId
        );
      case 'folder':
        return node.kind === 'folder' && node.folder.folderPath === target.folderPath;
    }
  });
}
