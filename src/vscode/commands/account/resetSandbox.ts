import * as vscode from 'vscode';
import type { App, Command } from '../../app';
import { oneLine } from '../../ui/oneLine';

/** Brings back everything that the sandbox held at first. */
export const resetSandbox: Command = {
  id: 'imagekitCleanup.resetSandbox',
  async run({ accounts, library, runs, sandbox }: App) {
    const account = accounts.list().find(({ kind }) => kind === 'sandbox');
    if (!account) return;
    const reset = vscode.l10n.t('Reset');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Reset the sandbox?'),
      {
        modal: true,
        detail: vscode.l10n.t(
          "All of its original files come back, in every window, and what you changed or added is lost. Your own ImageKit accounts aren't affected.",
        ),
      },
      reset,
    );
    if (answer !== reset) return;
    await runs.whileIdle(account, () => sandbox.reset());
    if (accounts.active?.id === account.id) library.startOver();
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has its original files again.', oneLine(account.name)),
    );
  },
};
