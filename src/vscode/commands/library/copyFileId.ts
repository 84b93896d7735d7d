import type { Command } from '../../app';
import { plannedFile } from '../../sources/planSelection';
import { chosenNodes } from '../../sources/treeSelection';
import { copyLines } from '../../ui/copyLines';

/** Puts the ids of the chosen files on the clipboard, one a line. */
export const copyFileId: Command = {
  id: 'imagekitCleanup.copyFileId',
  run: async ({ libraryView, planReview }, clicked, selected) => {
    const planned = plannedFile(planReview, clicked);
    const nodes = chosenNodes(clicked, selected, libraryView.selection);
    const ids = nodes.flatMap((node) => (node.kind === 'file' ? [node.asset.fileId] : []));
    await copyLines(planned ? [planned.row.fileId] : ids);
  },
};
