import * as vscode from 'vscode';
import type { App, Command } from '../../app';
import { runByName } from '../../ui/commandId';
import { pickAccountOrAct } from '../../account/pickAccount';

/** Chooses the account of this workspace, or what else is to be done about accounts. */
export const switchAccount: Command = {
  id: 'imagekitCleanup.switchAccount',
  async run({ accounts }: App) {
    const picked = await pickAccountOrAct(
      accounts.list(),
      accounts.active,
      vscode.l10n.t('Select the ImageKit account for this workspace'),
    );
    if (!picked) return;
    if ('account' in picked) await accounts.setActive(picked.account.id);
    else await runByName(picked.command);
  },
};
