import type { Command } from '../../app';
import { revealAsset } from '../../tree/revealAsset';
import { chosenReferences } from '../../sources/referencesSelection';

/** Shows the file that a reference names in the library's tree. */
export const revealReferenced: Command = {
  id: 'imagekitCleanup.revealReferenced',
  async run(app, clicked) {
    const [entry] = chosenReferences(clicked, undefined, app.referencesView.selection);
    if (entry?.status.kind === 'found') await revealAsset(app, entry.status.asset);
  },
};
