import * as vscode from 'vscode';
import type { AccountStore } from '../account/store';
import { commandId } from '../ui/commandId';
import { setContextKey } from '../settings/contextKeys';
import { accountLabel } from '../account/accountLabel';
import { plainLabel } from '../ui/plainLabel';

/** Keeps the status bar and the context keys in step with the accounts, other windows' changes too. */
export function showActiveAccount(accounts: AccountStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'imagekitCleanup.account',
    vscode.StatusBarAlignment.Left,
  );
  item.name = vscode.l10n.t('ImageKit Account');
  item.command = commandId('switchAccount');
  const update = () => showIn(item, accounts);
  update();
  return vscode.Disposable.from(
    item,
    accounts.onDidChange(update),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) accounts.refresh();
    }),
  );
}

function showIn(item: vscode.StatusBarItem, accounts: Pick<AccountStore, 'list' | 'active'>): void {
  const { active } = accounts;
  const none = accounts.list().length === 0;
  setContextKey('imagekitCleanup.hasAccount', !none);
  setContextKey('imagekitCleanup.accountKind', active?.kind);
  setContextKey('imagekitCleanup.keyReadOnly', active?.access === 'readOnly');
  if (none) {
    item.hide();
    return;
  }
  const label = active && accountLabel(active);
  item.text = `$(cloud) ${plainLabel(label ?? vscode.l10n.t('Choose Account'))}`;
  item.tooltip = label
    ? vscode.l10n.t('ImageKit account for this workspace: {0}', label)
    : vscode.l10n.t('No ImageKit account selected for this workspace');
  item.accessibilityInformation = { label: item.tooltip };
  item.backgroundColor =
    active?.kind === 'production'
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
  item.show();
}
