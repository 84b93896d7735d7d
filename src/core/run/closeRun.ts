import { ApiError, type ApiFailure } from '../../api/errors';
import type { DeletionOutcome, TargetOutcome } from './outcome';
import type { Resumption } from './resume';
import { fileRoute, folderRoute, versionRoute } from './targetDeleters';
import { isFinal, Run, type RunOptions } from './run';
import type { PlannedTarget } from '../target';

/** What nobody can or wants to look up stays unknown, for this reason. */
const notLookedUp: ApiFailure = {
  kind: 'unreachable',
  message: 'The run was closed before this was looked up.',
  status: undefined,
  requestId: undefined,
  mayHaveActed: 'maybe',
};

/**
 * The outcomes of a run that ends where it is: what is in doubt is looked up, and nothing is deleted.
 * Without `options` there is nobody to ask.
 */
export async function closeRun(
  { plan, inDoubt }: Resumption,
  options: RunOptions | undefined,
): Promise<readonly TargetOutcome[]> {
  const ask = options && inquirer(new Run(options));
  const end = async (planned: PlannedTarget): Promise<TargetOutcome> => {
    if (!inDoubt.has(planned.key)) return { planned, outcome: untouched };
    const outcome = (await ask?.(planned)) ?? { kind: 'unknown', failure: notLookedUp };
    return { planned, outcome };
  };
  return Promise.all(plan.targets.map(end));
}

const untouched: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'cancelled' } };

/** Asks what became of a target; `undefined` when that can't be asked. */
function inquirer(run: Run): (planned: PlannedTarget) => Promise<DeletionOutcome | undefined> {
  const routes = { asset: fileRoute(run), version: versionRoute(run), folder: folderRoute(run) };
  return async (planned) => {
    const { exists } = routes[planned.target.kind];
    try {
      if (!exists || run.stopReason) return undefined;
      const isThere = await exists(planned, run.signal);
      return isThere ? untouched : { kind: 'deleted', requestId: undefined };
    } catch (error) {
      // Whatever keeps the answer away, the target's end stays unknown.
      if (!(error instanceof ApiError)) return undefined;
      const { failure } = error;
      if (isFinal(failure)) run.stop({ kind: 'stopped', failure });
      return { kind: 'unknown', failure };
    }
  };
}
