import type * as vscode from 'vscode';
import type { FinderContext } from '../../core/finder/finderContext';
import type { FileFindings } from '../../core/fileFindings';
import { ReferenceIndex } from '../../core/lookup/referenceIndex';
import type { Coverage, SearchEnd, SearchScope } from '../../core/scope/searchScope';
import type { SearchThread } from '../../io/search/searchThread';
import { pauses } from '../../io/search/searchFile';
import { walkWorkspace } from '../../io/search/workspaceWalk';
import { keysIn } from './fileSpelling';
import { workspaceFiles } from './workspaceFiles';

/** A workspace folder with what its files say. */
export interface ScannedFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly index: ReferenceIndex;
  readonly coverage: Coverage;
}

/** What searching a folder needs. */
export interface ScanOptions {
  readonly context: FinderContext;
  readonly scope: SearchScope;
  /** ripgrep's path; `undefined` where there is none. */
  readonly ripgrep: string | undefined;
  /** Where the search is made on this machine's disk. */
  readonly thread: SearchThread;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
}

/**
 * Searches a folder: in a thread of its own on this machine's disk, else file by file through VS
 * Code, with pauses.
 */
export async function scanFolder(
  folder: vscode.WorkspaceFolder,
  options: ScanOptions,
): Promise<ScannedFolder> {
  const { ripgrep, thread, log, signal, ...scan } = options;
  if (folder.uri.scheme === 'file') {
    const onFallback = (reason: string) =>
      log.warn(`references: searching without ripgrep: ${reason}`);
    const search = { ...scan, signal, folder: folder.uri.fsPath, ripgrep, onFallback };
    try {
      return await drain(folder, thread.search(search));
    } catch (error) {
      // There may be no memory for a thread; the slower way gives the same answer.
      if (signal.aborted) throw error;
      log.warn(`references: searching without a thread: ${String(error)}`);
    }
  }
  return drain(folder, walkWorkspace({ ...scan, signal, thread, files: workspaceFiles(folder) }));
}

async function drain(
  folder: vscode.WorkspaceFolder,
  run: AsyncGenerator<FileFindings, SearchEnd>,
): Promise<ScannedFolder> {
  const index = new ReferenceIndex(keysIn(folder));
  let step = await run.next();
  for (; !step.done; step = await run.next()) index.set(step.value);
  for (const file of step.value.media) index.siteFiles.add(file);
  await index.prepare(pauses());
  return { folder, index, coverage: step.value };
}
