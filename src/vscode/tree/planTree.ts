import * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';
import { amountOf } from '../../core/plan/amount';
import type { DeletionPlan, RefusedTarget } from '../../core/plan/plan';
import type { Unresolved } from '../../core/request';
import type { Target } from '../../core/target';
import type { Hint } from '../../core/reference';
import type { Pictures } from '../library/pictures';
import type { OpenReview, PlanUnderReview } from '../plan/planReview';
import { assetCard } from '../library/assetCard';
import { deleteItem, groupItem, otherItem, targetItem, type GroupFacts } from './planItem';
import {
  isBoxed,
  isReviewGroup,
  madePlanNode,
  planGroups,
  planNodeId,
  refusedGroup,
  unresolvedGroup,
  type GroupNode,
  type KeptGroup,
  type PlanGroup,
  type PlanNode,
  type TargetNode,
} from './planNode';

/** Rows of a group drawn at first, and more with each step: VS Code keeps what it has drawn. */
const step = 1_000;

/** In larger plans the groups are closed at first, so that all of them are in sight. */
const mostOpen = 100;

/** What the tree is made from. */
export interface PlanTreeParts {
  readonly planReview: Pick<PlanUnderReview, 'current'>;
  readonly pictures: Pick<Pictures, 'now' | 'load' | 'onDidLoad'>;
}

/** The plan under review as rows. */
export class PlanTree implements vscode.TreeDataProvider<PlanNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<PlanNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** The rows that VS Code holds now, by their id, and what their boxes looked like. */
  private readonly held = new Map<string, { readonly node: PlanNode; readonly look: string }>();
  private readonly listener: vscode.Disposable;
  /** How many rows of a group are drawn, by the id of its row. */
  private readonly drawn = new Map<string, number>();

  constructor(private readonly parts: PlanTreeParts) {
    this.listener = parts.pictures.onDidLoad((thumbnail) => this.redrawPicture(thumbnail));
  }

  /** Draws all of it, as for another plan. */
  redraw(): void {
    this.held.clear();
    this.drawn.clear();
    this.changed.fire(undefined);
  }

  /** Draws the rows again whose boxes look different: a group brings all of its own. */
  redrawBoxes(): void {
    const touched = [...this.held.values()].flatMap(({ node, look }) =>
      this.lookOf(node) === look ? [] : [node],
    );
    const groups = new Set(touched.filter(({ kind }) => kind === 'group').map(planNodeId));
    const rows = touched.filter(
      (node) => node.kind !== 'target' || !groups.has(planNodeId(node.parent)),
    );
    if (rows.length > 0) this.changed.fire(rows);
  }

  /** Draws more rows of a group. */
  drawMore(group: GroupNode): void {
    this.drawn.set(planNodeId(group), this.drawnOf(group) + step);
    this.changed.fire([group]);
  }

  getTreeItem(node: PlanNode): vscode.TreeItem {
    const open = this.parts.planReview.current;
    if (!open) return new vscode.TreeItem('');
    this.held.set(planNodeId(node), { node, look: this.lookOf(node) });
    switch (node.kind) {
      case 'delete':
        return deleteItem(node, open.review.goingInAll);
      case 'group':
        return groupItem(node, factsOf(node.group, open));
      case 'target':
        return targetItem(node, open.review.decision(node.planned.key), {
          picture: this.picture(node, open),
          hints: hintsOf(node).length,
        });
      case 'refused':
      case 'unresolved':
      case 'place':
      case 'undrawn':
        return otherItem(node, this.picture(node, open));
    }
  }

  getParent(node: PlanNode): PlanNode | undefined {
    return node.kind === 'group' || node.kind === 'delete' ? undefined : node.parent;
  }

  getChildren(node?: PlanNode): PlanNode[] {
    const open = this.parts.planReview.current;
    if (!open) return [];
    switch (node?.kind) {
      case undefined: {
        const planId = open.review.plan.id;
        const groups = planGroups.filter((group) => countOf(group, open) > 0);
        return [
          madePlanNode({ kind: 'delete', planId }),
          ...groups.map((group) => madePlanNode({ kind: 'group', planId, group })),
        ];
      }
      case 'group':
        return this.rows(node, open);
      case 'target':
        return placesOf(node).map((each, at) =>
          madePlanNode({ kind: 'place', parent: node, ...each, at }),
        );
      case 'delete':
      case 'refused':
      case 'unresolved':
      case 'place':
      case 'undrawn':
        return [];
    }
  }

  /** Makes the hover only when it is asked for: it may bring a picture. */
  async resolveTreeItem(item: vscode.TreeItem, node: PlanNode): Promise<vscode.TreeItem> {
    const open = this.parts.planReview.current;
    const file = fileOf(node);
    if (!open || !file) return item;
    const picture = await this.parts.pictures.load(file, open.account);
    item.tooltip = assetCard(file, { picture, now: Date.now() });
    return item;
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private rows(parent: GroupNode, open: OpenReview): PlanNode[] {
    const most = this.drawnOf(parent);
    const rows = nodesOf(parent, open, most);
    const isAll = countOf(parent.group, open) <= most;
    return isAll ? rows : [...rows, madePlanNode({ kind: 'undrawn', parent, drawn: most })];
  }

  private drawnOf(group: GroupNode): number {
    return this.drawn.get(planNodeId(group)) ?? step;
  }

  private picture(node: PlanNode, { account }: OpenReview): string | undefined {
    const file = fileOf(node);
    if (file?.type !== 'file') return undefined;
    return this.parts.pictures.now(file, account);
  }

  private redrawPicture(thumbnail: string): void {
    const rows = [...this.held.values()].map(({ node }) => node);
    const pictured = rows.filter((node) => fileOf(node)?.thumbnail === thumbnail);
    if (pictured.length > 0) this.changed.fire(pictured);
  }

  /** What of a row depends on boxes. */
  private lookOf(node: PlanNode): string {
    const review = this.parts.planReview.current?.review;
    if (node.kind === 'target') return JSON.stringify(review?.decision(node.planned.key));
    if (node.kind === 'delete') return JSON.stringify(review?.goingInAll);
    return isBoxed(node) ? String(review?.allChecked(node.group)) : '';
  }
}

