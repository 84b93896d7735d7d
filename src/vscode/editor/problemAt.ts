import * as vscode from 'vscode';

/** What our problems are told from others' by. */
export const problemSource = 'ImageKit';

/** Our problem at a position of a document. */
export function problemAt(
  { uri }: vscode.TextDocument,
  position: vscode.Position,
): vscode.Diagnostic | undefined {
  return vscode.languages
    .getDiagnostics(uri)
    .find(({ source, range }) => source === problemSource && range.contains(position));
}
