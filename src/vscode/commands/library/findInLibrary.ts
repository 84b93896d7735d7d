import * as vscode from 'vscode';
import type { Command } from '../../app';
import { revealAsset } from '../../tree/revealAsset';
import { assetOf } from '../../sources/assetOf';
import { pickedAsset } from '../../sources/pickedAsset';
import { textToFind } from '../../editor/textToFind';

/** Searches the library for what a text names, and shows the file that is picked in the tree. */
export const findInLibrary: Command = {
  id: 'imagekitCleanup.findInLibrary',
  async run(app, argument) {
    const text = await textToFind(app, argument);
    const claim = await pickedAsset(app, vscode.l10n.t('Find in Library'), { text });
    const asset = claim && (await assetOf(app, claim));
    if (asset) await revealAsset(app, asset);
  },
};
