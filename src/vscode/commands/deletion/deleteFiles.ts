import * as vscode from 'vscode';
import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { collectFromSource, deletionSources } from '../../sources/all';

/** Deletes many files: from a list, or from what texts mention. */
export const deleteFiles: Command = {
  id: 'imagekitCleanup.deleteFiles',
  async run(app) {
    await app.connections.connect();
    const title = vscode.l10n.t('Delete Files');
    const collected = await collectFromSource(app, title, deletionSources);
    if (!collected) return;
    const { claims, named, notes, isChosen = false } = collected;
    const options = {
      named,
      versionUrls: named ? ('version' as const) : ('file' as const),
      ...(isChosen ? {} : { choose: { notes } }),
    };
    await drive(app, { kind: 'delete', claims, options });
  },
};
