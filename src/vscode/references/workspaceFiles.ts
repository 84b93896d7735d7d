import * as vscode from 'vscode';
import type { FolderFiles } from '../../io/search/workspaceWalk';

const kinds = new Map<vscode.FileType, 'file' | 'folder'>([
  [vscode.FileType.File, 'file'],
  [vscode.FileType.Directory, 'folder'],
]);

/**
 * A workspace folder's files, wherever they are. What an editor holds unsaved counts before what is
 * on disk.
 */
export function workspaceFiles({ uri }: Pick<vscode.WorkspaceFolder, 'uri'>): FolderFiles {
  const at = (path: string) => (path === '' ? uri : vscode.Uri.joinPath(uri, path));
  return {
    readFolder: async (path) => {
      const entries = await vscode.workspace.fs.readDirectory(at(path));
      return entries.map(([name, type]) => ({ name, kind: kinds.get(type) ?? 'other' }));
    },
    size: async (path) =>
      unsavedText(at(path))?.length ?? (await vscode.workspace.fs.stat(at(path))).size,
    read: async (path) => {
      const text = unsavedText(at(path));
      return text === undefined
        ? vscode.workspace.fs.readFile(at(path))
        : new TextEncoder().encode(text);
    },
  };
}

function unsavedText(uri: vscode.Uri): string | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments
    .find((document) => document.isDirty && document.uri.toString() === key)
    ?.getText();
}
