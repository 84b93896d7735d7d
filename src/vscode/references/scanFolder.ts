import type * as vscode from 'vscode';
import type { FinderContext } from '../../core/finder/finderContext';
import type { FileFindings } from '../../core/reference';
import { ReferenceIndex } from '../../core/lookup/referenceIndex';
import type { Coverage, SearchScope } from '../../core/scope/searchScope';
import { scanWithRipgrep } from '../../io/search/ripgrep';
import { walkWorkspace } from '../../io/search/workspaceWalk';
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
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
}

/** Searches a folder: with ripgrep on this machine's disk, else file by file through VS Code. */
export async function scanFolder(
  folder: vscode.WorkspaceFolder,
  options: ScanOptions,
): Promise<ScannedFolder> {
  const { ripgrep, log, signal, ...rest } = options;
  const index = new ReferenceIndex();
  const scan = {
    ...rest,
    onFile: (path: string) => {
      index.siteFiles.add(path);
    },
  };
  if (ripgrep !== undefined && folder.uri.scheme === 'file') {
    try {
      const { fsPath } = folder.uri;
      const run = scanWithRipgrep({ ...scan, signal, program: ripgrep, folder: fsPath });
      return await drain(folder, index, run);
    } catch (error) {
      // ripgrep may be forbidden to run here; the slower way gives the same answer.
      if (signal.aborted) throw error;
      index.clear();
      log.warn(`references: searching without ripgrep: ${String(error)}`);
    }
  }
  return drain(folder, index, walkWorkspace({ ...scan, signal, files: workspaceFiles(folder) }));
}

async function drain(
  folder: vscode.WorkspaceFolder,
  index: ReferenceIndex,
  run: AsyncGenerator<FileFindings, Coverage>,
): Promise<ScannedFolder> {
  let step = await run.next();
  for (; !step.done; step = await run.next()) index.set(step.value);
  return { folder, index, coverage: step.value };
}
