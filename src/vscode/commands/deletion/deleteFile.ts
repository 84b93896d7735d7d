import * as vscode from 'vscode';
import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { picked, pickedList } from '../../deletion/next';
import { pickedAssets } from '../../sources/pickedAsset';

/** Deletes one file that is typed, pasted or picked, or all of a list that lies at hand. */
export const deleteFile: Command = {
  id: 'imagekitCleanup.deleteFile',
  async run(app) {
    const claims = await pickedAssets(app, vscode.l10n.t('Delete File'));
    if (!claims) return;
    const options = claims.length === 1 ? picked : pickedList;
    await drive(app, { kind: 'delete', claims, options });
  },
};
