import * as vscode from 'vscode';
import { nameProblem } from '../../../core/account/account';
import type { Account } from '../../../core/account/account';
import type { App, Command } from '../../app';

/** Starts the sandbox and makes it this workspace's account, to try everything without a key. */
export const openSandboxAccount: Command = {
  id: 'imagekitCleanup.openSandboxAccount',
  async run({ accounts, connections }: App) {
    const known = accounts.list().find(({ kind }) => kind === 'sandbox');
    const { id } =
      known ??
      (await accounts.add(
        { name: freeName(accounts.list()), kind: 'sandbox', urlEndpoints: [] },
        undefined,
      ));
    await accounts.setActive(id);
    await connections.connect();
    await vscode.commands.executeCommand('imagekitCleanup.library.focus');
  },
};

/** `Sandbox`, unless the person has named an account so. */
function freeName(accounts: readonly Account[]): string {
  const name = vscode.l10n.t('Sandbox');
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (nameProblem(candidate, accounts) === undefined) return candidate;
  }
}
