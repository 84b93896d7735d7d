import * as vscode from 'vscode';
import type { FolderEntry, FolderFiles } from '../../io/search/folderFiles';
import { isSameFile } from './fileSpelling';

/**
 * A workspace folder's files, wherever they are. What an editor holds unsaved counts before what is
 * on disk.
 */
export function workspaceFiles({ uri }: Pick<vscode.WorkspaceFolder, 'uri'>): FolderFiles {
  const { fs } = vscode.workspace;
  const onDisk = uri.scheme === 'file' ? uri.fsPath : undefined;
  const at = (path: string) => {
    if (/^(?:[\\/]|[A-Za-z]:)/.test(path)) return vscode.Uri.file(path);
    return path === '' ? uri : vscode.Uri.joinPath(uri, path);
  };
  return {
    onDisk,
    readFolder: async (path) => {
      const entries = await fs.readDirectory(at(path));
      return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
    },
    kindOf: async (path) =>
      unsavedText(at(path)) === undefined ? kindOf((await fs.stat(at(path))).type) : 'file',
    read: async (path, most) => {
      const text = unsavedText(at(path));
      if (text !== undefined) {
        const bytes = new TextEncoder().encode(text);
        return bytes.length > most ? undefined : bytes;
      }
      // From afar each request counts, and what is written by hand is never too large.
      if (onDisk === undefined && isWrittenByHand(path)) {
        const bytes = await fs.readFile(at(path));
        return bytes.length > most ? undefined : bytes;
      }
      const { type, size } = await fs.stat(at(path));
      // A pipe would keep whoever reads it waiting.
      if ((type & vscode.FileType.File) === 0) throw new Error(`${path} is no file`);
      return size > most ? undefined : fs.readFile(at(path));
    },
  };
}

/** Endings of code and pages. Others may be of dumps, which are not to be fetched in vain. */
const byHand = new RegExp(
  `\\.(?:${[
    ...['[cm]?[jt]sx?', 'vue', 'svelte', 'astro', 'html?', 'css', 's[ac]ss', 'less', 'mdx?', 'hbs'],
    ...['py', 'rb', 'erb', 'php', 'twig', 'go', 'java', 'kts?', 'cs', 'cshtml', 'swift', 'dart'],
    ...['rs', 'scala', 'exs?', 'liquid', 'njk', 'pug', 'ejs', 'ya?ml', 'toml', 'env'],
  ].join('|')})$`,
  'i',
);

function isWrittenByHand(path: string): boolean {
  return byHand.test(path);
}

function kindOf(type: vscode.FileType): FolderEntry['kind'] {
  if (type & vscode.FileType.SymbolicLink) return 'link';
  if (type === vscode.FileType.File) return 'file';
  return type === vscode.FileType.Directory ? 'folder' : 'other';
}

function unsavedText(uri: vscode.Uri): string | undefined {
  const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
  const key = uri.toString();
  const exactly = unsaved.find((document) => document.uri.toString() === key);
  return (exactly ?? unsaved.find((document) => isSameFile(document.uri, uri)))?.getText();
}
