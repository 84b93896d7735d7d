import * as vscode from 'vscode';
import type { Command } from '../../app';
import { ignoreReferencesIn } from '../../settings/settings';
import { pointedReference } from '../../editor/cursorReference';

/** Never again reports missing files in the file of a reference; the settings remember it. */
export const ignoreReferencesInFile: Command = {
  id: 'imagekitCleanup.ignoreReferencesInFile',
  async run(app, argument) {
    const pointed = await pointedReference(app, argument);
    if (!pointed) return;
    await ignoreReferencesIn(vscode.workspace.asRelativePath(pointed.document.uri, false));
  },
};
