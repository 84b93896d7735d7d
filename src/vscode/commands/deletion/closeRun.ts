import { closeRun as close } from '../../deletion/afterRun';
import type { Command } from '../../app';
import { retryClaims } from '../../deletion/flow';
import { chosenRun } from '../../sources/chosenRun';

/** Ends an interrupted run where it is. */
export const closeRun: Command = {
  id: 'imagekitCleanup.closeRun',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'close');
    if (entry) await close(app, entry.run.runId, retryClaims);
  },
};
