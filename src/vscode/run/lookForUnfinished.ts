import path from 'node:path';
import * as vscode from 'vscode';
import type { JournalFolder } from '../../io/journal/journalFolder';

/** Long enough after the start for everything that a person waits for, ms. */
const afterStartMs = 1000;

/**
 * Looks for runs that were left unfinished, once the window has settled and whenever it gets the
 * focus, and calls `found` the first time there is one. Where nothing ever ran, that is one question
 * to the disk. `storage` is the extension's own folder on this machine.
 */
export function lookForUnfinishedRuns(
  storage: string,
  found: () => Promise<unknown>,
): vscode.Disposable {
  const folder = path.join(storage, 'runs');
  let records: JournalFolder | undefined;
  let isOver = false;
  const look = async () => {
    try {
      const { access } = await import('node:fs/promises');
      await access(folder);
      if (!records) {
        const { JournalFolder: Folder } = await import('../../io/journal/journalFolder');
        records ??= new Folder(folder);
      }
      const isFound = (await records.list()).some(({ kind }) => kind === 'interrupted');
      if (!isFound || isOver) return;
      isOver = true;
      await found();
    } catch {
      // No run was ever made here, or the folder can't be read, which the history says.
    }
  };
  const timer = setTimeout(() => void look(), afterStartMs);
  const listener = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused && !isOver) void look();
  });
  return new vscode.Disposable(() => {
    isOver = true;
    clearTimeout(timer);
    listener.dispose();
  });
}
