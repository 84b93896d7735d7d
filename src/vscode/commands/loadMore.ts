import type { Command } from '../app';
import { isLibraryNode } from '../tree/libraryNode';

/** Reads on at the end of a folder, or again where reading failed: what a click on such a row does. */
export const loadMore: Command = {
  id: 'imagekitCleanup.loadMore',
  run: async ({ libraryView }, node) => {
    if (isLibraryNode(node)) await libraryView.readOn(node);
  },
};
