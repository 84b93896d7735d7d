import type { PlannedTarget } from '../target';
import type { TargetOutcome } from './outcome';
import { processBatch } from './processBatch';
import { noRecord, type RunState } from './run';
import type { TargetDeleter } from './targetDeleters';

/** How many targets end together once nothing more is sent. */
const leftAtATime = 1000;

/** How targets are sent. */
interface BatchLimits {
  /** Targets in the next request; may fall on the way. */
  readonly batchSize: () => number;
  /** Batches in flight at most. */
  readonly atATime: number;
}

/**
 * Deletes targets of one kind, batch by batch, and writes down how each has
 * ended. Yields the outcomes of a batch when it ends, exactly one for each target.
 */
export async function* deleteInBatches(
  targets: readonly PlannedTarget[],
  { batchSize, atATime }: BatchLimits,
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
      while (next < targets.length && inFlight.size < Math.max(1, atATime)) {
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
