import type { FileFindings } from '../../core/fileFindings';
import type { SearchEnd } from '../../core/scope/searchScope';
import { diskFiles } from './folderFiles';
import { scanWithRipgrep } from './ripgrep';
import type { Scan } from './searchFile';
import { byteScan } from './triggerScan';
import { walkWorkspace } from './workspaceWalk';

/** What searching a folder on this machine's disk needs. */
export interface FolderSearch extends Scan {
  /** The folder's absolute path. */
  readonly folder: string;
  /** ripgrep's absolute path; `undefined` where there is none. */
  readonly ripgrep: string | undefined;
  /** Told why ripgrep could not be used, if it can't. */
  readonly onFallback: (reason: string) => void;
}

/**
 * Searches a folder on this machine's disk: with ripgrep where it runs, else file by file. Then a
 * file may be yielded twice; what comes later counts. It holds the thread while it reads.
 */
export async function* searchFolder(search: FolderSearch): AsyncGenerator<FileFindings, SearchEnd> {
  const { folder, ripgrep, onFallback, ...scan } = search;
  if (ripgrep !== undefined) {
    try {
      return yield* scanWithRipgrep({ ...scan, folder, program: ripgrep });
    } catch (error) {
      // A glob with too many choices is no better without it.
      if (scan.signal.aborted || error instanceof RangeError) throw error;
      // It may be forbidden to run here; the slower way gives the same answer.
      onFallback(String(error));
    }
  }
  return yield* walkWorkspace({
    ...scan,
    files: diskFiles(folder),
    byteScan: byteScan(scan.context.triggerSource),
  });
}
