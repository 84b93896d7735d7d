import type { TargetOutcome } from './outcome';
import { confirmPlan, noBackup, type ConfirmedPlan } from '../plan/plan';
import { isGone, outcomesOf, type RunRecord } from '../journal/runRecord';

/** What is left of a run, ready for `execute` with the same journal. */
export interface PendingRun {
  /** The part of the confirmed plan that has no end yet. */
  readonly plan: ConfirmedPlan;
  /** Targets of the plan that may be gone already: they are looked up before anything is sent. */
  readonly inDoubt: ReadonlySet<string>;
  /** What the run has deleted so far. */
  readonly gone: ReadonlySet<string>;
  /** Outcomes that stand: with those of the rest they are one for each target of the run. */
  readonly outcomes: readonly TargetOutcome[];
}

/**
 * Takes up a run where its record ends. What goes on is what was never sent, what was sent without a
 * recorded answer, and what stayed unknown. A target that failed stays failed: the server said why,
 * and trying it again is another decision.
 */
export function resume(record: RunRecord): PendingRun {
  const { header, targets, outcomes, inDoubt } = record;
  const isOpen = (key: string) => {
    const kind = outcomes.get(key)?.kind;
    return kind === undefined || kind === 'unknown' || kind === 'notAttempted';
  };
  const rest = targets.filter(({ key }) => isOpen(key));
  const plan = {
    id: header.planId,
    accountId: header.account.id,
    createdAt: header.createdAt,
    backup: header.backup ?? noBackup,
    targets: rest,
    refused: [],
    unresolved: [],
  };
  const keys = rest.map(({ key }) => key);
  const isDoubtful = (key: string) => inDoubt.has(key) || outcomes.get(key)?.kind === 'unknown';
  const known = outcomesOf(record);
  return {
    plan: confirmPlan(plan, new Set(keys)),
    inDoubt: new Set(keys.filter(isDoubtful)),
    gone: new Set(known.filter(({ outcome }) => isGone(outcome)).map(({ planned }) => planned.key)),
    outcomes: known.filter(({ planned }) => !isOpen(planned.key)),
  };
}
