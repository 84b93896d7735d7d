import type { Command } from '../../app';
import { chosenNodes } from '../../sources/treeSelection';
import { nodeUrl } from '../../tree/libraryNode';
import { copyLines } from '../../ui/copyLines';

/** Puts the delivery URLs of the chosen files and versions on the clipboard, one a line. */
export const copyUrl: Command = {
  id: 'imagekitCleanup.copyUrl',
  run: async ({ libraryView }, clicked, selected) => {
    const nodes = chosenNodes(clicked, selected, libraryView.selection);
    await copyLines(nodes.map(nodeUrl).filter((url) => url !== undefined));
  },
};
