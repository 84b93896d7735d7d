import * as vscode from 'vscode';
import type { Command } from '../../app';
import { chosenBackup } from '../../recovery/chosenBackup';

/** Shows the folder of a backup in the system's own file manager. */
export const showBackupFolder: Command = {
  id: 'imagekitCleanup.showBackupFolder',
  async run(app, arg) {
    const backup = await chosenBackup(app, arg);
    if (!backup) return;
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(backup.folder));
  },
};
