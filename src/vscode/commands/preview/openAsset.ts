import type { Command } from '../../app';
import { showAsset } from '../../preview/showAsset';
import { opensByOneClick } from '../../settings/settings';
import { chosenNodes } from '../../sources/treeSelection';
import { theSelection } from '../../sources/chosenRows';
import { nodeId, type LibraryNode } from '../../tree/libraryNode';

/** Two clicks on a row within this time, ms, are a double-click. */
const doubleClickMs = 500;

let lastClick = { id: '', at: -Infinity };

/**
 * Opens a file or version in VS Code's own editor for it: from a row's menu, by Enter, or by a
 * double-click. VS Code runs a row's command, without an argument, at the first click already, which
 * only chooses the row.
 */
export const openAsset: Command = {
  id: 'imagekitCleanup.openAsset',
  async run(app, clicked) {
    const { selection } = app.libraryView;
    const isClick = clicked === undefined;
    const [node] = chosenNodes(isClick ? theSelection : clicked, undefined, selection);
    if (node?.kind !== 'file' && node?.kind !== 'version') return;
    if (!isClick || isSecondClick(node)) await showAsset(app, node);
  },
};

function isSecondClick(node: LibraryNode): boolean {
  const [id, now] = [nodeId(node), performance.now()];
  const isSecond = lastClick.id === id && now - lastClick.at < doubleClickMs;
  lastClick = isSecond ? { id: '', at: -Infinity } : { id, at: now };
  return isSecond || !opensByOneClick();
}
