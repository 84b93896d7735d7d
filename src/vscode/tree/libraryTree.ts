import * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';
import type { Vanished } from '../../core/library/libraryCache';
import type { LibraryState } from '../settings/contextKeys';
import { StaleListing } from '../library/library';
import type { Library, LibraryChange } from '../library/library';
import type { Pictures } from '../library/pictures';
import { failureText } from '../failures/failureText';
import { oneLine } from '../ui/oneLine';
import { usageText } from '../library/usageText';
import type { UsageCount } from '../library/usageText';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import { HeldCounts } from './heldCounts';
import { rowTooltip, toTreeItem } from './libraryItem';
import { folderPathOf, madeNode, nodeId } from './libraryNode';
import type { ContainerNode, FileNode, FolderNode, LibraryNode } from './libraryNode';
import { ApiError } from '../../api/errors';
import { keyRefusal } from '../../core/account/keyRefusal';
import { KeyringError, NotConnected } from '../failures/errors';

/** What the tree is made from. */
export interface LibraryTreeParts {
  readonly library: Pick<Library, 'account' | 'open' | 'versions' | 'onDidChange'>;
  readonly pictures: Pick<Pictures, 'now' | 'load' | 'onDidLoad'>;
  readonly references: Pick<WorkspaceReferences, 'isSearched' | 'usage' | 'onDidChange'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  /** Told how reading the root goes. */
  readonly onState: (state: LibraryState) => void;
  /** Told of rows that VS Code is about to get, and of the one above them. */
  readonly onRows?: (rows: readonly LibraryNode[], above: LibraryNode | undefined) => void;
}

/** VS Code begins to read within this time when it can see the view, in ms. */
const soonMs = 1_000;

