import * as vscode from 'vscode';
import type { Command } from '../../app';
import { locationOf } from '../../references/place';
import { chosenNodes } from '../../sources/treeSelection';
import { oneLine } from '../../ui/oneLine';
import { withLookUpProgress } from '../../ui/progress';
import { showPlaces } from '../../references/showPlaces';

/** Shows the places of the workspace that mention a file of the library. */
export const showAssetReferences: Command = {
  id: 'imagekitCleanup.showAssetReferences',
  async run({ libraryView, references }, clicked) {
    const [node] = chosenNodes(clicked, undefined, libraryView.selection);
    if (node?.kind !== 'file') return;
    const title = vscode.l10n.t('ImageKit: searching the workspace');
    const searched = await withLookUpProgress(title, async (_say, signal) => {
      await references.ready(signal);
      return true;
    });
    if (!searched) return;
    const found = references.usage(node.asset, node.account).references.map(locationOf);
    const [first, ...others] = found;
    if (!first) {
      const name = oneLine(node.asset.name);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No reference to {0} was found in what was searched.', name),
      );
      return;
    }
    await showPlaces([first, ...others]);
  },
};
