import * as vscode from 'vscode';
import { deliveryLink } from '../../../core/library/deliveryLink';
import type { Command } from '../../app';
import { plannedFile } from '../../sources/planSelection';
import { chosenNodes } from '../../sources/treeSelection';
import { nodeUrl } from '../../tree/libraryNode';
import { oneLine } from '../../ui/oneLine';

/** Opens a file or version where it is delivered, and nothing but a delivery URL of its account. */
export const openInBrowser: Command = {
  id: 'imagekitCleanup.openInBrowser',
  run: async ({ libraryView, planReview }, clicked) => {
    const [node] = chosenNodes(clicked, undefined, libraryView.selection);
    const planned = plannedFile(planReview, clicked);
    const account = planned?.account ?? node?.account;
    const url = planned ? planned.row.url : node && nodeUrl(node);
    if (!account || url === undefined) return;
    const link = deliveryLink(url, account);
    if (link === undefined) {
      const message = vscode.l10n.t(
        "Didn't open the file: its URL isn't one of the delivery URLs of {0}.",
        oneLine(account.name),
      );
      void vscode.window.showWarningMessage(message);
      return;
    }
    // As text: a Uri would decode and encode it again, and so change it.
    await vscode.commands.executeCommand('vscode.open', link);
  },
};
