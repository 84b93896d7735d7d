import * as vscode from 'vscode';
import type { Command } from '../../app';
import { accountOrActive } from '../../account/connections';
import { replaceKey } from '../../account/replaceKey';
import { stoppedByKey } from '../../run/stoppedByKey';
import { runByName } from '../../ui/commandId';
import { oneLine } from '../../ui/oneLine';

/**
 * Replaces the key of an account, the active one unless told its ID, by one that ImageKit has accepted,
 * and offers to go on with the run that the old one stopped.
 */
export const updateKey: Command = {
  id: 'imagekitCleanup.updateKey',
  async run(app, id) {
    const account = accountOrActive(app.accounts, id);
    if (!(await replaceKey(app, account))) return;
    const updated = vscode.l10n.t('The key for {0} was updated.', oneLine(account.name));
    // A history that can't be read says so in its view; the key is updated all the same.
    const left = await stoppedByKey(app.runs, account).catch(() => undefined);
    if (!left) {
      void vscode.window.showInformationMessage(updated);
      return;
    }
    const resume = vscode.l10n.t('Resume…');
    const pressed = await vscode.window.showInformationMessage(
      vscode.l10n.t('{0} The last run still has {1} to delete.', updated, left.what),
      resume,
    );
    if (pressed === resume) await runByName('resumeRun', left.runId);
  },
};
