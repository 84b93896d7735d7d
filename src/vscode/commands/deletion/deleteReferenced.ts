import * as vscode from 'vscode';
import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { picked } from '../../deletion/next';
import { chosenReferences, claimsOf } from '../../sources/referencesSelection';

/** Deletes the files that the chosen references name, after the question. */
export const deleteReferenced: Command = {
  id: 'imagekitCleanup.deleteReferenced',
  async run(app, clicked, selected) {
    const claims = claimsOf(chosenReferences(clicked, selected, app.referencesView.selection));
    if (claims.length > 0) {
      await drive(app, { kind: 'delete', claims, options: picked });
      return;
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select references to files that are in the library.'),
    );
  },
};
