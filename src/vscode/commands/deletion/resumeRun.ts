import { resumeRun as resume } from '../../deletion/afterRun';
import type { Command } from '../../app';
import { retryClaims } from '../../deletion/flow';
import { chosenRun } from '../../sources/chosenRun';

/** Takes up a run that stopped before its end. */
export const resumeRun: Command = {
  id: 'imagekitCleanup.resumeRun',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'resume');
    if (entry) await resume(app, entry.run.runId, retryClaims);
  },
};
