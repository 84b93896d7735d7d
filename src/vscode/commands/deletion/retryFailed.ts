import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { chosenRun } from '../../sources/chosenRun';

/** Makes a new plan of what a run could not delete. */
export const retryFailed: Command = {
  id: 'imagekitCleanup.retryFailed',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'retry');
    if (entry) await drive(app, { kind: 'retry', runId: entry.run.runId });
  },
};
