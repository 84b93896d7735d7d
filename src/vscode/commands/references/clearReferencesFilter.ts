import type { Command } from '../../app';
import { noFilter } from '../../references/entry';

/** Shows all references again. */
export const clearReferencesFilter: Command = {
  id: 'imagekitCleanup.clearReferencesFilter',
  run: ({ referencesView }) => referencesView.filterBy(noFilter),
};
