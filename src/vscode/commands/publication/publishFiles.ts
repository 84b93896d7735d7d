import * as vscode from 'vscode';
import type { Command } from '../../app';
import { chosenFiles } from '../../publication/chosenFiles';
import { publishFiles as publish } from '../../publication/publishFiles';

/** Makes unpublished files reachable again, after the question. */
export const publishFiles: Command = {
  id: 'imagekitCleanup.publishFiles',
  async run(app, clicked, selected) {
    const files = await chosenFiles(app, vscode.l10n.t('Publish Files'), clicked, selected);
    if (files) await publish(app, { ...files, act: 'publish' });
  },
};
