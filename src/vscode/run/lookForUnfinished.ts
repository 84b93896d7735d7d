import path from 'node:path';
import * as vscode from 'vscode';
import type { JournalFolder } from '../../io/journal/journalFolder';

const no = () => false;

/** Built in, and still loaded only when it is needed. */
async function access(folder: string): Promise<void> {
  const { access: ask } = await import('node:fs/promises');
  await ask(folder);
}

/** Long enough after the start for everything that a person waits for, ms. */
const afterStartMs = 1000;

/**
 * Looks for runs and purges that were left unfinished, once the window has settled and whenever it
 * gets the focus, and calls `found` the first time there is one. Where nothing ever ran, that is two
 * questions to the disk. `storage` is the extension's own folder on this machine.
 */
export function lookForUnfinishedRuns(
  storage: string,
  found: () => Promise<unknown>,
): vscode.Disposable {
  const runs = path.join(storage, 'runs');
  const purges = path.join(storage, 'purges');
  let records: JournalFolder | undefined;
  let isOver = false;
  const isRunLeft = async () => {
    await access(runs);
    if (!records) {
      const { JournalFolder: Folder } = await import('../../io/journal/journalFolder');
      records ??= new Folder(runs);
    }
    return (await records.list()).some(({ kind }) => kind === 'interrupted');
  };
  const isPurgeLeft = async () => {
    await access(purges);
    const { PurgeFolder } = await import('../../io/cdn/purgeFolder');
    return new PurgeFolder(purges).hasOpen();
  };
  const look = async () => {
    // Nothing was ever made here, or the folder can't be read, which the history says.
    const isFound = (await isRunLeft().catch(no)) || (await isPurgeLeft().catch(no));
    if (!isFound || isOver) return;
    isOver = true;
    await found();
  };
  const timer = setTimeout(() => void look().catch(no), afterStartMs);
  const listener = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused && !isOver) void look().catch(no);
  });
  return new vscode.Disposable(() => {
    isOver = true;
    clearTimeout(timer);
    listener.dispose();
  });
}
