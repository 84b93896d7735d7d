import * as vscode from 'vscode';
import type { Command } from '../../app';
import { requireActive } from '../../account/connections';
import { replaceKey } from '../../account/replaceKey';
import { oneLine } from '../../ui/oneLine';

/** Replaces the key of the active account by one that ImageKit has accepted. */
export const updateKey: Command = {
  id: 'imagekitCleanup.updateKey',
  async run(app) {
    const account = requireActive(app.accounts);
    if (!(await replaceKey(app, account))) return;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The key of {0} was updated.', oneLine(account.name)),
    );
  },
};
