import * as vscode from 'vscode';
import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { picked } from '../../deletion/next';
import { pickedAsset } from '../../sources/pickedAsset';

/** Deletes one file that is typed, pasted or picked. */
export const deleteFile: Command = {
  id: 'imagekitCleanup.deleteFile',
  async run(app) {
    const claim = await pickedAsset(app, vscode.l10n.t('Delete File'), { takesFolders: true });
    if (claim) await drive(app, { kind: 'delete', claims: [claim], options: picked });
  },
};
