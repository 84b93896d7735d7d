import type { Command } from '../../app';
import { locationOf } from '../../references/place';
import { chosenReferences } from '../../sources/referencesSelection';
import { showPlaces } from '../../references/showPlaces';

/** Goes to the places of the workspace that the chosen rows of the references view stand for. */
export const goToReference: Command = {
  id: 'imagekitCleanup.goToReference',
  async run({ referencesView }, clicked, selected) {
    const chosen = chosenReferences(clicked, selected, referencesView.selection);
    const [first, ...others] = chosen.map(({ located }) => locationOf(located));
    if (first) await showPlaces([first, ...others]);
  },
};
