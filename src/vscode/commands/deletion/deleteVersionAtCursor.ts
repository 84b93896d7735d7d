import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { pickedVersion } from '../../deletion/next';
import { chosenVersions } from '../../sources/chosenVersions';
import { claimAtCursor } from '../../editor/cursorReference';

/** Deletes the version under the editor's cursor, or older ones of the file there. */
export const deleteVersionAtCursor: Command = {
  id: 'imagekitCleanup.deleteVersionAtCursor',
  async run(app, point) {
    const claim = await claimAtCursor(app, point);
    const claims = claim && (await chosenVersions(app, claim));
    if (claims) await drive(app, { kind: 'delete', claims, options: pickedVersion });
  },
};
