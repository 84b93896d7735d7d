import * as vscode from 'vscode';
import type { Command } from '../../app';
import { chosenFiles } from '../../publication/chosenFiles';
import { publishFiles as publish } from '../../publication/publishFiles';

/** Makes files unreachable by their URLs, reversibly, after the question. */
export const unpublishFiles: Command = {
  id: 'imagekitCleanup.unpublishFiles',
  async run(app, clicked, selected) {
    const files = await chosenFiles(app, vscode.l10n.t('Unpublish Files'), clicked, selected);
    if (files) await publish(app, { ...files, act: 'unpublish' });
  },
};
