import * as vscode from 'vscode';
import { deletionTarget, targetsBetween } from '../../core/finder/targetsBetween';
import { finderOf } from '../references/finder';
import { setContextKey } from '../settings/contextKeys';
import { linesOf, referenceIn, shownName } from '../sources/textAround';
import type { TextParts } from './textParts';

/** Scrolling and typing must be over for so long, in ms, before the texts are looked at again. */
const quietMs = 150;

/** So long, in ms, the pointer may be taken to be where VS Code has asked about it. */
const freshMs = 600;

/**
 * Tells the editor's menu whether it may be opened on something of ours, from the lines in sight and
 * never from the network.
 *
 * A right-click moves the cursor and opens the menu before an extension hears of either. So the
 * entries are there in files that show something of ours; where the pointer has just come to rest on
 * something else, they are not.
 */
export function followSight(accounts: TextParts['accounts']): vscode.Disposable {
  let context = finderOf({ accounts });
  let said = '';
  let looking: NodeJS.Timeout | undefined;
  let forgetting: NodeJS.Timeout | undefined;

  const look = () => {
    looking = undefined;
    const [files, versions] = [new Set<string>(), new Set<string>()];
    for (const { document, visibleRanges } of vscode.window.visibleTextEditors) {
      const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
      for (const { start, end } of visibleRanges) {
        const range = { first: start.line + 1, last: end.line + 1 };
        const found = targetsBetween(linesOf(document), range, shownName(document), context);
        if (found.file) files.add(name);
        if (found.version) versions.add(name);
      }
    }
    const now = JSON.stringify([[...files], [...versions]]);
    if (now === said) return;
    said = now;
    setContextKey('imagekitCleanup.filesInSight', [...files]);
    setContextKey('imagekitCleanup.versionsInSight', [...versions]);
  };
  const lookSoon = () => {
    clearTimeout(looking);
    looking = setTimeout(look, quietMs);
  };
  const point = (document: vscode.TextDocument, position: vscode.Position) => {
    const found = referenceIn(document, position, context);
    const isElsewhere = !found || deletionTarget(found) === undefined;
    clearTimeout(forgetting);
    const wasElsewhere = forgetting !== undefined;
    forgetting = isElsewhere ? setTimeout(forget, freshMs) : undefined;
    if (isElsewhere !== wasElsewhere) {
      setContextKey('imagekitCleanup.pointerElsewhere', isElsewhere);
    }
  };
  const forget = () => {
    forgetting = undefined;
    setContextKey('imagekitCleanup.pointerElsewhere', false);
  };

  look();
  setContextKey('imagekitCleanup.textsSeen', true);
  return vscode.Disposable.from(
    new vscode.Disposable(() => {
      clearTimeout(looking);
      clearTimeout(forgetting);
    }),
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
    vscode.languages.registerHoverProvider('*', {
      provideHover(document, position) {
        point(document, position);
        return undefined;
      },
    }),
  );
}
