import * as vscode from 'vscode';
import type { Claim } from '../../core/deletion/claim';
import type { FinderContext } from '../../core/references/finderContext';
import type { Reference } from '../../core/references/reference';
import { referenceAt } from '../../core/references/referenceAt';
import type { App } from '../app';
import { finderOf } from '../finder';

/** The id, URL or path under a position of a document; no more than a few lines are looked at. */
export function referenceIn(
  document: vscode.TextDocument,
  position: vscode.Position,
  context: FinderContext,
): Reference | undefined {
  const lineAt = (line: number) =>
    line >= 1 && line <= document.lineCount ? document.lineAt(line - 1).text : undefined;
  const file = vscode.workspace.asRelativePath(document.uri, false);
  const at = { line: position.line + 1, column: position.character + 1 };
  return referenceAt({ lineAt }, file, at, context);
}

/** What the cursor of the active editor is on, as a claim; says so when it is on nothing. */
export function claimAtCursor(app: Pick<App, 'accounts'>): Claim | undefined {
  const editor = vscode.window.activeTextEditor;
  const found = editor && referenceIn(editor.document, editor.selection.active, finderOf(app));
  if (found && found.ref.kind !== 'name') return { ref: found.ref, source: found.place };
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Put the cursor on a file ID or a delivery URL of ImageKit first.'),
  );
  return undefined;
}
