import type { FinderContext } from '../../core/finder/finderContext';
import { findInFile, findInLines } from '../../core/finder/findReferences';
import { isMail } from '../../core/finder/mailLines';
import type { FileFindings } from '../../core/fileFindings';
import type { SearchScope, SkipReason } from '../../core/scope/searchScope';
import { decodeSearchedText } from '../textFile';
import { isPlain, isWholeUtf8, scannedLines, wholeSource, windowLines } from './byteLines';
import type { ByteSource, FolderFiles, OpenFile } from './folderFiles';
import type { ByteScan } from './triggerScan';

/** What a search needs, however it is made. */
export interface Scan {
  readonly scope: SearchScope;
  readonly context: FinderContext;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
}

/** What looking into a file's bytes needs. */
export interface ByteSearch extends Pick<Scan, 'context' | 'signal'> {
  /** Lets others have their turn, when it is time. */
  readonly pause: () => Promise<void>;
  /** Finds the context's triggers faster than the context itself. */
  readonly byteScan?: ByteScan | undefined;
}

/** A file that was read already. */
export interface FileBytes extends Pick<Scan, 'context'> {
  /** Relative to its folder, with `/`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Looks into files elsewhere, so that nobody here is held up. */
export interface ByteReader {
  /** What a file says; `undefined` when it is no text. */
  readonly read: (file: FileBytes, signal: AbortSignal) => Promise<FileFindings | undefined>;
}

/** What looking into single files needs. */
export interface FileSearch extends Scan, ByteSearch {
  readonly files: FolderFiles;
  /** Looks into what was read; by itself, `searchBytes` does. */
  readonly inBytes?: typeof searchBytes;
}

/** What one file says, or why it was not searched. */
export async function searchFile(
  path: string,
  search: FileSearch,
): Promise<FileFindings | SkipReason> {
  const { files, scope, signal, inBytes = searchBytes } = search;
  signal.throwIfAborted();
  let read: Uint8Array | OpenFile | undefined;
  try {
    const most = scope.maxFileSize;
    read = await (files.open ? files.open(path, most) : files.read(path, most));
  } catch {
    // Gone or forbidden: counted, so that nobody takes it for searched.
    return 'unreadable';
  }
  if (read === undefined) return 'tooLarge';
  if (read instanceof Uint8Array) return inBytes(read, path, search);
  try {
    if (!isMail(path) && isPlain(read) && isWholeUtf8(read))
      return findInWindows(read, path, search);
  } finally {
    read.close();
  }
  const bytes = await files.read(path, scope.maxFileSize);
  return bytes ? inBytes(bytes, path, search) : 'tooLarge';
}

/** What a file says by its bytes. */
export async function searchBytes(
  bytes: Uint8Array,
  path: string,
  search: ByteSearch,
): Promise<FileFindings | 'binary'> {
  const { signal, pause } = search;
  // Before others have their turn: then the bytes may be another file's.
  const findings = findInBytes(bytes, path, search);
  await pause();
  signal.throwIfAborted();
  return findings;
}

function findInBytes(bytes: Uint8Array, path: string, search: ByteSearch): FileFindings | 'binary' {
  const { context, byteScan } = search;
  // The broken lines of a mail are joined first, so that none can be left out before.
  if (!isMail(path) && (byteScan ?? bytes.length > largeText)) {
    const source = wholeSource(bytes);
    if (bytes.length > largeText) {
      if (isPlain(source) && isWholeUtf8(source)) return findInWindows(source, path, search);
    } else if (isPlain(source)) {
      const first = byteScan ? byteScan(bytes, 0) : -1;
      const lines = byteScan && first >= 0 ? scannedLines(bytes, first, byteScan, context) : [];
      return findInLines([...lines], path, context);
    }
  }
  const text = decodeSearchedText(bytes);
  return text === undefined ? 'binary' : findInFile(text, path, context);
}

/** A larger text is not decoded as a whole. */
const largeText = 1024 * 1024;

function findInWindows(source: ByteSource, path: string, search: ByteSearch): FileFindings {
  const lines = { [Symbol.iterator]: () => windowLines(source, search) };
  return findInLines(lines, path, search.context);
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
