import * as vscode from 'vscode';
import type { Command } from '../../app';
import { accountOrActive } from '../../account/connections';
import { replaceKey } from '../../account/replaceKey';
import { oneLine } from '../../ui/oneLine';

/** Replaces the key of an account, the active one unless told its ID, by one that ImageKit has accepted. */
export const updateKey: Command = {
  id: 'imagekitCleanup.updateKey',
  async run(app, id) {
    const account = accountOrActive(app.accounts, id);
    if (!(await replaceKey(app, account))) return;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The key for {0} was updated.', oneLine(account.name)),
    );
  },
};
