import type * as vscode from 'vscode';

/** Called by VS Code on the first use of a command or view. Wiring only: no network, no disk. */
export function activate(context: vscode.ExtensionContext): void {
  void context;
}
