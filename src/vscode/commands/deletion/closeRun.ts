import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { chosenRun } from '../../sources/chosenRun';

/** Ends an interrupted run where it is. */
export const closeRun: Command = {
  id: 'imagekitCleanup.closeRun',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'close');
    if (entry) await drive(app, { kind: 'close', runId: entry.run.runId });
  },
};
