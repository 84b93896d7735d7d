import * as vscode from 'vscode';
import type { FinderContext } from '../../core/finder/finderContext';
import { referenceAt, type Lines } from '../../core/finder/referenceAt';
import type { Reference } from '../../core/reference';

/** The id, URL or path under a position of a document; no more than a few lines are looked at. */
export function referenceIn(
  document: vscode.TextDocument,
  position: vscode.Position,
  context: FinderContext,
): Reference | undefined {
  const at = { line: position.line + 1, column: position.character + 1 };
  return referenceAt(linesOf(document), shownName(document), at, context);
}

/** A document's lines, read one by one. */
export function linesOf(document: vscode.TextDocument): Lines {
  return {
    lineAt: (line) =>
      line >= 1 && line <= document.lineCount ? document.lineAt(line - 1).text : undefined,
  };
}

/** A document's path as the finder judges it: relative to its workspace folder. */
export function shownName({ uri }: vscode.TextDocument): string {
  return vscode.workspace.asRelativePath(uri, false);
}
