import * as vscode from 'vscode';
import type { App, Command } from '../../app';
import { runByName } from '../../ui/commandId';
import { pickAccount } from '../../account/pickAccount';

/** Chooses the account of this workspace. */
export const switchAccount: Command = {
  id: 'imagekitCleanup.switchAccount',
  async run({ accounts }: App) {
    const picked = await pickAccount(
      accounts.list(),
      accounts.active,
      vscode.l10n.t('Select the ImageKit account for this workspace'),
      vscode.l10n.t('Add Account…'),
    );
    if (picked === 'other') {
      await runByName('addAccount');
    } else if (picked) {
      await accounts.setActive(picked.id);
    }
  },
};
