import type { Command } from '../../app';
import { removeBackups } from '../../recovery/removeBackups';

/** Lists backups with those over the limits checked, and removes what is chosen. */
export const removeOldBackups: Command = {
  id: 'imagekitCleanup.removeOldBackups',
  run: (app) => removeBackups(app),
};
