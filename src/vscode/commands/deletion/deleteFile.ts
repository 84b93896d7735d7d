import * as vscode from 'vscode';
import type { Command } from '../../app';
import { deleteClaims, picked } from '../../deletion/flow';
import { pickedAsset } from '../../sources/pickedAsset';

/** Deletes one file that is typed, pasted or picked. */
export const deleteFile: Command = {
  id: 'imagekitCleanup.deleteFile',
  async run(app) {
    const claim = await pickedAsset(app, vscode.l10n.t('Delete File'));
    if (claim) await deleteClaims(app, [claim], picked);
  },
};
