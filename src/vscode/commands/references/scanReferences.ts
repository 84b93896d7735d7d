import * as vscode from 'vscode';
import type { Command } from '../../app';
import { formatCount } from '../../ui/quantity';
import { withLookUpProgress } from '../../ui/progress';

/** Searches the workspace for references and looks up what they name. */
export const scanReferences: Command = {
  id: 'imagekitCleanup.scanReferences',
  async run({ check, connections, referencesView }) {
    if (vscode.workspace.workspaceFolders === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first.'));
      return;
    }
    await connections.connect();
    const title = vscode.l10n.t('searching the workspace…');
    await referencesView.during(
      withLookUpProgress(title, (say, signal) =>
        check.run(signal, (done, total) => {
          const counts = [formatCount(done), formatCount(total)] as const;
          say(vscode.l10n.t('{0} of {1} checked', ...counts), done / total);
        }),
      ),
    );
  },
};
