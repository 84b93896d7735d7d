import type { DeletionOutcome, LeftReason, RunFailure, TargetOutcome } from './outcome';
import { targetBytes } from '../target';

/** A run in numbers. */
export interface Summary {
  readonly total: number;
  /** How many targets ended in each way; they add up to `total`. */
  readonly counts: Readonly<Record<DeletionOutcome['kind'], number>>;
  /** Bytes of what was deleted, as ImageKit reported them; older versions are not included. */
  readonly deletedBytes: number;
  /** Why the first target that was not tried was not: what ended the run, if something did. */
  readonly left: LeftReason | undefined;
  /** The first failure of a target that failed or whose end is unknown. */
  readonly failure: RunFailure | undefined;
}

/** Adds up how a run ended. */
export function summarize(outcomes: readonly TargetOutcome[]): Summary {
  const counts = { deleted: 0, alreadyGone: 0, failed: 0, unknown: 0, notAttempted: 0 };
  let deletedBytes = 0;
  let left: LeftReason | undefined;
  let failure: RunFailure | undefined;
  for (const { planned, outcome } of outcomes) {
    counts[outcome.kind] += 1;
    switch (outcome.kind) {
      case 'deleted':
        deletedBytes += targetBytes(planned.target);
        break;
      case 'failed':
      case 'unknown':
        failure ??= outcome.failure;
        break;
      case 'notAttempted':
        if (left === undefined || (isOwn(left) && !isOwn(outcome.reason))) left = outcome.reason;
        break;
      case 'alreadyGone':
        break;
    }
  }
  return { total: outcomes.length, counts, deletedBytes, left, failure };
}

/** Whether a reason is the target's own, and leaves the others to go on. */
function isOwn({ kind }: LeftReason): boolean {
  return ['kept', 'notEmpty', 'unchecked', 'notBackedUp'].includes(kind);
}
