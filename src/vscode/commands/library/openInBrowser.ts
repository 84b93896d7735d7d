import * as vscode from 'vscode';
import { deliveryLink } from '../../../core/library/deliveryLink';
import type { Command } from '../../app';
import { chosenNodes } from '../../sources/treeSelection';
import { nodeUrl } from '../../tree/libraryNode';
import { oneLine } from '../../ui/oneLine';

/** Opens a file or version where it is delivered, and nothing but a delivery URL of its account. */
export const openInBrowser: Command = {
  id: 'imagekitCleanup.openInBrowser',
  run: async ({ libraryView }, clicked) => {
    const [node] = chosenNodes(clicked, undefined, libraryView.selection);
    const url = node && nodeUrl(node);
    if (!node || url === undefined) return;
    const link = deliveryLink(url, node.account);
    if (link === undefined) {
      const message = vscode.l10n.t(
        "Didn't open the file: its URL isn't one of the delivery URLs of {0}.",
        oneLine(node.account.name),
      );
      void vscode.window.showWarningMessage(message);
      return;
    }
    // As text: a Uri would decode and encode it again, and so change it.
    await vscode.commands.executeCommand('vscode.open', link);
  },
};