/** The library as rows. It reads a folder or a file's versions when the row is opened. */
export class LibraryTree implements vscode.TreeDataProvider<LibraryNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<LibraryNode[] | undefined>();
  /** Root reads under way. */
  private rootReads = 0;
  /** How often all has changed. */
  private changes = 0;
  /** Since when VS Code was told to read the root and has not begun; it does so by itself at first. */
  private rootAwaitedSince = Date.now();
  /** The rows that VS Code holds now and that can be opened: it knows them by identity. */
  private readonly containers = new Map<string, ContainerNode>();
  /** The rows that VS Code has got last, by the row above them. */
  private readonly drawn = new Map<string, readonly LibraryNode[]>();
  private readonly held = new HeldCounts();
  /** What the drawn rows of files say about their references. */
  private readonly usages = new Map<string, string>();
  private readonly listeners: vscode.Disposable;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: LibraryTreeParts) {
    this.listeners = vscode.Disposable.from(
      parts.library.onDidChange((change) => this.redraw(change)),
      parts.pictures.onDidLoad((thumbnail) => this.redrawPicture(thumbnail)),
      parts.references.onDidChange(() => this.redrawUsages()),
    );
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem {
    const file = node.kind === 'file' ? node.asset : undefined;
    const picture = file && this.parts.pictures.now(file, node.account);
    const usage = this.usageOf(node);
    if (file) this.usages.set(nodeId(node), wordsOf(usage));
    const held = node.kind === 'folder' ? this.held.drawn(node) : undefined;
    return toTreeItem(node, { now: Date.now(), picture, usage, held });
  }

  getParent(node: LibraryNode): LibraryNode | undefined {
    return node.parent;
  }

  /** Makes the hover only when it is asked for: it may bring a picture. */
  async resolveTreeItem(item: vscode.TreeItem, node: LibraryNode): Promise<vscode.TreeItem> {
    const file = pictured(node);
    const picture = file && (await this.parts.pictures.load(file, node.account));
    item.tooltip = rowTooltip(node, { now: Date.now(), picture, usage: this.usageOf(node) });
    return item;
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    const rows = await this.readBelow(node);
    this.drawn.set(node ? nodeId(node) : '', rows);
    this.parts.onRows?.(rows, node);
    return rows;
  }

  /** The rows below one, or the root's, as VS Code has got them last. */
  drawnBelow(parent: LibraryNode | undefined): readonly LibraryNode[] {
    return this.drawn.get(parent ? nodeId(parent) : '') ?? [];
  }

  private async readBelow(node: LibraryNode | undefined): Promise<LibraryNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.rootRows();
      case 'folder':
        return this.rowsOrFailure(node, () => this.folderRows(node));
      case 'file':
        return this.rowsOrFailure(node, () => this.versionRows(node));
      case 'version':
      case 'more':
      case 'failure':
        return [];
    }
  }

  /** Reads and draws the rows below one again, as after a failure. */
  redrawBelow(node: ContainerNode): void {
    this.changed.fire([node]);
  }

  /**
   * Draws a folder again that was closed, so that it says what it holds. While it is open that would
   * draw the rows below it as well, and one that is being opened just then would stay empty.
   */
  closed(node: LibraryNode): void {
    if (node.kind === 'folder' && this.held.isOutdated(node)) this.changed.fire([node]);
  }

  /** VS Code knows a row by identity: one that has not changed keeps its object. */
  kept<Node extends ContainerNode>(node: Node): Node {
    const id = nodeId(node);
    const known = this.containers.get(id);
    if (known && isSame(known, node)) return known;
    this.containers.set(id, node);
    return madeNode(node);
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private async rootRows(): Promise<LibraryNode[]> {
    this.rootAwaitedSince = 0;
    this.rootReads += 1;
    try {
      // What changed on the way was not told to VS Code: these rows may be another account's.
      for (;;) {
        const { changes } = this;
        const rows = await this.readRoot();
        if (changes === this.changes) return rows;
      }
    } finally {
      this.rootReads -= 1;
    }
  }

  private async readRoot(): Promise<LibraryNode[]> {
    try {
      const rows = await this.folderRows(undefined);
      this.parts.onState(rows.length === 0 ? 'empty' : 'ready');
      return rows;
    } catch (error) {
      // The view's welcome text says what happened and what to do; a message would only repeat it.
      if (!(error instanceof StaleListing)) {
        this.parts.log.warn(`library: ${this.words(error)}`);
        this.parts.onState(libraryStateOf(error));
      }
      return [];
    }
  }

  private async rowsOrFailure(
    parent: ContainerNode,
    read: () => Promise<LibraryNode[]>,
  ): Promise<LibraryNode[]> {
    try {
      return await read();
    } catch (error) {
      // A folder that can't be read is no reason for a message: its own row says so.
      if (error instanceof StaleListing) return [];
      const message = this.words(error);
      this.parts.log.warn(`library, ${pathOf(parent)}: ${message}`);
      return [madeNode({ kind: 'failure', account: parent.account, parent, message })];
    }
  }

  private async folderRows(parent: FolderNode | undefined): Promise<LibraryNode[]> {
    const view = await this.parts.library.open(folderPathOf(parent));
    const { account } = this.parts.library;
    if (!account) return [];
    const folders = view.folders.map((folder) =>
      this.kept({ kind: 'folder', account, parent, folder }),
    );
    const files = view.files.map((asset) => this.kept({ kind: 'file', account, parent, asset }));
    const shown = folders.length + files.length;
    if (parent) this.held.keep(parent, view);
    const more = view.complete ? [] : [madeNode({ kind: 'more', account, parent, shown } as const)];
    return [...folders, ...files, ...more];
  }

  private async versionRows(parent: FileNode): Promise<LibraryNode[]> {
    const { account } = parent;
    const versions = await this.parts.library.versions(parent.asset.fileId);
    return versions.map((row, place) => madeNode({ kind: 'version', account, parent, row, place }));
  }

  /**
   * No more than has to be: a folder that is being opened while VS Code draws all anew may stay
   * empty. A change of the account's entry is no other row.
   */
  private redraw(change: LibraryChange): void {
    switch (change.kind) {
      case 'everything':
        this.changes += 1;
        this.containers.clear();
        this.held.clear();
        this.drawn.clear();
        this.usages.clear();
        this.parts.onState('loading');
        this.drawAnew();
        break;
      case 'account':
        this.redrawUsages();
        break;
      case 'rows':
        this.redrawRows(change);
        break;
    }
  }

  /**
   * VS Code that is told to draw all anew just as it gets the rows keeps them on the screen and knows
   * them no longer: nothing opens then. So it is not told where it reads anyway, or is about to: the
   * library gives nobody rows from before.
   */
  private drawAnew(): void {
    if (this.rootReads > 0 || Date.now() - this.rootAwaitedSince < soonMs) return;
    this.rootAwaitedSince = Date.now();
    this.changed.fire(undefined);
  }

  private redrawRows({ folderPaths, fileIds }: Vanished): void {
    if (folderPaths.has('/')) {
      this.changed.fire(undefined);
      return;
    }
    this.redrawWhere((node) =>
      node.kind === 'folder'
        ? folderPaths.has(node.folder.folderPath)
        : fileIds.has(node.asset.fileId),
    );
  }

  private redrawPicture(thumbnail: string): void {
    this.redrawWhere((node) => node.kind === 'file' && node.asset.thumbnail === thumbnail);
  }

  /** The account as it is now: another delivery URL may be a row's. */
  private usageOf(node: LibraryNode): UsageCount | undefined {
    const { references, library } = this.parts;
    if (node.kind !== 'file' || !references.isSearched) return undefined;
    const usage = references.usage(node.asset, library.account ?? node.account);
    return { references: usage.references.length, hints: usage.hints.length };
  }

  private redrawUsages(): void {
    this.redrawWhere((node) => {
      const drawn = this.usages.get(nodeId(node));
      return drawn !== undefined && drawn !== wordsOf(this.usageOf(node));
    });
  }

  private redrawWhere(isTouched: (node: ContainerNode) => boolean): void {
    const touched = [...this.containers.values()].filter(isTouched);
    if (touched.length > 0) this.changed.fire(touched);
  }

  private words(error: unknown): string {
    return failureText(error, this.parts.library.account?.name).message;
  }
}

function wordsOf(usage: UsageCount | undefined): string {
  return usage ? usageText(usage) : '';
}

function pathOf(node: ContainerNode): string {
  return oneLine(node.kind === 'folder' ? node.folder.folderPath : node.asset.filePath);
}

/** Whether two rows show the same, and so are of one kind. */
function isSame<Node extends ContainerNode>(a: ContainerNode, b: Node): a is Node {
  if (a.account !== b.account || a.parent !== b.parent) return false;
  return a.kind === 'file'
    ? b.kind === 'file' && a.asset === b.asset
    : b.kind === 'folder' && a.folder === b.folder;
}

/** What a row's hover shows a picture of. */
function pictured(node: LibraryNode): Asset | AssetVersion | undefined {
  if (node.kind === 'file') return node.asset;
  return node.kind === 'version' ? node.row.version : undefined;
}

/** Which welcome text explains that the library could not be read. */
export function libraryStateOf(error: unknown): LibraryState {
  if (error instanceof NotConnected) return error.reason.kind;
  if (error instanceof KeyringError) return 'keyringLocked';
  if (!(error instanceof ApiError)) return 'failed';
  if (keyRefusal(error.failure) !== undefined) return 'keyRefused';
  return error.failure.kind === 'unreachable' ? 'offline' : 'failed';
}
