import * as vscode from 'vscode';
import type { Reference } from '../../core/reference';
import type { App } from '../app';
import { setContextKey, type CursorTarget } from '../settings/contextKeys';
import { finderOf } from '../references/finder';
import { referenceIn } from '../sources/cursorReference';

/**
 * Tells the editor's menu whether it is opened on something of ours. It looks at a few lines around
 * the cursor, never at the network.
 *
 * A right-click moves the cursor and opens the menu before an extension hears of either, so the
 * place that the pointer rests on counts as well: VS Code asks for its hover before the click.
 */
export function followCursor(app: Pick<App, 'accounts'>): vscode.Disposable {
  let context = finderOf(app);
  const targetAt = (document: vscode.TextDocument, position: vscode.Position) =>
    targetOf(referenceIn(document, position, context));
  const followEditor = (editor: vscode.TextEditor | undefined) => {
    const target = editor && targetAt(editor.document, editor.selection.active);
    setContextKey('imagekitCleanup.cursorTarget', target);
    setContextKey('imagekitCleanup.pointerTarget', undefined);
  };
  followEditor(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    app.accounts.onDidChange(() => {
      context = finderOf(app);
    }),
    vscode.window.onDidChangeActiveTextEditor(followEditor),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) followEditor(textEditor);
    }),
    vscode.languages.registerHoverProvider('*', {
      provideHover(document, position) {
        setContextKey('imagekitCleanup.pointerTarget', targetAt(document, position));
        return undefined;
      },
    }),
  );
}

function targetOf(found: Reference | undefined): CursorTarget | undefined {
  if (!found || found.ref.kind === 'name' || found.strength === 'weak') return undefined;
  const { ref } = found;
  const namesVersion = ref.kind === 'version' || (ref.kind === 'url' && ref.versionToken);
  return namesVersion ? 'version' : 'file';
}
