import * as vscode from 'vscode';

/** Calls once, as soon as there is a text that somebody may look at. */
export function onFirstText(act: () => Promise<void>): vscode.Disposable {
  if (vscode.workspace.textDocuments.length > 0) {
    void act();
    return new vscode.Disposable(() => undefined);
  }
  const listener = vscode.workspace.onDidOpenTextDocument(() => {
    listener.dispose();
    void act();
  });
  return listener;
}
