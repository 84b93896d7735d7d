import * as vscode from 'vscode';
import type { Command } from '../../app';
import { retryPurge as retry } from '../../cdn/purgeFiles';
import { isPurgeNode } from '../../tree/purgeNode';

/** Does again what of a purge did not end well: that of a row, or of the message about it. */
export const retryPurge: Command = {
  id: 'imagekitCleanup.retryPurge',
  async run(app, chosen) {
    const purgeId = isPurgeNode(chosen) ? chosen.entry.header.purgeId : chosen;
    const entries = await app.purges.list();
    const entry = entries.find(({ header }) => header.purgeId === purgeId);
    if (entry?.retry) return retry(app, entry);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to retry in this purge.'),
    );
  },
};
