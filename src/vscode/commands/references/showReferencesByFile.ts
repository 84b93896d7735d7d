import type { Command } from '../../app';

/** Groups the references by the file that they stand in. */
export const showReferencesByFile: Command = {
  id: 'imagekitCleanup.showReferencesByFile',
  run: ({ referencesView }) => referencesView.groupBy('file'),
};
