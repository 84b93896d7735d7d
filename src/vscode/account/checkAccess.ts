import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { keyAccess } from '../../core/account/keyAccess';
import type { Connections } from './connections';
import type { AccountStore } from './store';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress } from '../ui/progress';

/** What keeps the keys, and what finds out again what one may do. */
interface AccessKeeper {
  readonly accounts: Pick<AccountStore, 'update'>;
  readonly connections: Pick<Connections, 'connect'>;
}

/**
 * Finds out what a key may do, by one harmless request, and says it: a key may be given more rights
 * in the dashboard. Throws as `Connections.connect` does.
 */
export async function checkAccess(
  { accounts, connections }: AccessKeeper,
  account: Account,
): Promise<void> {
  const name = oneLine(account.name);
  const { client } = await connections.connect(account);
  const access = await withLookUpProgress(
    vscode.l10n.t('checking the key for {0}…', name),
    (_, signal) => keyAccess(client, signal),
  );
  switch (access) {
    case 'write':
      await accounts.update(account.id, { access: undefined });
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The key for {0} can delete files now.', name),
      );
      return;
    case 'readOnly':
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The key for {0} is still read-only.', name),
      );
      return;
    case 'unknown':
      void vscode.window.showWarningMessage(
        vscode.l10n.t("Couldn't check the permissions of the key for {0}. Try again.", name),
      );
      return;
    case undefined:
      return;
  }
}
