import * as vscode from 'vscode';
import { targetsBetween } from '../../core/finder/targetsBetween';
import { finderOf } from '../references/finder';
import { setContextKey } from '../settings/contextKeys';
import { linesOf, shownName } from './textAround';
import type { TextParts } from './textParts';

/** Scrolling and typing must be over for so long, in ms, before the texts are looked at again. */
const quietMs = 150;

/** As many lines as fit a large screen: an editor that was just made doesn't know what it shows. */
const screenful = 100;

/**
 * Tells the editor's menu whether it may be opened on something of ours, from the lines in sight and
 * never from the network.
 *
 * A right-click moves the cursor and opens the menu before an extension hears of either, and nothing
 * tells where the pointer is. So the entries are there in each file that shows something of ours, and
 * in all of them until the first has been read; a click beside a reference says that nothing is there.
 */
export function followSight(accounts: TextParts['accounts']): vscode.Disposable {
  let context = finderOf({ accounts });
  let said = '';
  let looking: NodeJS.Timeout | undefined;

  const look = () => {
    const editors = vscode.window.visibleTextEditors;
    const [files, versions] = [new Set<string>(), new Set<string>()];
    for (const editor of editors) {
      const { path } = editor.document.uri;
      const name = path.slice(path.lastIndexOf('/') + 1);
      for (const range of shownLines(editor)) {
        const { document } = editor;
        const found = targetsBetween(linesOf(document), range, shownName(document), context);
        if (found.file) files.add(name);
        if (found.version) versions.add(name);
      }
    }
    const now = JSON.stringify([[...files], [...versions]]);
    if (now === said || editors.length === 0) return;
    said = now;
    setContextKey('imagekitCleanup.filesInSight', [...files]);
    setContextKey('imagekitCleanup.versionsInSight', [...versions]);
    setContextKey('imagekitCleanup.textsSeen', true);
  };
  const lookSoon = () => {
    clearTimeout(looking);
    looking = setTimeout(look, quietMs);
  };

  look();
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(looking)),
    accounts.onDidChange(() => {
      context = finderOf({ accounts });
      look();
    }),
    vscode.window.onDidChangeVisibleTextEditors(look),
    vscode.window.onDidChangeTextEditorVisibleRanges(lookSoon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) {
        lookSoon();
      }
    }),
  );
}

/** The lines in sight, counted from 1. */
function shownLines({ visibleRanges }: vscode.TextEditor) {
  if (visibleRanges.length === 0) return [{ first: 1, last: screenful }];
  return visibleRanges.map(({ start, end }) => ({ first: start.line + 1, last: end.line + 1 }));
}
