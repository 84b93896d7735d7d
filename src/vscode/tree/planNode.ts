import type { Unresolved } from '../../core/request';
import type { GuardFinding } from '../../core/plan/guards';
import type { RefusedTarget } from '../../core/plan/plan';
import { reviewGroups, type ReviewGroup } from '../../core/plan/review';
import type { PlannedTarget } from '../../core/target';
import type { Hint, Place } from '../../core/reference';

/** What nothing can be done about here, by why. */
export type KeptGroup = (typeof keptGroups)[number];

/** `kept`: folders that hold something that stays. `skipped`: what couldn't be judged, or has changed. */
export const keptGroups = ['protected', 'kept', 'skipped', 'notFound'] as const;

/** The groups of the view: those with boxes, and the others. */
export type PlanGroup = ReviewGroup | KeptGroup;

/** Every group, in the order in which they are shown. */
export const planGroups: readonly PlanGroup[] = [...reviewGroups, ...keptGroups];

/** The group of what a guard keeps. */
export function refusedGroup({ kind }: GuardFinding): KeptGroup {
  switch (kind) {
    case 'protectedTag':
    case 'protectedPath':
    case 'protectedId':
    case 'tooYoung':
    case 'currentVersion':
      return 'protected';
    case 'occupied':
      return 'kept';
    case 'unsendable':
    case 'changed':
    case 'added':
    case 'unseen':
    case 'mentioned':
      return 'skipped';
  }
}

/** The group of what leads to nothing that can be deleted. */
export function unresolvedGroup({ why }: Unresolved): KeptGroup {
  switch (why.kind) {
    case 'notFound':
    case 'noVersion':
    case 'otherAccount':
      return 'notFound';
    case 'unseen':
    case 'folder':
    case 'ambiguous':
    case 'contradiction':
      return 'skipped';
  }
}

/** A group's row. */
export interface GroupNode {
  readonly kind: 'group';
  /** Of the plan: rows of another plan are other rows. */
  readonly planId: string;
  readonly group: PlanGroup;
}

/** The row of what may be deleted. */
export interface TargetNode {
  readonly kind: 'target';
  readonly parent: GroupNode;
  readonly planned: PlannedTarget;
}

/** A row of the view: data only. */
export type PlanNode =
  /** The first row: asks for the number of what is checked, and so leads to its deletion. */
  | { readonly kind: 'delete'; readonly planId: string }
  | GroupNode
  | TargetNode
  | { readonly kind: 'refused'; readonly parent: GroupNode; readonly refused: RefusedTarget }
  | {
      readonly kind: 'unresolved';
      readonly parent: GroupNode;
      readonly unresolved: Unresolved;
      /** Its number in the group: two claims may say the same. */
      readonly at: number;
    }
  /** Where the workspace mentions a target, or may mean it: then `by` says how. */
  | {
      readonly kind: 'place';
      readonly parent: TargetNode;
      readonly place: Place;
      readonly by: Hint['by'] | undefined;
      readonly at: number;
    }
  /** The last row of a group of which only a part is drawn. */
  | { readonly kind: 'undrawn'; readonly parent: GroupNode; readonly drawn: number };

/** Whether a group has boxes. */
export function isReviewGroup(group: PlanGroup): group is ReviewGroup {
  return reviewGroups.some((each) => each === group);
}

/** Whether a row is that of a group with boxes. */
export function isBoxed(node: PlanNode): node is GroupNode & { readonly group: ReviewGroup } {
  return node.kind === 'group' && isReviewGroup(node.group);
}

/** Unique in the view, and the same for the same row after a redraw. */
export function planNodeId(node: PlanNode): string {
  switch (node.kind) {
    case 'delete':
      return `${node.planId} delete`;
    case 'group':
      return `${node.planId} ${node.group}`;
    case 'target':
      return `${planNodeId(node.parent)} ${node.planned.key}`;
    case 'refused':
      return `${planNodeId(node.parent)} ${node.refused.planned.key}`;
    case 'unresolved':
      return `${planNodeId(node.parent)} ${node.at}`;
    case 'place':
      return `${planNodeId(node.parent)} ${node.at}`;
    case 'undrawn':
      return `${planNodeId(node.parent)} undrawn ${node.drawn}`;
  }
}

const made = new WeakSet<object>();

/** Vouches for a row, which every row of the view goes through once. */
export function madePlanNode<Node extends PlanNode>(node: Node): Node {
  made.add(node);
  return node;
}

/** Whether a command's argument is a row of this view: anybody may run a command with anything. */
export function isPlanNode(value: unknown): value is PlanNode {
  return typeof value === 'object' && value !== null && made.has(value);
}
