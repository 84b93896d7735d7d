import type { Claim } from '../../core/deletion/claim';
import type { Command } from '../app';
import { deleteClaims, picked } from '../deleteFlow';
import { claimAtCursor } from '../sources/cursorReference';

/** Deletes the file under the editor's cursor, with all its versions. */
export const deleteFileAtCursor: Command = {
  id: 'imagekitCleanup.deleteFileAtCursor',
  async run(app, point) {
    const claim = await claimAtCursor(app, point);
    if (claim) await deleteClaims(app, [wholeFile(claim)], picked);
  },
};

/** A place that names a version names its file too. */
function wholeFile({ ref, source }: Claim): Claim {
  return ref.kind === 'version'
    ? { ref: { kind: 'id', fileId: ref.fileId }, source }
    : { ref, source };
}
