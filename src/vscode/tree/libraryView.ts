import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import { setContextKey, type LibraryState } from '../settings/contextKeys';
import { StaleListing } from '../library/library';
import type { Library } from '../library/library';
import type { Pictures } from '../library/pictures';
import { accountLabel } from '../account/accountLabel';
import { folderPathOf, nextRow, nodeId, standsFor } from './libraryNode';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import type { FileNode, FolderNode, LibraryNode } from './libraryNode';
import type { Target } from '../../core/target';
import { LibraryTree } from './libraryTree';
import { viewIds, type Views } from './views';

const viewId = viewIds.library;

/** In this time VS Code tells of a selection, unless it has forgotten about it. */
const settleMs = 1_000;

/** The library in the side bar: its tree, and what goes on in it. */
export class LibraryView implements vscode.Disposable {
  private readonly tree: LibraryTree;
  private readonly view: vscode.TreeView<LibraryNode>;
  private readonly listener: vscode.Disposable;
  private readonly disposed = new AbortController();
  private state: LibraryState = 'loading';
  /** Rows that a person has asked to delete, as long as nothing else has got the attention. */
  private leaving: readonly LibraryNode[] = [];
  /** The row that gets the focus once VS Code has drawn those around it without the deleted ones. */
  private next: string | undefined;

