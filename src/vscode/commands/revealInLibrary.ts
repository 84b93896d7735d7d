import * as vscode from 'vscode';
import type { Command } from '../app';
import { assetOf } from '../sources/assetOf';
import { claimAtCursor } from '../sources/cursorReference';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress } from '../ui/progress';

/** Shows the file under the editor's cursor in the sidebar's tree. */
export const revealInLibrary: Command = {
  id: 'imagekitCleanup.revealInLibrary',
  async run(app) {
    const claim = claimAtCursor(app);
    const asset = claim && (await assetOf(app, claim));
    if (!asset) return;
    const shown = await withLookUpProgress(
      vscode.l10n.t('ImageKit: opening {0}', oneLine(asset.filePath)),
      (_say, signal) => app.libraryView.reveal(asset, signal),
    );
    if (shown === false) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          '{0} is not listed in its folder yet. Refresh the library and try again.',
          oneLine(asset.filePath),
        ),
      );
    }
  },
};
