import { inRunOrder } from './runOrder';
import type { TargetOutcome } from './outcome';
import type { ConfirmedPlan } from '../plan/plan';
import { fileDeleter, folderDeleter, versionDeleter, type TargetDeleter } from './targetDeleters';
import { noRecord, RunState, type RunOptions } from './run';
import { processBatch } from './processBatch';
import type { PlannedTarget } from '../target';

/**
 * Deletes what the plan holds and nothing else. Yields outcomes as batches end, exactly one for
 * each target in the end, whatever happens on the way; it throws only for a plan with a backup when
 * it is given no gate, before anything is sent.
 */
export async function* execute(
  plan: ConfirmedPlan,
  options: RunOptions,
): AsyncGenerator<readonly TargetOutcome[]> {
  if (plan.backup.kind === 'required' && !options.gate) {
    throw new TypeError('a plan with a backup needs its gate');
  }
  const run = new RunState(options);
  const { files, versions, folders } = inRunOrder(plan.targets);
  yield* deleteInBatches(files, () => run.batchSize, options.concurrency, fileDeleter(run), run);
  yield* deleteInBatches(versions, () => 1, options.concurrency, versionDeleter(run), run);
  yield* deleteInBatches(folders, () => 1, 1, folderDeleter(run), run);
}

/** How many targets end together once nothing more is sent. */
const leftAtATime = 1000;

/** Deletes targets of one kind, at most `concurrency` batches at a time. */
async function* deleteInBatches(
  targets: readonly PlannedTarget[],
  batchSize: () => number,
  concurrency: number,
  deleter: TargetDeleter,
  run: RunState,
): AsyncGenerator<readonly TargetOutcome[]> {
  const inFlight = new Map<
    number,
    Promise<{ first: number; outcomes: readonly TargetOutcome[] }>
  >();
  let next = 0;
  try {
    while (next < targets.length || inFlight.size > 0) {
      while (next < targets.length && inFlight.size < Math.max(1, concurrency)) {
        const first = next;
        const size = run.stopReason ? leftAtATime : batchSize();
        const batch = targets.slice(first, first + size);
        next += batch.length;
        inFlight.set(
          first,
          record(batch, deleter, run).then((outcomes) => ({ first, outcomes })),
        );
      }
      const { first, outcomes } = await Promise.race(inFlight.values());
      inFlight.delete(first);
      yield outcomes;
    }
  } finally {
    // Who stops listening half-way has cancelled; what is in flight is waited for and recorded.
    if (inFlight.size > 0) run.stop({ kind: 'cancelled' });
    await Promise.all(inFlight.values());
  }
}

async function record(
  batch: readonly PlannedTarget[],
  deleter: TargetDeleter,
  run: RunState,
): Promise<readonly TargetOutcome[]> {
  const outcomes = await processBatch(batch, deleter, run);
  try {
    await run.options.journal.after(outcomes);
  } catch (error) {
    // What happened can't be undone by failing here: it is told, and nothing more is sent.
    run.stop(noRecord(error));
  }
  return outcomes;
}
