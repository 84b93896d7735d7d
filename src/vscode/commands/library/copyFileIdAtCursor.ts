import * as vscode from 'vscode';
import type { Command } from '../../app';
import { assetOf } from '../../sources/assetOf';
import { claimAtCursor } from '../../editor/cursorReference';
import { plainLabel } from '../../ui/plainLabel';

/** Copies the fileId of the file under the editor's cursor; a URL is looked up for it. */
export const copyFileIdAtCursor: Command = {
  id: 'imagekitCleanup.copyFileIdAtCursor',
  async run(app, point) {
    const claim = await claimAtCursor(app, point);
    const asset = claim && (await assetOf(app, claim));
    if (!asset) return;
    await vscode.env.clipboard.writeText(asset.fileId);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', plainLabel(asset.fileId)), 3000);
  },
};
