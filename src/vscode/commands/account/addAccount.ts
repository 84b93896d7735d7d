import * as vscode from 'vscode';
import type { App, Command } from '../../app';
import { askNewAccount } from '../../account/askNewAccount';
import { oneLine } from '../../ui/oneLine';
import { retryKeyring } from '../../account/retryKeyring';

/** Adds an account whose key ImageKit has accepted. */
export const addAccount: Command = {
  id: 'imagekitCleanup.addAccount',
  async run({ accounts, connections }: App) {
    const asked = await askNewAccount(accounts.list(), (key, signal) =>
      connections.prove(key, signal),
    );
    if (!asked) return;
    const name = oneLine(asked.entry.name);
    const added = await retryKeyring(name, () => accounts.add(asked.entry, asked.key));
    if (!added) return;
    const { id } = added.result;
    if (accounts.active?.id === id) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Added {0}.', name));
      return;
    }
    const use = vscode.l10n.t('Use {0} Here', name);
    const message = accounts.active
      ? vscode.l10n.t(
          'Added {0}. This workspace still uses {1}.',
          name,
          oneLine(accounts.active.name),
        )
      : vscode.l10n.t('Added {0}.', name);
    if ((await vscode.window.showInformationMessage(message, use)) === use) {
      await accounts.setActive(id);
    }
  },
};
