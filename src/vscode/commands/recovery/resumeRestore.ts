import type { Command } from '../../app';
import { backupOfRow } from '../../recovery/pickBackup';
import { restoreBackup } from '../../recovery/restoreBackup';
import { isRecoveryNode } from '../../tree/recoveryRow';

/** Goes on with a restore that stopped, after a question. */
export const resumeRestore: Command = {
  id: 'imagekitCleanup.resumeRestore',
  async run(app, arg) {
    if (!isRecoveryNode(arg) || arg.entry.kind !== 'restore') return;
    const backup = await backupOfRow(arg.entry.folder);
    if (backup) await restoreBackup(app, backup);
  },
};
