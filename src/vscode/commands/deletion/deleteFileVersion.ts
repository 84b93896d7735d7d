import * as vscode from 'vscode';
import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { pickedVersion } from '../../deletion/next';
import { pickedAsset } from '../../sources/pickedAsset';
import { chosenVersions } from '../../sources/chosenVersions';

/** Deletes versions of a file; a claim that already names one asks for no other. */
export const deleteFileVersion: Command = {
  id: 'imagekitCleanup.deleteFileVersion',
  async run(app) {
    const claim = await pickedAsset(app, vscode.l10n.t('Delete File Version'));
    const claims = claim && (await chosenVersions(app, claim));
    if (claims) await drive(app, { kind: 'delete', claims, options: pickedVersion });
  },
};
