import * as vscode from 'vscode';
import { keysOn, type KeyOf } from '../../core/scope/fileKeys';

/** How the disk of a folder compares paths. Folders that are on no disk of this machine tell all apart. */
export function keysIn({ uri }: Pick<vscode.WorkspaceFolder, 'uri'>): KeyOf {
  return uri.scheme === 'file' ? keysOn(process.platform) : undefined;
}

/** Whether two addresses lead to one file, in whichever spelling an editor or a search has it. */
export function isSameFile(one: vscode.Uri, other: vscode.Uri): boolean {
  if (one.toString() === other.toString()) return true;
  const keyOf = keysIn({ uri: one });
  if (!keyOf || one.scheme !== other.scheme || one.authority !== other.authority) return false;
  return keyOf(one.path) === keyOf(other.path);
}

/**
 * A file of a folder, spelled as the disk has it, in the Unicode form that VS Code gives to its own
 * documents on macOS.
 */
export function uriIn({ uri }: Pick<vscode.WorkspaceFolder, 'uri'>, file: string): vscode.Uri {
  const isComposed = uri.scheme === 'file' && process.platform === 'darwin';
  return vscode.Uri.joinPath(uri, isComposed ? file.normalize('NFC') : file);
}
