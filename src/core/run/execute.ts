import { inRunOrder } from './runOrder';
import type { TargetOutcome } from './outcome';
import type { ConfirmedPlan } from '../plan/plan';
import { fileDeleter, folderDeleter, versionDeleter } from './targetDeleters';
import { deleteInBatches } from './batches';
import { RunState, type RunOptions } from './run';

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
  const { writesAtATime: atATime } = options;
  const bulk = { batchSize: () => run.batchSize, atATime };
  yield* deleteInBatches(files, bulk, fileDeleter(run), run);
  yield* deleteInBatches(versions, { batchSize: one, atATime }, versionDeleter(run), run);
  // A folder goes when those inside it are gone.
  yield* deleteInBatches(folders, { batchSize: one, atATime: 1 }, folderDeleter(run), run);
}

const one = () => 1;
