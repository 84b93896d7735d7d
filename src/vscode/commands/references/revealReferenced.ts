import type { Command } from '../../app';
import { revealAsset } from '../../tree/revealAsset';
import { plannedFile } from '../../sources/planSelection';
import { chosenReferences } from '../../sources/referencesSelection';

/** Shows the file that a reference, or a row of the plan, names in the library's tree. */
export const revealReferenced: Command = {
  id: 'imagekitCleanup.revealReferenced',
  async run(app, clicked) {
    const [entry] = chosenReferences(clicked, undefined, app.referencesView.selection);
    const found = entry?.status.kind === 'found' ? entry.status.asset : undefined;
    const asset = plannedFile(app.planReview, clicked)?.asset ?? found;
    if (asset) await revealAsset(app, asset);
  },
};
