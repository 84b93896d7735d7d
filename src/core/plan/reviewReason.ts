import type { AccountKind } from '../account/account';
import type { DeletionPlan } from './plan';
import { otherHints, otherReferences, type PlannedTarget } from '../target';

/** Why a plan is not for a question alone: it is shown row by row, and its number is typed. */
export type ReviewReason =
  | { readonly kind: 'many' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'referenced' }
  /** A path that a program puts together may be one of theirs. A name alone is no reason. */
  | { readonly kind: 'possible' }
  | { readonly kind: 'production' }
  /** The workspace's delivery URLs name these libraries, and not the account's. */
  | { readonly kind: 'otherLibrary'; readonly libraries: readonly string[] };

/** What the reasons depend on besides the plan. */
export interface ReviewRules {
  /** Up to so many files and versions a question is enough. */
  readonly threshold: number;
  readonly accountKind: AccountKind;
  /** From `foreignLibraries`. */
  readonly foreignLibraries: readonly string[];
}

/** Every reason to review a plan; none when a question is enough. */
export function reviewReasons(
  { targets }: Pick<DeletionPlan, 'targets'>,
  { threshold, accountKind, foreignLibraries }: ReviewRules,
): readonly ReviewReason[] {
  const folders = targets.filter(({ target }) => target.kind === 'folder').length;
  const reasons: ReviewReason[] = [];
  if (targets.length - folders > threshold) reasons.push({ kind: 'many' });
  if (folders > 0) reasons.push({ kind: 'folder' });
  if (targets.some(isReferenced)) reasons.push({ kind: 'referenced' });
  if (targets.some(mayBeReferenced)) reasons.push({ kind: 'possible' });
  if (accountKind === 'production') reasons.push({ kind: 'production' });
  if (foreignLibraries.length > 0) {
    reasons.push({ kind: 'otherLibrary', libraries: foreignLibraries });
  }
  // About a single target a question can say that as well.
  const isForQuestion = reasons.every(({ kind }) => kind === 'referenced' || kind === 'possible');
  return targets.length === 1 && isForQuestion ? [] : reasons;
}

/** Whether anything but the row that it was asked for by refers to a target. */
export function isReferenced(planned: PlannedTarget): boolean {
  return otherReferences(planned).length > 0;
}

/** Whether a path that a program puts together, or a folder, may mean it. */
export function mayBeReferenced(planned: PlannedTarget): boolean {
  return otherHints(planned).some(({ by }) => by !== 'name');
}
