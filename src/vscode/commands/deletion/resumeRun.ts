import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { chosenRun } from '../../sources/chosenRun';

/** Takes up a run that stopped before its end. */
export const resumeRun: Command = {
  id: 'imagekitCleanup.resumeRun',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'resume');
    if (entry) await drive(app, { kind: 'resume', runId: entry.run.runId });
  },
};
