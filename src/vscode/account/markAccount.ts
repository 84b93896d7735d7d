import * as vscode from 'vscode';
import { requireActive } from './connections';
import type { AccountStore } from './store';
import { oneLine } from '../ui/oneLine';

/** Marks the active account as production or not, and says what follows from it. */
export async function markAccount(
  { accounts }: { readonly accounts: Pick<AccountStore, 'list' | 'active' | 'update'> },
  kind: 'production' | 'development',
): Promise<void> {
  const account = requireActive(accounts);
  const name = oneLine(account.name);
  if (account.kind === 'sandbox') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The sandbox can't be marked as production."),
    );
    return;
  }
  await accounts.update(account.id, { kind });
  void vscode.window.showInformationMessage(
    kind === 'production'
      ? vscode.l10n.t(
          '{0} is now a production account. You confirm each deletion by typing the number of files.',
          name,
        )
      : vscode.l10n.t('{0} is no longer a production account.', name),
  );
}
