import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { askProvenKey } from './askProvenKey';
import type { Connections } from './connections';
import type { AccountStore } from './store';
import { oneLine } from '../ui/oneLine';
import { retryKeyring } from './retryKeyring';

/** What keeps the keys, and what proves them. */
export interface KeyKeeper {
  readonly accounts: Pick<AccountStore, 'setKey' | 'update'>;
  readonly connections: Pick<Connections, 'prove'>;
}

/** Asks for a new key of an account, and stores it once ImageKit has accepted it; whether it did. */
export async function replaceKey(
  { accounts, connections }: KeyKeeper,
  account: Account,
): Promise<boolean> {
  const name = oneLine(account.name);
  if (account.kind === 'sandbox') {
    const message = vscode.l10n.t("The sandbox account uses a built-in key that can't be changed.");
    void vscode.window.showInformationMessage(message);
    return false;
  }
  const answer = await askProvenKey({
    title: vscode.l10n.t('Update the Key for {0}', name),
    step: undefined,
    totalSteps: undefined,
    account: name,
    typed: '',
    proven: undefined,
    prove: (key, signal) => connections.prove(key, signal),
  });
  if (answer.kind !== 'next') return false;
  const { key, urlEndpoint, access } = answer.proven;
  if (!(await isSameLibrary(account, urlEndpoint))) return false;
  const stored = await retryKeyring(name, () => accounts.setKey(account.id, key));
  if (!stored) return false;
  await accounts.update(account.id, {
    access: access === 'readOnly' ? access : undefined,
    ...(urlEndpoint !== undefined &&
      account.urlEndpoints.length === 0 && { urlEndpoints: [urlEndpoint] }),
  });
  return true;
}

/**
 * A valid key of another account would turn this entry into that account unnoticed. An entry from
 * before its library had files is known by nothing, and proves nothing.
 */
async function isSameLibrary(account: Account, shown: string | undefined): Promise<boolean> {
  const known = account.urlEndpoints;
  if (shown !== undefined && known.includes(shown)) return true;
  const name = oneLine(account.name);
  const use = vscode.l10n.t('Use This Key');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Does this key belong to {0}?', name),
    {
      modal: true,
      detail: [
        shown === undefined
          ? vscode.l10n.t('It opens an empty library.')
          : vscode.l10n.t('Its files are at {0}.', oneLine(shown)),
        known.length === 0
          ? vscode.l10n.t("The delivery URLs of {0} aren't known.", name)
          : vscode.l10n.t('{0} delivers from {1}.', name, oneLine(known.join(', '))),
        vscode.l10n.t(
          "With another account's key, deletions would happen in that account, and the files of this one would look deleted.",
        ),
      ].join(' '),
    },
    use,
  );
  return answer === use;
}
