import type { FinderContext } from '../../core/finder/finderContext';
import { findInFile, findInLines } from '../../core/finder/findReferences';
import { isMail } from '../../core/finder/mailLines';
import type { TextLine } from '../../core/finder/textLine';
import { matchesTrigger, triggeredLines } from '../../core/finder/textLine';
import type { FileFindings } from '../../core/reference';
import type { SearchScope, SkipReason } from '../../core/scope/searchScope';
import { decodeSearchedLine, decodeSearchedText } from '../textFile';
import type { FolderFiles } from './folderFiles';
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
  let bytes: Uint8Array | undefined;
  try {
    bytes = await files.read(path, scope.maxFileSize);
  } catch {
    // Gone or forbidden: counted, so that nobody takes it for searched.
    return 'unreadable';
  }
  return bytes === undefined ? 'tooLarge' : inBytes(bytes, path, search);
}

/** What a file says by its bytes. */
export async function searchBytes(
  bytes: Uint8Array,
  path: string,
  search: ByteSearch,
): Promise<FileFindings | 'binary'> {
  const { context, signal, pause } = search;
  if (isMail(path)) {
    // Its broken lines are joined first, so that none can be left out before.
    const text = decodeSearchedText(bytes);
    return text === undefined ? 'binary' : findInFile(text, path, context);
  }
  const found = linesOf(bytes, search);
  if (!found) return 'binary';
  const lines: TextLine[] = [];
  for (const line of found) {
    lines.push(line);
    await pause();
    signal.throwIfAborted();
  }
  return findInLines(lines, path, context);
}

/** The lines that can say anything; `undefined` for what is no text. */
function linesOf(
  bytes: Uint8Array,
  { context, byteScan }: ByteSearch,
): Iterable<TextLine> | undefined {
  if (byteScan && isPlain(bytes)) {
    const first = byteScan(bytes, 0);
    // Reading goes on after others have had their turn, when the bytes may be another file's.
    return first < 0 ? [] : [...scannedLines(bytes, first, byteScan, context)];
  }
  const text = decodeSearchedText(bytes);
  return text === undefined ? undefined : triggeredLines(text, context);
}

const [lineFeed, carriageReturn] = [10, 13];

/** Whether a text can be cut into lines before it is decoded: UTF-8 without a mark, as most are. */
function isPlain(bytes: Uint8Array): boolean {
  if (bytes.includes(0) || (bytes[0] ?? 0) >= 0xef) return false;
  for (
    let at = bytes.indexOf(carriageReturn);
    at >= 0;
    at = bytes.indexOf(carriageReturn, at + 1)
  ) {
    if (bytes[at + 1] !== lineFeed) return false;
  }
  return true;
}

/** `triggeredLines` for bytes, where the first possible match ends at `first`. */
function* scannedLines(
  bytes: Uint8Array,
  first: number,
  byteScan: ByteScan,
  context: FinderContext,
): Generator<TextLine> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let line = 1;
  let start = 0;
  for (let hit = first; hit >= 0; hit = byteScan(bytes, start)) {
    let end = buffer.indexOf(lineFeed, start);
    for (; end >= 0 && end < hit; end = buffer.indexOf(lineFeed, start)) {
      line += 1;
      start = end + 1;
    }
    if (end < 0) end = buffer.length;
    const isPair = end < buffer.length && buffer[end - 1] === carriageReturn;
    const text = lineText(buffer, start, isPair ? end - 1 : end);
    if (matchesTrigger(text, context)) yield { line, text };
    line += 1;
    start = end + 1;
  }
}

function lineText(buffer: Buffer, start: number, end: number): string {
  const text = buffer.toString('utf8', start, end);
  return text.includes('\uFFFD') ? decodeSearchedLine(buffer.subarray(start, end)) : text;
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
