import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { CommandName } from '../ui/commandId';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { kindText } from './accountText';

/** A row that isn't an account, but something to do. */
export interface AccountAct {
  readonly label: string;
  readonly command: CommandName;
}

/** Lets the person pick an account, the active one first. */
export async function pickAccount(
  accounts: readonly Account[],
  active: Account | undefined,
  placeHolder: string,
): Promise<Account | undefined> {
  const picked = await vscode.window.showQuickPick(accountRows(accounts, active).map(plainRow), {
    ...{ placeHolder, matchOnDescription: true, matchOnDetail: true },
  });
  return picked?.choice;
}

/** The same, or something to do with accounts at all, or with the active one. */
export async function pickAccountOrAct(
  accounts: readonly Account[],
  active: Account | undefined,
  placeHolder: string,
): Promise<{ readonly account: Account } | AccountAct | undefined> {
  const separator = { kind: vscode.QuickPickItemKind.Separator, choice: undefined };
  const acts = (all: readonly AccountAct[]) =>
    all.map((act) => ({ label: act.label, choice: act }));
  const rows = [
    ...accountRows(accounts, active).map((row) => ({ ...row, choice: { account: row.choice } })),
    { label: '', ...separator },
    ...acts([{ label: vscode.l10n.t('Add Account…'), command: 'addAccount' }]),
    ...(active ? [{ label: oneLine(active.name), ...separator }, ...acts(actsOn(active))] : []),
  ];
  const picked = await vscode.window.showQuickPick(rows.map(plainRow), {
    ...{ placeHolder, matchOnDescription: true, matchOnDetail: true },
  });
  return picked?.choice;
}

function accountRows(accounts: readonly Account[], active: Account | undefined) {
  return accounts
    .toSorted((a, b) => rank(a, active) - rank(b, active))
    .map((account) => ({
      label: account.name,
      description: [
        account.id === active?.id ? vscode.l10n.t('current') : '',
        kindText(account.kind),
      ]
        .filter(Boolean)
        .join(' · '),
      detail: account.urlEndpoints.join(', '),
      choice: account,
    }));
}

function actsOn({ kind }: Account): readonly AccountAct[] {
  const remove = { label: vscode.l10n.t('Remove Account…'), command: 'removeAccount' } as const;
  if (kind === 'sandbox') {
    return [{ label: vscode.l10n.t('Reset Sandbox…'), command: 'resetSandbox' }, remove];
  }
  return [
    { label: vscode.l10n.t('Update Key…'), command: 'updateKey' },
    { label: vscode.l10n.t('Check Key Permissions'), command: 'checkKey' },
    { label: vscode.l10n.t('Edit Delivery URLs…'), command: 'editDeliveryUrls' },
    kind === 'production'
      ? { label: vscode.l10n.t('Unmark Account as Production'), command: 'unmarkProduction' }
      : { label: vscode.l10n.t('Mark Account as Production'), command: 'markProduction' },
    remove,
  ];
}

function rank(account: Account, active: Account | undefined): number {
  return account.id === active?.id ? 0 : 1;
}
