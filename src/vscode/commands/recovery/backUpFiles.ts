import type { Command } from '../../app';
import { backUp } from '../../recovery/backUp';
import { chosenNodes, claimsOf } from '../../sources/treeSelection';

/** Backs up what the chosen rows of the library stand for, and deletes nothing. */
export const backUpFiles: Command = {
  id: 'imagekitCleanup.backUpFiles',
  run: (app, clicked, selected) =>
    backUp(app, claimsOf(chosenNodes(clicked, selected, app.libraryView.selection))),
};
