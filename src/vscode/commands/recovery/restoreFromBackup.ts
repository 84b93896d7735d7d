import type { Command } from '../../app';
import { pickBackup } from '../../recovery/pickBackup';
import { restoreBackup } from '../../recovery/restoreBackup';
import { isRunNode } from '../../tree/historyNode';

/** Brings files back from the backup of a run's row, or from one that is picked. */
export const restoreFromBackup: Command = {
  id: 'imagekitCleanup.restoreFromBackup',
  async run(app, arg) {
    const backup = await pickBackup(app, isRunNode(arg) ? arg.entry.run.runId : undefined);
    if (backup) await restoreBackup(app, backup);
  },
};