type PlaceNode = PlanNode & { readonly kind: 'place' };

/** Where there are references, those say more. */
function hintsOf({ planned: { references, hints = [] } }: TargetNode): readonly Hint[] {
  return references.length > 0 ? [] : hints;
}

function placesOf(node: TargetNode): readonly Pick<PlaceNode, 'place' | 'by'>[] {
  const { references } = node.planned;
  return [...references.map((place) => ({ place, by: undefined })), ...hintsOf(node)];
}

/** The first rows of a group. */
function nodesOf(parent: GroupNode, { review }: OpenReview, most: number): PlanNode[] {
  const { group } = parent;
  if (isReviewGroup(group)) {
    const rows = review.rows(group).slice(0, most);
    return rows.map((planned) => madePlanNode({ kind: 'target', parent, planned }));
  }
  const rows = keptRowsOf(review.plan)[group].slice(0, most);
  return rows.map((row) => madePlanNode({ ...row, parent }));
}

/** Such a row, but for its parent. */
type KeptRow =
  | { readonly kind: 'refused'; readonly refused: RefusedTarget }
  | { readonly kind: 'unresolved'; readonly unresolved: Unresolved; readonly at: number };

const keptRows = new WeakMap<DeletionPlan, Readonly<Record<KeptGroup, readonly KeptRow[]>>>();

/** What a plan leaves out, by why; sorted once, since every drawing counts it. */
function keptRowsOf(plan: DeletionPlan): Readonly<Record<KeptGroup, readonly KeptRow[]>> {
  const known = keptRows.get(plan);
  if (known) return known;
  const rows: Record<KeptGroup, KeptRow[]> = { protected: [], kept: [], skipped: [], notFound: [] };
  for (const refused of plan.refused) {
    rows[refusedGroup(refused.finding)].push({ kind: 'refused', refused });
  }
  for (const [at, unresolved] of plan.unresolved.entries()) {
    rows[unresolvedGroup(unresolved)].push({ kind: 'unresolved', unresolved, at });
  }
  keptRows.set(plan, rows);
  return rows;
}

function factsOf(group: PlanGroup, open: OpenReview): GroupFacts {
  const { review } = open;
  const all = planGroups.reduce((sum, each) => sum + countOf(each, open), 0);
  const rows = countOf(group, open);
  const facts = { rows, open: all <= mostOpen };
  if (!isReviewGroup(group)) return { ...facts, boxes: undefined };
  const { bytes } = amountOf(review.rows(group).map(({ target }) => target));
  return { ...facts, boxes: { bytes, allChecked: review.allChecked(group) } };
}

function countOf(group: PlanGroup, { review }: OpenReview): number {
  return isReviewGroup(group) ? review.rows(group).length : keptRowsOf(review.plan)[group].length;
}

/** What a row's picture and hover show. */
function fileOf(node: PlanNode): Asset | AssetVersion | undefined {
  switch (node.kind) {
    case 'target':
      return fileIn(node.planned.target);
    case 'refused':
      return fileIn(node.refused.planned.target);
    case 'delete':
    case 'group':
    case 'unresolved':
    case 'place':
    case 'undrawn':
      return undefined;
  }
}

function fileIn(target: Target): Asset | AssetVersion | undefined {
  switch (target.kind) {
    case 'asset':
      return target.asset;
    case 'version':
      return target.version;
    case 'folder':
      return undefined;
  }
}
