import type { GuardFinding } from '../plan/guards';
import type { Pending } from '../plan/lookAgain';
import { confirmPlan } from '../plan/plan';
import type { Recheck } from '../plan/recheck';
import { snapshotOf } from '../plan/snapshot';
import type { PlannedTarget } from '../target';
import { closePending } from './closePending';
import { execute } from './execute';
import type { DeletionOutcome, TargetOutcome } from './outcome';
import type { PendingRun } from './resume';
import type { RunOptions } from './run';

/** What is to be looked at before a run goes on, or begins. */
export function pendingOf({
  plan,
  inDoubt,
  gone,
}: Pick<PendingRun, 'plan' | 'inDoubt' | 'gone'>): Pending {
  return {
    snapshots: plan.targets.map(({ target }) => snapshotOf(target)),
    inDoubt,
    deleted: gone,
  };
}

/** A target that stays, though an earlier request may have deleted it: only a look-up can tell. */
export interface DoubtfulTarget {
  readonly planned: PlannedTarget;
  readonly finding: GuardFinding;
}

/** What is left of a run after a recheck. */
export interface Rechecked {
  readonly rest: PendingRun;
  /** How the others have ended, without a request. */
  readonly ended: readonly TargetOutcome[];
  /** What is to be looked up, and never sent again. */
  readonly doubtful: readonly DoubtfulTarget[];
}

/** Takes out of a run what a recheck has not agreed to. */
export function applyRecheck(rest: PendingRun, { agreed, gone, kept }: Recheck): Rechecked {
  const left = rest.plan.targets.filter(({ key }) => !gone.has(key));
  const plan = confirmPlan({ ...rest.plan, targets: left }, agreed);
  const going = new Set(plan.targets.map(({ key }) => key));
  const occupied = new Map(plan.refused.map(({ planned: { key }, finding }) => [key, finding]));
  const ended: TargetOutcome[] = [];
  const doubtful: DoubtfulTarget[] = [];
  for (const planned of rest.plan.targets) {
    const { key, target } = planned;
    const wasSent = rest.inDoubt.has(key);
    const finding = kept.get(key) ?? occupied.get(key) ?? ({ kind: 'unseen' } as const);
    if (going.has(key)) continue;
    if (gone.has(key)) ended.push({ planned, outcome: goneAs(wasSent) });
    // A folder goes with all that is in it: one that stays was not deleted.
    else if (wasSent && target.kind !== 'folder') doubtful.push({ planned, finding });
    else ended.push({ planned, outcome: keptAs(finding) });
  }
  return {
    rest: {
      plan,
      inDoubt: new Set([...rest.inDoubt].filter((key) => going.has(key))),
      gone: new Set([...rest.gone, ...gone]),
      outcomes: [...rest.outcomes, ...ended],
    },
    ended,
    doubtful,
  };
}

/** How many doubtful targets end together: often enough to show how far it is. */
const lookedUpTogether = 50;

/**
 * Does what a recheck has left of a run: writes down what has ended without a request, looks up what
 * is in doubt, and deletes the rest. Yields outcomes that are recorded, exactly one for each target.
 * Throws as `execute` does, and when the record can't be written before anything is deleted.
 */
export async function* goOn(
  { rest, ended, doubtful }: Rechecked,
  options: RunOptions,
): AsyncGenerator<readonly TargetOutcome[]> {
  if (ended.length > 0) {
    await options.journal.after(ended);
    yield ended;
  }
  for await (const outcomes of lookUpDoubtful(rest, doubtful, options)) {
    await options.journal.after(outcomes);
    yield outcomes;
  }
  yield* execute(rest.plan, { ...options, inDoubt: rest.inDoubt, gone: rest.gone });
}

/** Looks up what became of doubtful targets; nothing is deleted. Yields one outcome for each. */
async function* lookUpDoubtful(
  rest: PendingRun,
  doubtful: readonly DoubtfulTarget[],
  options: RunOptions,
): AsyncGenerator<readonly TargetOutcome[]> {
  for (let start = 0; start < doubtful.length; start += lookedUpTogether) {
    const some = doubtful.slice(start, start + lookedUpTogether);
    const inDoubt = new Set(some.map(({ planned: { key } }) => key));
    const targets = some.map(({ planned }) => planned);
    const plan = confirmPlan({ ...rest.plan, targets }, inDoubt);
    const outcomes = await closePending({ ...rest, plan, inDoubt }, options);
    const findings = new Map(some.map(({ planned: { key }, finding }) => [key, finding]));
    yield outcomes.map(({ planned, outcome }) => {
      const finding = findings.get(planned.key);
      const stays = outcome.kind === 'notAttempted' && finding !== undefined;
      return { planned, outcome: stays ? keptAs(finding) : outcome };
    });
  }
}

function keptAs(finding: GuardFinding): DeletionOutcome {
  return { kind: 'notAttempted', reason: { kind: 'kept', finding } };
}

function goneAs(wasSent: boolean): DeletionOutcome {
  return { kind: wasSent ? 'deleted' : 'alreadyGone', requestId: undefined };
}
