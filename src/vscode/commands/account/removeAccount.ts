import * as vscode from 'vscode';
import type { Account, AccountKind } from '../../../core/account/account';
import type { App, Command } from '../../app';
import { NotConnected } from '../../failures/errors';
import { oneLine } from '../../ui/oneLine';
import { pickAccount } from '../../account/pickAccount';

/** Forgets an account and its key. */
export const removeAccount: Command = {
  id: 'imagekitCleanup.removeAccount',
  async run({ accounts }: App) {
    const account = await chooseOne(accounts.list(), accounts.active);
    if (!account) return;
    const name = oneLine(account.name);
    const remove = vscode.l10n.t('Remove');
    const { question, detail } = removalText(account.kind, name);
    const answer = await vscode.window.showWarningMessage(
      question,
      { modal: true, detail },
      remove,
    );
    if (answer !== remove) return;
    await accounts.remove(account.id);
    void vscode.window.showInformationMessage(vscode.l10n.t('Removed {0}.', name));
  },
};

function removalText(kind: AccountKind, name: string) {
  if (kind === 'sandbox') {
    return {
      question: vscode.l10n.t('Remove {0} from VS Code?', name),
      detail: vscode.l10n.t('You can open it again at any time.'),
    };
  }
  return {
    question: vscode.l10n.t('Remove {0} and its key from VS Code?', name),
    detail: vscode.l10n.t(
      "This doesn't change anything in ImageKit: your files stay, and the key works until you delete it in the dashboard.",
    ),
  };
}

async function chooseOne(
  accounts: readonly Account[],
  active: Account | undefined,
): Promise<Account | undefined> {
  if (accounts.length === 0) throw new NotConnected({ kind: 'noAccount' });
  if (accounts.length === 1) return accounts[0];
  const placeholder = vscode.l10n.t('Select the account to remove');
  return pickAccount(accounts, active, placeholder);
}
