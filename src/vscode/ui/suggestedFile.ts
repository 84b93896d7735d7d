import os from 'node:os';
import * as vscode from 'vscode';

/** Where a file is offered to be saved: in the first folder of the workspace, else at home. */
export function suggestedFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.Uri.joinPath(folder ?? vscode.Uri.file(os.homedir()), name);
}
