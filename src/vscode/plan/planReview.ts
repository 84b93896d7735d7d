import type * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Account } from '../../core/account/account';
import type { DeletionPlan } from '../../core/plan/plan';
import { PlanReview } from '../../core/plan/review';

/** A plan that lies open, with what is needed to judge it again. */
export interface OpenReview {
  readonly account: Account;
  readonly review: PlanReview;
  /** Each file of which a version is a target, by its id. */
  readonly filesOfVersions: ReadonlyMap<string, Asset>;
  /** Sentences about the plan as a whole. */
  readonly notes: readonly string[];
}

/** `plan`: another one, or none. `boxes`: others are checked. */
export type DeskChange = 'plan' | 'boxes';

/** The one plan that is under review in this window. */
export class ReviewDesk implements vscode.Disposable {
  readonly onDidChange: vscode.Event<DeskChange>;
  private open: OpenReview | undefined;

  constructor(private readonly changed: vscode.EventEmitter<DeskChange>) {
    this.onDidChange = changed.event;
  }

  get current(): OpenReview | undefined {
    return this.open;
  }

  /** Lays a plan open in place of the one that lay there; `boxes` are checked at first. */
  lay(plan: DeletionPlan, more: Omit<OpenReview, 'review'>, boxes: 'safe' | 'none'): void {
    this.open = { ...more, review: new PlanReview(plan, boxes) };
    this.changed.fire('plan');
  }

  /**
   * Puts what a plan has become in its place: its boxes stay as they are. `undefined` when another
   * plan lies there by now.
   */
  replace(before: OpenReview, plan: DeletionPlan): OpenReview | undefined {
    if (this.open !== before) return undefined;
    const open = { ...before, review: new PlanReview(plan, before.review) };
    this.open = open;
    this.changed.fire('plan');
    return open;
  }

  /** Takes the plan with this id away, unless another one lies there by now. */
  clear(planId: string): void {
    if (this.open?.review.plan.id !== planId) return;
    this.open = undefined;
    this.changed.fire('plan');
  }

  /** Checks or unchecks boxes, however many: it is one change for whoever shows them. */
  change(boxes: (review: PlanReview) => void): void {
    if (!this.open) return;
    boxes(this.open.review);
    this.changed.fire('boxes');
  }

  dispose(): void {
    this.changed.dispose();
  }
}
