import type { Command } from '../../app';
import { deleteClaims, pickedVersion } from '../../deletion/flow';
import { chosenVersions } from '../../sources/chosenVersions';
import { claimAtCursor } from '../../sources/cursorReference';

/** Deletes the version under the editor's cursor, or older ones of the file there. */
export const deleteVersionAtCursor: Command = {
  id: 'imagekitCleanup.deleteVersionAtCursor',
  async run(app, point) {
    const claim = await claimAtCursor(app, point);
    const claims = claim && (await chosenVersions(app, claim));
    if (claims) await deleteClaims(app, claims, pickedVersion);
  },
};
