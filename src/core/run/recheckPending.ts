import { ApiError } from '../../api/errors';
import type { ImageKitClient } from '../../api/client';
import type { GuardFinding } from '../plan/guards';
import type { DeletionOutcome, TargetOutcome } from './outcome';
import { confirmPlan, narrowPlan, type PlanInput } from '../plan/plan';
import type { PendingRun } from './resume';
import { otherReferences, type PlannedTarget } from '../target';

/** What a run that goes on later may still do: time has passed since its plan was confirmed. */
export interface SecondLook {
  /** Keys of what may be sent. */
  readonly agreed: ReadonlySet<string>;
  /** Keys of what was sent before, and has gone. */
  readonly gone: ReadonlySet<string>;
  /** By key, why what is left stays. */
  readonly kept: ReadonlyMap<string, GuardFinding>;
}

/**
 * Keys of the files and versions that were sent before without an answer, and that do not exist any
 * more. Asks for each by the call that never lags. Throws `ApiError`, or the reason of the signal.
 */
export async function goneSince(
  { plan, inDoubt }: Pick<PendingRun, 'plan' | 'inDoubt'>,
  client: Pick<ImageKitClient, 'getAsset' | 'getVersion'>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const failed = new AbortController();
  const until = AbortSignal.any([signal, failed.signal]);
  const isGone = async ({ target }: PlannedTarget): Promise<boolean> => {
    try {
      // Whether a folder is there, only its deletion can tell.
      if (target.kind === 'asset') await client.getAsset(target.asset.fileId, until);
      if (target.kind === 'version') {
        await client.getVersion(target.version.fileId, target.version.versionId, until);
      }
      return false;
    } catch (error) {
      const kind = error instanceof ApiError ? error.failure.kind : undefined;
      // A 404 is the answer that was lost; an id that can't be asked for proves nothing.
      if (kind === 'notFound' || kind === 'rejected') return kind === 'notFound';
      failed.abort();
      throw error;
    }
  };
  const doubtful = plan.targets.filter(({ key }) => inDoubt.has(key));
  const answers = await Promise.all(doubtful.map(isGone));
  return new Set(doubtful.filter((_, at) => answers[at]).map(({ key }) => key));
}

/**
 * Judges the open targets of a run by what the library and the guards say of them now. What the run
 * has deleted may still be listed in its folder, and does not count.
 */
export function judgeAgain(
  rest: PendingRun,
  gone: ReadonlySet<string>,
  { targets, unresolved, guard }: Pick<PlanInput, 'targets' | 'unresolved' | 'guard'>,
): SecondLook {
  const before = new Map(rest.plan.targets.map((planned) => [planned.key, planned]));
  const { refused } = narrowPlan(rest.plan, {
    targets,
    unresolved,
    guard: (planned) => guard(planned) ?? newlyMentioned(planned, before.get(planned.key)),
  });
  const kept = new Map(
    refused.flatMap(({ planned: { key }, finding }) => (before.has(key) ? [[key, finding]] : [])),
  );
  const agreed = [...before.keys()].filter((key) => !gone.has(key) && !kept.has(key));
  return { agreed: new Set(agreed), gone, kept };
}

/** What two looks, one after the other, agree to: the later one may only narrow the earlier one. */
export function bothLooks(earlier: SecondLook, later: SecondLook): SecondLook {
  return {
    agreed: new Set([...later.agreed].filter((key) => earlier.agreed.has(key))),
    gone: later.gone,
    kept: new Map([...earlier.kept, ...later.kept]),
  };
}

/** What is left of a run after a second look, with how the rest of it has ended by that. */
export function heed(
  rest: PendingRun,
  { agreed, gone, kept }: SecondLook,
): { readonly rest: PendingRun; readonly ended: readonly TargetOutcome[] } {
  const there = rest.plan.targets.filter(({ key }) => !gone.has(key));
  const plan = confirmPlan({ ...rest.plan, targets: there }, agreed);
  const going = new Set(plan.targets.map(({ key }) => key));
  const held = new Map(plan.refused.map(({ planned: { key }, finding }) => [key, finding]));
  const endOf = (key: string): DeletionOutcome => {
    if (gone.has(key)) return { kind: 'deleted', requestId: undefined };
    const finding = kept.get(key) ?? held.get(key);
    const reason = finding
      ? ({ kind: 'kept', finding } as const)
      : ({ kind: 'cancelled' } as const);
    return { kind: 'notAttempted', reason };
  };
  const ended = rest.plan.targets
    .filter(({ key }) => !going.has(key))
    .map((planned) => ({ planned, outcome: endOf(planned.key) }));
  return {
    rest: {
      plan,
      inDoubt: new Set([...rest.inDoubt].filter((key) => going.has(key))),
      gone: new Set([...rest.gone, ...gone]),
      settled: [...rest.settled, ...ended],
    },
    ended,
  };
}

/** A plan shows what is mentioned; what was not then, nobody has agreed to delete in spite of it. */
function newlyMentioned(
  { references }: PlannedTarget,
  before: PlannedTarget | undefined,
): GuardFinding | undefined {
  if (!before || otherReferences(before).length > 0) return undefined;
  const [place] = otherReferences({ references, source: before.source });
  return place && { kind: 'mentioned', place };
}
