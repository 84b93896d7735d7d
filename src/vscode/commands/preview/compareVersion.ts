import type { Command } from '../../app';
import { compareWithCurrent } from '../../preview/showAsset';
import { chosenNodes } from '../../sources/treeSelection';

/** Shows an older version beside the current one of its file. */
export const compareVersion: Command = {
  id: 'imagekitCleanup.compareVersion',
  async run(app, clicked) {
    const [node] = chosenNodes(clicked, undefined, app.libraryView.selection);
    if (node?.kind === 'version' && !node.row.current) await compareWithCurrent(app, node);
  },
};
