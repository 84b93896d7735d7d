import * as vscode from 'vscode';
import type { Command } from '../app';
import { chosenNodes } from '../sources/treeSelection';
import { nodeUrl } from '../tree/libraryNode';

/** Puts the delivery URLs of the chosen files and versions on the clipboard, one a line. */
export const copyUrl: Command = {
  id: 'imagekitCleanup.copyUrl',
  run: async ({ libraryView }, clicked, selected) => {
    const nodes = chosenNodes(clicked, selected, libraryView.selection);
    const urls = nodes.map(nodeUrl).filter((url) => url !== undefined);
    if (urls.length > 0) await vscode.env.clipboard.writeText(urls.join('\n'));
  },
};
