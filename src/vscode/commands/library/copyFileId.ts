import type { Command } from '../../app';
import { chosenNodes } from '../../sources/treeSelection';
import { copyLines } from '../../ui/copyLines';

/** Puts the ids of the chosen files on the clipboard, one a line. */
export const copyFileId: Command = {
  id: 'imagekitCleanup.copyFileId',
  run: async ({ libraryView }, clicked, selected) => {
    const nodes = chosenNodes(clicked, selected, libraryView.selection);
    await copyLines(nodes.flatMap((node) => (node.kind === 'file' ? [node.asset.fileId] : [])));
  },
};
