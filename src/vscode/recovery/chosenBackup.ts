import type { App } from '../app';
import { backupOfRow, pickBackup, type ReadBackup } from './pickBackup';
import { isRunNode } from '../tree/historyNode';
import { isRecoveryNode } from '../tree/recoveryRow';

/** The backup of a row of the history that a command came from, or else one that is picked. */
export async function chosenBackup(
  app: Pick<App, 'backupFolder' | 'runs'>,
  arg: unknown,
): Promise<ReadBackup | undefined> {
  if (isRecoveryNode(arg)) {
    return arg.entry.kind === 'version' ? undefined : backupOfRow(arg.entry.folder);
  }
  return pickBackup(app, isRunNode(arg) ? arg.entry.run.runId : undefined);
}
