import type { Asset, Folder } from '../../api/asset';
import type { Account } from '../../core/account/account';
import type { FileVersion } from '../../core/library/fileVersions';
import type { Target } from '../../core/target';

/** What every row knows: whose library it is in, and the folder's row it is below, if not the root's. */
interface NodeFields {
  readonly account: Account;
  readonly parent: FolderNode | undefined;
}

/** A folder's row. */
export interface FolderNode extends NodeFields {
  readonly kind: 'folder';
  readonly folder: Folder;
}

/** A file's row. */
export interface FileNode extends NodeFields {
  readonly kind: 'file';
  readonly asset: Asset;
}

/** A version's row, below its file. */
export interface VersionNode extends Omit<NodeFields, 'parent'> {
  readonly kind: 'version';
  readonly parent: FileNode;
  readonly row: FileVersion;
  /** Its place among the file's versions: ids may repeat. */
  readonly place: number;
}

/** A row with rows below it. */
export type ContainerNode = FolderNode | FileNode;

/** A row of the library view: data only, which neither reads nor deletes. */
export type LibraryNode =
  | ContainerNode
  | VersionNode
  /** The last row of a folder that holds more than was read. */
  | (NodeFields & { readonly kind: 'more'; readonly shown: number })
  /** In place of the rows that could not be read. */
  | (Omit<NodeFields, 'parent'> & {
      readonly kind: 'failure';
      readonly parent: ContainerNode;
      readonly message: string;
    });

/** What a row's menu goes by: the `viewItem` of package.json. */
export type RowContext =
  'folder' | 'file' | 'version' | 'version-current' | 'version-unclear' | 'more' | 'failure';

/** The menu context of a row; only a `version` can be deleted by itself. */
export function rowContext(node: LibraryNode): RowContext {
  if (node.kind !== 'version') return node.kind;
  if (node.row.current) return 'version-current';
  return node.row.deletable ? 'version' : 'version-unclear';
}

/** The library path of the folder that a row stands for; the root's without one. */
export function folderPathOf(folder: FolderNode | undefined): string {
  return folder?.folder.folderPath ?? '/';
}

/**
 * Unique in the whole view, and the same for the same thing after a refresh, so that VS Code keeps
 * what is expanded and selected. A file that was moved may be listed in two folders for a while.
 */
export function nodeId(node: LibraryNode): string {
  switch (node.kind) {
    case 'folder':
      return `folder:${node.folder.folderPath}`;
    case 'file':
      return `file:${node.asset.fileId}:${folderPathOf(node.parent)}`;
    case 'version':
      return `version:${node.place}:${node.row.version.versionId}:${nodeId(node.parent)}`;
    case 'more':
      return `more:${node.shown}:${folderPathOf(node.parent)}`;
    case 'failure':
      return `failure:${nodeId(node.parent)}`;
  }
}

/** The delivery URL of what a row stands for, as ImageKit reported it. */
export function nodeUrl(node: LibraryNode): string | undefined {
  switch (node.kind) {
    case 'file':
      return node.asset.url || undefined;
    case 'version':
      return node.row.version.url || undefined;
    case 'folder':
    case 'more':
    case 'failure':
      return undefined;
  }
}

const made = new WeakSet<object>();

/** Vouches for a row, which every row of the view goes through once. */
export function madeNode<Node extends LibraryNode>(node: Node): Node {
  made.add(node);
  return node;
}

/** Whether a command's argument is a row of ours: anybody may run a command with anything. */
export function isLibraryNode(value: unknown): value is LibraryNode {
  return typeof value === 'object' && value !== null && made.has(value);
}

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
