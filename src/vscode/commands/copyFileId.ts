import * as vscode from 'vscode';
import type { Command } from '../app';
import { chosenNodes } from '../sources/treeSelection';

/** Puts the ids of the chosen files on the clipboard, one a line. */
export const copyFileId: Command = {
  id: 'imagekitCleanup.copyFileId',
  run: async ({ libraryView }, clicked, selected) => {
    const nodes = chosenNodes(clicked, selected, libraryView.selection);
    const ids = nodes.flatMap((node) => (node.kind === 'file' ? [node.asset.fileId] : []));
    if (ids.length > 0) await vscode.env.clipboard.writeText(ids.join('\n'));
  },
};
