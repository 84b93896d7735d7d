import { lookUp } from './lookUp';
import type { DeletionOutcome, TargetOutcome } from './outcome';
import type { Resumption } from './resume';
import { fileDeleter, versionDeleter, type TargetDeleter } from './targetDeleters';
import { Run, type RunOptions } from './run';
import type { PlannedTarget } from '../target';

const untouched: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'cancelled' } };
const unknown: DeletionOutcome = { kind: 'unknown', failure: { kind: 'notLookedUp' } };

/**
 * The outcomes of a run that ends where it is: what is in doubt is looked up, and nothing is deleted.
 * Without `options` there is nobody to ask.
 */
export async function closeRun(
  { plan, inDoubt }: Resumption,
  options: RunOptions | undefined,
): Promise<readonly TargetOutcome[]> {
  const doubtful = plan.targets.filter(({ key }) => inDoubt.has(key));
  const seen = options ? await lookAt(doubtful, new Run(options)) : new Map<string, never>();
  return plan.targets.map((planned) => {
    const { key } = planned;
    const outcome = inDoubt.has(key) ? (seen.get(key) ?? unknown) : untouched;
    return { planned, outcome };
  });
}

/**
 * How targets in doubt have ended, by key. One that exists is looked at once more when a request
 * that was sent just before can't take effect any more.
 */
async function lookAt(
  targets: readonly PlannedTarget[],
  run: Run,
): Promise<ReadonlyMap<string, DeletionOutcome>> {
  const { clock, timeoutMs } = run.options;
  const landed = clock.now() + timeoutMs;
  const ends = new Map<string, DeletionOutcome>();
  const deleters = { asset: fileDeleter(run), version: versionDeleter(run) };
  const look = async (kind: keyof typeof deleters, some: readonly PlannedTarget[]) => {
    const { exists }: TargetDeleter = deleters[kind];
    if (!exists || run.stopReason) return;
    for (const [{ key }, sight] of await lookUp(some, exists, run)) {
      if (sight.kind === 'gone') ends.set(key, { kind: 'deleted', requestId: undefined });
      else if (sight.kind === 'there') ends.set(key, sight.since >= landed ? untouched : unknown);
      else if (sight.kind === 'unanswered' && sight.failure) {
        ends.set(key, { kind: 'unknown', failure: sight.failure });
      }
    }
  };
  for (const kind of ['asset', 'version'] as const) {
    await look(
      kind,
      targets.filter(({ target }) => target.kind === kind),
    );
  }
  const there = targets.filter(({ key }) => ends.get(key) === unknown);
  if (there.length === 0) return ends;
  await run.wait(landed - clock.now(), run.signal);
  for (const kind of ['asset', 'version'] as const) {
    await look(
      kind,
      there.filter(({ target }) => target.kind === kind),
    );
  }
  return ends;
}
