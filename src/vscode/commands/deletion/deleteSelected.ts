import * as vscode from 'vscode';
import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { picked } from '../../deletion/next';
import { chosenNodes, claimsOf } from '../../sources/treeSelection';

/** Deletes what the chosen rows of the library stand for, after the question. */
export const deleteSelected: Command = {
  id: 'imagekitCleanup.deleteSelected',
  run: async (app, clicked, selected) => {
    const nodes = chosenNodes(clicked, selected, app.libraryView.selection);
    const active = app.accounts.active;
    if (nodes.some(({ account }) => account.id !== active?.id)) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Nothing was deleted: the library view switched to another account.'),
      );
      return;
    }
    const claims = claimsOf(nodes);
    if (claims.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Select files, folders, or older versions to delete. The current version of a file is deleted only with the file.',
        ),
      );
      return;
    }
    app.libraryView.leave(nodes);
    await drive(app, { kind: 'delete', claims, options: picked });
  },
};
