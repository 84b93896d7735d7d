import * as vscode from 'vscode';
import type { Claim } from '../../../core/request';
import type { App, Command } from '../../app';
import { drive } from '../../deletion/drive';
import { picked } from '../../deletion/next';
import { claimAtCursor } from '../../editor/cursorReference';
import { refText } from '../../plan/targetText';

/** Deletes the file under the editor's cursor, with all its versions. */
export const deleteFileAtCursor: Command = {
  id: 'imagekitCleanup.deleteFileAtCursor',
  async run(app, point) {
    const claim = await claimAtCursor(app, point);
    const file = claim && (await wholeFile(app, claim));
    if (file) await drive(app, { kind: 'delete', claims: [file], options: picked });
  },
};

/**
 * A place that names a version names its file too. Which file that is was read from the lines around
 * it, so it counts only when the library has that version of that file.
 */
async function wholeFile(app: App, claim: Claim): Promise<Claim | undefined> {
  const { ref, source } = claim;
  if (ref.kind !== 'version') return claim;
  const { client } = await app.connections.connect();
  const versions = await client.listVersions(ref.fileId);
  if (versions.some(({ versionId }) => versionId === ref.versionId)) {
    return { ref: { kind: 'id', fileId: ref.fileId }, source };
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Nothing was deleted: {0} has no such version.', refText(ref)),
  );
  return undefined;
}
