import type { Command } from '../../app';
import { restoreVersion as makeCurrent } from '../../recovery/restoreVersion';
import { chosenNodes } from '../../sources/treeSelection';

/** Makes an older version the current one of its file. */
export const restoreVersion: Command = {
  id: 'imagekitCleanup.restoreVersion',
  async run(app, clicked) {
    const [node] = chosenNodes(clicked, undefined, app.libraryView.selection);
    if (node?.kind === 'version' && node.row.deletable) await makeCurrent(app, node);
  },
};
