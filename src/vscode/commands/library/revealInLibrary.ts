import type { Command } from '../../app';
import { revealAsset } from '../../tree/revealAsset';
import { assetOf } from '../../sources/assetOf';
import { claimAtCursor } from '../../editor/cursorReference';

/** Shows the file under the editor's cursor in the sidebar's tree. */
export const revealInLibrary: Command = {
  id: 'imagekitCleanup.revealInLibrary',
  async run(app, point) {
    const claim = await claimAtCursor(app, point);
    const asset = claim && (await assetOf(app, claim));
    if (asset) await revealAsset(app, asset);
  },
};
