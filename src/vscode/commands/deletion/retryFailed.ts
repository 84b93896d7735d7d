import { retryFailed as retry } from '../../deletion/afterRun';
import type { Command } from '../../app';
import { retryClaims } from '../../deletion/flow';
import { chosenRun } from '../../sources/chosenRun';

/** Makes a new plan of what a run could not delete. */
export const retryFailed: Command = {
  id: 'imagekitCleanup.retryFailed',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'retry');
    if (entry) await retry(app, entry.run.runId, retryClaims);
  },
};
