import type { Command } from '../../app';
import { isLibraryNode } from '../../tree/libraryNode';
import { isPlanNode } from '../../tree/planNode';

/** Reads on at the end of a list, or again where reading failed: what a click on such a row does. */
export const loadMore: Command = {
  id: 'imagekitCleanup.loadMore',
  run: async ({ libraryView, planView }, node) => {
    if (isLibraryNode(node)) await libraryView.readOn(node);
    if (isPlanNode(node)) planView.drawMore(node);
  },
};
