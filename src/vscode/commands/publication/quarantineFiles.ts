import * as vscode from 'vscode';
import type { Command } from '../../app';
import { chosenFiles } from '../../publication/chosenFiles';
import { publishFiles as publish } from '../../publication/publishFiles';

/** Backs files up, unpublishes them, and has them offered for deletion later. */
export const quarantineFiles: Command = {
  id: 'imagekitCleanup.quarantineFiles',
  async run(app, clicked, selected) {
    const files = await chosenFiles(
      app,
      vscode.l10n.t('Unpublish Now, Delete Later'),
      clicked,
      selected,
    );
    if (files) await publish(app, { ...files, act: 'quarantine' });
  },
};
