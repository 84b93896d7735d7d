import type { FinderContext } from '../../core/finder/finderContext';
import { findInFile, findInLines } from '../../core/finder/findReferences';
import { breaksLines } from '../../core/finder/brokenLines';
import type { FileFindings } from '../../core/fileFindings';
import { noFindings } from '../../core/fileFindings';
import type { SearchScope, SkipReason } from '../../core/scope/searchScope';
import { decodeSearchedText } from '../textFile';
import {
  isOneByteText,
  isPlain,
  isWholeUtf8,
  scannedLines,
  wholeSource,
  windowLines,
} from './byteLines';
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
  /** Looks into what was read, instead of this thread. */
  readonly inBytes?: typeof searchBytes | undefined;
}

/** What one file says, or why it was not searched. */
export type FileAnswer = FileFindings | SkipReason;

/** Looks into a file: at once, where its bytes can be had at once and nobody else looks into them. */
export function searchFile(path: string, search: FileSearch): FileAnswer | Promise<FileAnswer> {
  const { files, scope, signal } = search;
  signal.throwIfAborted();
  if (!files.open) return searchLater(path, search);
  let read: Uint8Array | OpenFile | undefined;
  try {
    read = files.open(path, scope.maxFileSize);
  } catch {
    // Gone or forbidden: counted, so that nobody takes it for searched.
    return 'unreadable';
  }
  if (read === undefined) return 'tooLarge';
  if (read instanceof Uint8Array) return searchRead(read, path, search);
  try {
    if (!breaksLines(path) && isPlain(read) && isWholeUtf8(read))
      return findInWindows(read, path, search);
  } finally {
    read.close();
  }
  return searchLater(path, search);
}

async function searchLater(path: string, search: FileSearch): Promise<FileAnswer> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await search.files.read(path, search.scope.maxFileSize);
  } catch {
    return 'unreadable';
  }
  search.signal.throwIfAborted();
  return bytes === undefined ? 'tooLarge' : searchRead(bytes, path, search);
}

function searchRead(
  bytes: Uint8Array,
  path: string,
  search: FileSearch,
): FileAnswer | Promise<FileAnswer> {
  const { inBytes = findInBytes } = search;
  return inBytes(bytes, path, search);
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
  // Broken lines are joined first, so that none can be left out before.
  if (!breaksLines(path)) {
    const source = wholeSource(bytes);
    if (bytes.length > largeText) {
      if (isPlain(source) && isWholeUtf8(source)) return findInWindows(source, path, search);
    } else if (byteScan) {
      const first = byteScan(bytes, 0);
      if (first < 0 && isOneByteText(bytes)) return noFindings(path);
      if (isPlain(source)) {
        return findInLines([...scannedLines(bytes, first, byteScan, context)], path, context);
      }
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
