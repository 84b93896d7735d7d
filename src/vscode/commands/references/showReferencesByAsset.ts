import type { Command } from '../../app';

/** Groups the references by what they name in the library. */
export const showReferencesByAsset: Command = {
  id: 'imagekitCleanup.showReferencesByAsset',
  run: ({ referencesView }) => referencesView.groupBy('asset'),
};
