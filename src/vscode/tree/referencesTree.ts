import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Account } from '../../core/account/account';
import type { Pictures } from '../library/pictures';
import { statusCard } from '../references/statusCard';
import { toReferenceItem } from './referenceItem';
import { groupReferences, madeReferenceNode, noFilter, rowStatus } from './referenceNode';
import type {
  ReferenceEntry,
  ReferenceFilter,
  ReferenceGroupNode,
  ReferenceGrouping,
  ReferencesNode,
} from './referenceNode';

/** Up to so many rows of the first level are open at first. */
const mostOpen = 25;

/** What the tree is made from. */
export interface ReferencesTreeParts {
  /** All that may be shown, in the order of files and lines. */
  readonly entries: () => readonly ReferenceEntry[];
  readonly account: () => Account | undefined;
  readonly pictures: Pick<Pictures, 'now' | 'load'>;
}

/** The references as rows, by file or by asset. */
export class ReferencesTree implements vscode.TreeDataProvider<ReferencesNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private groups: readonly ReferenceGroupNode[] = [];
  private grouping: ReferenceGrouping = 'file';
  private filter = noFilter;

  constructor(private readonly parts: ReferencesTreeParts) {}

  /** What the view shows now. */
  get shown(): { readonly grouping: ReferenceGrouping; readonly filter: ReferenceFilter } {
    return { grouping: this.grouping, filter: this.filter };
  }

  show(grouping: ReferenceGrouping, filter: ReferenceFilter): void {
    this.grouping = grouping;
    this.filter = filter;
    this.redraw();
  }

  redraw(): void {
    this.changed.fire(undefined);
  }

  getTreeItem(node: ReferencesNode): vscode.TreeItem {
    const asset = assetOf(node);
    const account = this.parts.account();
    const picture = asset && account && this.parts.pictures.now(asset, account);
    return toReferenceItem(node, { picture, open: this.groups.length <= mostOpen });
  }

  getParent(node: ReferencesNode): ReferencesNode | undefined {
    return node.kind === 'reference' ? node.parent : undefined;
  }

  getChildren(node?: ReferencesNode): ReferencesNode[] {
    if (!node) {
      this.groups = groupReferences(this.parts.entries(), this.grouping, this.filter);
      return [...this.groups];
    }
    if (node.kind === 'reference') return [];
    return node.entries.map((entry) =>
      madeReferenceNode({ kind: 'reference', parent: node, entry } as const),
    );
  }

  /** Makes the hover only when it is asked for: it may bring a picture. */
  async resolveTreeItem(item: vscode.TreeItem, node: ReferencesNode): Promise<vscode.TreeItem> {
    const account = this.parts.account();
    if (node.kind === 'file' || !account) return item;
    const asset = assetOf(node);
    const picture = asset && (await this.parts.pictures.load(asset, account));
    const shown = rowStatus(node);
    const status = shown.kind === 'ignored' ? shown.status : shown;
    item.tooltip = statusCard(status, { account, picture, now: Date.now() });
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function assetOf(node: ReferencesNode): Asset | undefined {
  if (node.kind === 'file') return undefined;
  const status = rowStatus(node);
  return status.kind === 'found' ? status.asset : undefined;
}
