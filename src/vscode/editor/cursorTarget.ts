import * as vscode from 'vscode';
import type { Reference } from '../../core/references/reference';
import type { App } from '../app';
import { setContextKey, type ContextKeys } from '../contextKeys';
import { finderOf } from '../finder';
import { referenceIn } from '../sources/cursorReference';

/**
 * Tells the editor's menu whether the cursor is on something of ours. It looks at a few lines around
 * the cursor, never at the network.
 */
export function followCursor(app: Pick<App, 'accounts'>): vscode.Disposable {
  let context = finderOf(app);
  const update = (editor: vscode.TextEditor | undefined) => {
    const found = editor && referenceIn(editor.document, editor.selection.active, context);
    setContextKey('imagekitCleanup.cursorTarget', targetOf(found));
  };
  update(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    app.accounts.onDidChange(() => {
      context = finderOf(app);
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) update(textEditor);
    }),
  );
}

function targetOf(found: Reference | undefined): ContextKeys['imagekitCleanup.cursorTarget'] {
  if (!found || found.ref.kind === 'name' || found.strength === 'weak') return undefined;
  const { ref } = found;
  const namesVersion = ref.kind === 'version' || (ref.kind === 'url' && ref.versionToken);
  return namesVersion ? 'version' : 'file';
}
