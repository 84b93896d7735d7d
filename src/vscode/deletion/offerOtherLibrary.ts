import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { foreignLibraries } from '../../core/library/libraryName';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import { runByName } from '../ui/commandId';
import { oneLine } from '../ui/oneLine';
import type { AccountStore } from '../account/store';

/**
 * Where the workspace's delivery URLs are not the account's: offers to switch to another one, or to
 * take them for the account's own.
 */
export async function offerOtherLibrary(
  {
    accounts,
    references,
  }: {
    readonly accounts: Pick<AccountStore, 'update'>;
    readonly references: Pick<WorkspaceReferences, 'endpoints'>;
  },
  account: Account,
): Promise<void> {
  const urls = [...references.endpoints.keys()];
  const libraries = foreignLibraries(urls, account.urlEndpoints);
  const [only] = libraries;
  if (only === undefined) return;
  const name = oneLine(account.name);
  const switchAccount = vscode.l10n.t('Switch Account…');
  const add =
    libraries.length === 1
      ? vscode.l10n.t('Add It to {0}', name)
      : vscode.l10n.t('Add Them to {0}', name);
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'This workspace references {0}, but the active account is {1}, which delivers from {2}.',
      libraries.map(oneLine).join(', '),
      name,
      oneLine(account.urlEndpoints.join(', ')),
    ),
    switchAccount,
    add,
  );
  if (pressed === switchAccount) await runByName('switchAccount');
  if (pressed !== add) return;
  await accounts.update(account.id, { urlEndpoints: [...account.urlEndpoints, ...urls] });
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Updated the delivery URLs of {0}.', name),
  );
}