  constructor(
    late: Views['library'],
    private readonly library: Library,
    pictures: Pictures,
    private readonly references: WorkspaceReferences,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {
    this.tree = new LibraryTree({
      ...{ library, pictures, references, log },
      onState: (state) => {
        setContextKey('imagekitCleanup.libraryState', state);
        this.state = state;
        this.describe();
        if (state === 'ready') void this.countReferences();
      },
      onRows: (rows, above) => this.showNext(above ? [...rows, above] : rows),
    });
    this.view = late.view;
    late.fill(this.tree);
    this.listener = vscode.Disposable.from(
      library.onDidChange((change) => {
        if (change.kind === 'rows') this.moveOn(change.deleted);
        this.describe();
      }),
      this.view.onDidCollapseElement(({ element }) => this.tree.closed(element)),
      this.view.onDidChangeSelection(({ selection }) => {
        if (selection.some((row) => !this.isLeaving(row))) this.stay();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
        if (kind !== undefined) this.stay();
      }),
    );
    this.describe();
  }

  /** The selected rows. */
  get selection(): readonly LibraryNode[] {
    return this.view.selection;
  }

  /** When these rows are deleted, the focus goes to the next one, unless the person goes elsewhere. */
  leave(rows: readonly LibraryNode[]): void {
    this.leaving = rows;
    this.next = undefined;
  }

  /** Reads on where a row says that there is more, or again where it says that reading failed. */
  async readOn(node: LibraryNode): Promise<void> {
    if (node.kind === 'failure') this.tree.redrawBelow(node.parent);
    if (node.kind !== 'more') return;
    const before = new Set((await this.tree.getChildren(node.parent)).map(nodeId));
    try {
      await vscode.window.withProgress({ location: { viewId } }, () =>
        this.library.loadMore(folderPathOf(node.parent)),
      );
    } catch (error) {
      // The row it was asked for is gone, and with it the question.
      if (error instanceof StaleListing) return;
      throw error;
    }
    const after = await this.tree.getChildren(node.parent);
    const firstNew = after.find((row) => !before.has(nodeId(row)));
    if (firstNew) await this.view.reveal(firstNew, { select: false, focus: true });
  }

  /**
   * Shows a file's row, reading as many pages of the folders above it as that takes; whether it is
   * there. Throws what `Library.open` throws, or the reason of `signal`.
   */
  async reveal(asset: Asset, signal: AbortSignal): Promise<boolean> {
    const { account } = this.library;
    if (!account) return false;
    let parent: FolderNode | undefined;
    for (const folderPath of foldersAbove(asset.filePath)) {
      const folder = await this.library.findFolder(folderPath, signal);
      if (!folder) return false;
      parent = this.tree.kept<FolderNode>({ kind: 'folder', account, parent, folder });
    }
    const found = await this.library.findFile(asset, signal);
    if (!found) return false;
    const node = this.tree.kept<FileNode>({ kind: 'file', account, parent, asset: found });
    await this.select(node);
    return true;
  }

  /** The rows say how often the workspace mentions them, once there are rows. */
  private async countReferences(): Promise<void> {
    const { isSearched } = this.references;
    if (isSearched || vscode.workspace.workspaceFolders === undefined) return;
    try {
      await vscode.window.withProgress({ location: { viewId } }, () =>
        this.references.ready(this.disposed.signal),
      );
    } catch (error) {
      // The rows stay without a count, and nobody asked for one.
      if (!this.disposed.signal.aborted) this.log.warn(`references: ${String(error)}`);
    }
  }

  private moveOn(deleted: readonly Target[]): void {
    const gone = this.leaving.filter((row) => standsFor(row, deleted));
    if (gone.length === 0 || !this.view.visible) return;
    const next = nextRow(
      gone,
      (row) => this.isLeaving(row) || standsFor(row, deleted),
      (parent) => this.tree.drawnBelow(parent),
    );
    this.next = next && nodeId(next);
  }

  /** VS Code loses a row that it is to reveal while it draws the rows around it: it gets them first. */
  private showNext(rows: readonly LibraryNode[]): void {
    const row = rows.find((each) => nodeId(each) === this.next);
    if (!row) return;
    this.next = undefined;
    setTimeout(() => {
      this.view.reveal(row, { select: true, focus: true }).then(undefined, (error: unknown) => {
        // It may be gone as well by now; nobody waits for it.
        this.log.warn(`library: the next row could not be shown: ${String(error)}`);
      });
    }, 0);
  }

  /** Something else has got the attention. */
  private stay(): void {
    this.leaving = [];
    this.next = undefined;
  }

  private isLeaving(row: LibraryNode): boolean {
    return this.leaving.some((each) => nodeId(each) === nodeId(row));
  }

  dispose(): void {
    this.disposed.abort();
    this.listener.dispose();
    this.tree.dispose();
  }

  /** VS Code forgets a reveal that comes while it draws the tree anew: then it is asked again. */
  private async select(node: FileNode): Promise<void> {
    // It may be out of sight all the same.
    if (this.isSelected(node)) await this.view.reveal(node, { select: true, focus: true });
    for (let attempts = 5; attempts > 0 && !this.isSelected(node); attempts--) {
      const selected = new Promise<void>((resolve) => {
        const timer = setTimeout(done, settleMs);
        const listener = this.view.onDidChangeSelection(() => {
          if (this.isSelected(node)) done();
        });
        function done(): void {
          clearTimeout(timer);
          listener.dispose();
          resolve();
        }
      });
      await this.view.reveal(node, { select: true, focus: true });
      await selected;
    }
  }

  private isSelected(node: FileNode): boolean {
    const [selected, ...others] = this.view.selection;
    return selected !== undefined && others.length === 0 && nodeId(selected) === nodeId(node);
  }

  /** Not in the title, of which VS Code writes every word with a capital. */
  private describe(): void {
    const { account } = this.library;
    // VS Code shows no welcome text beside a message, and that says what is wrong.
    const hasRows = this.state === 'ready' || this.state === 'loading';
    const message =
      account?.kind === 'sandbox' && hasRows
        ? vscode.l10n.t(
            'Nothing here is real. Delete what you like: "Reset Sandbox…" brings it back.',
          )
        : '';
    if ((this.view.message ?? '') !== message) this.view.message = message;
    const description = account ? accountLabel(account) : '';
    if ((this.view.description ?? '') !== description) this.view.description = description;
  }
}

/** The folders on the way from the root to a file, the root left out. */
function foldersAbove(filePath: string): readonly string[] {
  const names = filePath.split('/').slice(1, -1);
  return names.map((_, at) => `/${names.slice(0, at + 1).join('/')}`);
}
