import * as vscode from 'vscode';
import type { Command } from '../../app';
import { pickBackup } from '../../recovery/pickBackup';
import { isRunNode } from '../../tree/historyNode';

/** Shows the folder of a backup in the system's own file manager. */
export const showBackupFolder: Command = {
  id: 'imagekitCleanup.showBackupFolder',
  async run(app, arg) {
    const backup = await pickBackup(app, isRunNode(arg) ? arg.entry.run.runId : undefined);
    if (!backup) return;
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(backup.folder));
  },
};
