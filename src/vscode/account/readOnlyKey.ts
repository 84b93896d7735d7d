import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { keyAccess } from '../../core/account/keyAccess';
import { keyRefusal } from '../../core/account/keyRefusal';
import type { App } from '../app';
import type { EndedRun } from '../run/endedRun';
import { replaceKey } from './replaceKey';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress } from '../ui/progress';

/** Says that nothing can be deleted with an account's key, and what to do about it. */
export async function sayReadOnly(app: App, account: Account): Promise<void> {
  const name = oneLine(account.name);
  const updateKey = vscode.l10n.t('Update Key…');
  const checkAgain = vscode.l10n.t('Check Again');
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The key of {0} may only read, so nothing can be deleted with it. ImageKit has refused it a change.',
      name,
    ),
    ...(account.kind === 'sandbox' ? [] : [updateKey]),
    checkAgain,
  );
  if (pressed === updateKey) await replaceKey(app, account);
  if (pressed === checkAgain) await checkAccess(app, account);
}

/** Remembers it when ImageKit refused the key of a run a change, though it lets it read. */
export async function rememberRefusal(
  accounts: App['accounts'],
  { account, outcomes }: EndedRun,
): Promise<void> {
  const refused = outcomes.some(
    ({ outcome }) =>
      outcome.kind === 'notAttempted' &&
      outcome.reason.kind === 'stopped' &&
      keyRefusal(outcome.reason.failure) === 'notAllowed',
  );
  if (refused) await accounts.update(account.id, { access: 'readOnly' });
}

/** A key may be given more rights in the dashboard. */
async function checkAccess({ accounts, connections }: App, account: Account): Promise<void> {
  const name = oneLine(account.name);
  const { client } = await connections.connect(account);
  const access = await withLookUpProgress(
    vscode.l10n.t('ImageKit: checking the key of {0}', name),
    (_, signal) => keyAccess(client, signal),
  );
  switch (access) {
    case 'write':
      await accounts.update(account.id, { access: undefined });
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The key of {0} may delete now.', name),
      );
      return;
    case 'readOnly':
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The key of {0} still may only read.', name),
      );
      return;
    case 'unknown':
      void vscode.window.showWarningMessage(
        vscode.l10n.t('It could not be found out what the key of {0} may do. Try again.', name),
      );
      return;
    case undefined:
      return;
  }
}
