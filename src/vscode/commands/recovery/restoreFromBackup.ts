import type { Command } from '../../app';
import { chosenBackup } from '../../recovery/chosenBackup';
import { restoreBackup } from '../../recovery/restoreBackup';

/** Brings files back from the backup of a run's row, or from one that is picked. */
export const restoreFromBackup: Command = {
  id: 'imagekitCleanup.restoreFromBackup',
  async run(app, arg) {
    const backup = await chosenBackup(app, arg);
    if (backup) await restoreBackup(app, backup);
  },
};
