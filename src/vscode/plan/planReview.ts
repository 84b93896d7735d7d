import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Account } from '../../core/account/account';
import type { DeletionPlan } from '../../core/plan/plan';
import { PlanReview } from '../../core/plan/review';
import { oneLine } from '../ui/oneLine';
import { reviewTotals } from './reviewText';

/** A plan that is open, with what is needed to judge it again. */
export interface OpenReview {
  readonly account: Account;
  readonly review: PlanReview;
  /** Each file of which a version is a target, by its id. */
  readonly filesOfVersions: ReadonlyMap<string, Asset>;
  /** Sentences about the plan as a whole. */
  readonly notes: readonly string[];
  /** Aborts when the plan is closed, or another one takes its place. */
  readonly closed: AbortSignal;
}

/** What is checked at first: all that is safe, nothing, or the rows with these keys. */
export type Boxes = 'safe' | 'none' | ReadonlySet<string>;

/** `plan`: another one, or none. `boxes`: others are checked. */
export type PlanChange = 'plan' | 'boxes';

/** The one plan that is under review in this window. */
export class PlanUnderReview implements vscode.Disposable {
  readonly onDidChange: vscode.Event<PlanChange>;
  private shown: OpenReview | undefined;
  private closing = new AbortController();

  constructor(private readonly changed: vscode.EventEmitter<PlanChange>) {
    this.onDidChange = changed.event;
  }

  get current(): OpenReview | undefined {
    return this.shown;
  }

  /** Puts a plan in place of the one that was open; `boxes` are checked at first. */
  open(plan: DeletionPlan, more: Omit<OpenReview, 'review' | 'closed'>, boxes: Boxes): void {
    this.closing.abort();
    this.closing = new AbortController();
    const { signal: closed } = this.closing;
    this.shown = { ...more, closed, review: new PlanReview(plan, boxes) };
    this.changed.fire('plan');
  }

  /**
   * Puts what a plan has become in its place: its boxes stay as they are. Does nothing when another
   * plan is open now.
   */
  replace(before: OpenReview, plan: DeletionPlan): void {
    if (this.shown !== before) return;
    this.shown = { ...before, review: new PlanReview(plan, before.review) };
    this.changed.fire('plan');
  }

  /** Takes the plan with this id away, unless another one is open now. */
  close(planId: string): void {
    if (this.shown?.review.plan.id !== planId) return;
    this.closing.abort();
    this.shown = undefined;
    this.changed.fire('plan');
  }

  /** Checks or unchecks boxes, however many: it is one change for whoever shows them. */
  change(boxes: (review: PlanReview) => void): void {
    if (!this.shown) return;
    boxes(this.shown.review);
    this.changed.fire('boxes');
  }

  /** Asks whether a new plan may take the place of the open one; it may where none is open. */
  async mayBeReplaced(): Promise<boolean> {
    if (!this.shown) return true;
    const { review, account } = this.shown;
    const replace = vscode.l10n.t('Replace');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Replace the current deletion plan?'),
      {
        modal: true,
        detail: vscode.l10n.t(
          'It has {0} selected in {1}. You can review one plan at a time. Nothing is deleted.',
          reviewTotals(review),
          oneLine(account.name),
        ),
      },
      replace,
    );
    return answer === replace;
  }

  dispose(): void {
    this.changed.dispose();
  }
}
