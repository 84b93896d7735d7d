import * as vscode from 'vscode';
import type { Command } from '../../app';
import { locationOf } from '../../references/place';
import { plannedFile } from '../../sources/planSelection';
import { chosenNodes } from '../../sources/treeSelection';
import { oneLine } from '../../ui/oneLine';
import { withLookUpProgress } from '../../ui/progress';
import { showPlaces } from '../../references/showPlaces';

/** Shows the places of the workspace that mention a file of the library. */
export const showAssetReferences: Command = {
  id: 'imagekitCleanup.showAssetReferences',
  async run({ libraryView, planReview, references }, clicked) {
    const [node] = chosenNodes(clicked, undefined, libraryView.selection);
    const row = plannedFile(planReview, clicked) ?? (node?.kind === 'file' ? node : undefined);
    if (!row?.asset) return;
    const { asset, account } = row;
    const title = vscode.l10n.t('searching the workspace…');
    const searched = await withLookUpProgress(title, async (_say, signal) => {
      await references.ready(signal);
      return true;
    });
    if (!searched) return;
    const usage = references.usage(asset, account);
    if (usage.references.length === 0) sayNone(oneLine(asset.name), usage.hints.length);
    const found = usage.references.length > 0 ? usage.references : usage.hints;
    const [first, ...others] = found.map(locationOf);
    if (first) await showPlaces([first, ...others]);
  },
};

function sayNone(name: string, hints: number): void {
  const text =
    hints === 0
      ? vscode.l10n.t('No references to {0} found in the searched files.', name)
      : vscode.l10n.t('No references to {0} found, only possible ones.', name);
  void vscode.window.showInformationMessage(text);
}
