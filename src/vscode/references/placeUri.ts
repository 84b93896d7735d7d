import * as vscode from 'vscode';
import type { Place } from '../../core/reference';

/**
 * The file of a place as a person reads it: among several folders, the folder's name comes first.
 * `undefined` when no folder of the workspace can be meant.
 */
export function placeUri({ file }: Pick<Place, 'file'>): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only, second] = folders;
  if (only && !second) return vscode.Uri.joinPath(only.uri, file);
  const folder = folders.find(({ name }) => file.startsWith(`${name}/`));
  return folder && vscode.Uri.joinPath(folder.uri, file.slice(folder.name.length + 1));
}
