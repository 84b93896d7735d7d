import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { plainRow } from '../ui/plainLabel';
import { kindText } from './accountText';

/** A row that isn't an account. */
interface OtherRow {
  readonly label: string;
  readonly choice: 'other';
}

/** Lets the person pick an account, the active one first; `other` adds a row of its own. */
export async function pickAccount(
  accounts: readonly Account[],
  active: Account | undefined,
  placeHolder: string,
  other?: string,
): Promise<Account | 'other' | undefined> {
  const sorted = [...accounts].sort((a, b) => rank(a, active) - rank(b, active));
  const rows = sorted.map((account) => ({
    label: account.name,
    description: [account.id === active?.id ? vscode.l10n.t('current') : '', kindText(account.kind)]
      .filter(Boolean)
      .join(' · '),
    detail: account.urlEndpoints.join(', '),
    choice: account,
  }));
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, choice: undefined };
  const otherRows: (OtherRow | typeof separator)[] =
    other === undefined ? [] : [separator, { label: other, choice: 'other' }];
  const picked = await vscode.window.showQuickPick([...rows, ...otherRows].map(plainRow), {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.choice;
}

function rank(account: Account, active: Account | undefined): number {
  return account.id === active?.id ? 0 : 1;
}
