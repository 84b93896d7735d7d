import type { Command } from '../../app';
import { noFilter } from '../../tree/referenceNode';
import { pickReferenceFilter } from '../../references/pickReferenceFilter';

/** Shows only the references that stand in one way, or that hold a text. */
export const filterReferences: Command = {
  id: 'imagekitCleanup.filterReferences',
  async run({ referencesView }) {
    const { filter, counts } = referencesView;
    const chosen = await pickReferenceFilter(filter, counts);
    if (!chosen) return;
    const isNone = chosen.status === undefined && chosen.text === '';
    referencesView.filterBy(isNone ? noFilter : chosen);
  },
};
