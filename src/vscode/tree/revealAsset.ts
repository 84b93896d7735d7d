import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress } from '../ui/progress';
import type { LibraryView } from './libraryView';

/** Shows a file's row in the library's tree, and says so when it is not there yet. */
export async function revealAsset(
  { libraryView }: { readonly libraryView: Pick<LibraryView, 'reveal'> },
  asset: Asset,
): Promise<void> {
  const path = oneLine(asset.filePath);
  const shown = await withLookUpProgress(vscode.l10n.t('opening {0}…', path), (_, signal) =>
    libraryView.reveal(asset, signal),
  );
  if (shown === false) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0} isn't listed in its folder yet. Refresh the library and try again.", path),
    );
  }
}
