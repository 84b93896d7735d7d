import type { FinderContext } from '../../core/finder/finderContext';
import { findInLines } from '../../core/finder/findReferences';
import type { TextLine } from '../../core/finder/textLine';
import { triggeredLines } from '../../core/finder/textLine';
import type { FileFindings } from '../../core/reference';
import type { SearchScope, SkipReason } from '../../core/scope/searchScope';
import { decodeText } from '../textFile';
import type { FolderFiles } from './folderFiles';
import type { ByteScan } from './triggerScan';

/** What a search needs, however it is made. */
export interface Scan {
  readonly scope: SearchScope;
  readonly context: FinderContext;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
}

/** What looking into single files needs. */
export interface FileSearch extends Scan {
  readonly files: FolderFiles;
  /** Lets others have their turn, when it is time. */
  readonly pause: () => Promise<void>;
  /** Tells quickly that a file says nothing. */
  readonly mayMatch?: ByteScan | undefined;
}

/** What one file says, or why it was not searched. */
export async function searchFile(
  path: string,
  { files, scope, context, signal, pause, mayMatch }: FileSearch,
): Promise<FileFindings | SkipReason> {
  signal.throwIfAborted();
  let bytes: Uint8Array | undefined;
  try {
    bytes = await files.read(path, scope.maxFileSize);
  } catch {
    // Gone or forbidden: counted, so that nobody takes it for searched.
    return 'unreadable';
  }
  if (bytes === undefined) return 'tooLarge';
  if (mayMatch && isBytewise(bytes) && !mayMatch(bytes)) return findInLines([], path, context);
  const text = decodeText(bytes);
  if (text === undefined) return 'binary';
  const lines: TextLine[] = [];
  for (const line of triggeredLines(text, context)) {
    lines.push(line);
    await pause();
    signal.throwIfAborted();
  }
  return findInLines(lines, path, context);
}

/** Whether bytes can be looked at one by one: they begin with no mark, and none is zero. */
function isBytewise(bytes: Uint8Array): boolean {
  return !bytes.includes(0) && (bytes[0] ?? 0) < 0xfe;
}

/** So long, in milliseconds, a search holds the thread before others get their turn. */
const turn = 10;

/** Makes the pauses of a search. */
export function pauses(): () => Promise<void> {
  let since = performance.now();
  const done = Promise.resolve();
  return () => {
    if (performance.now() - since < turn) return done;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
