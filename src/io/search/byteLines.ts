import { isUtf8 } from 'node:buffer';
import type { FinderContext } from '../../core/finder/finderContext';
import { partsOf } from '../../core/finder/lineParts';
import type { TextLine } from '../../core/finder/textLine';
import { matchesTrigger, triggeredLines } from '../../core/finder/textLine';
import { decodeSearchedLine } from '../textFile';
import type { ByteSource } from './folderFiles';
import type { ByteScan } from './triggerScan';

const [lineFeed, carriageReturn] = [10, 13];

/** So many bytes are looked at and decoded at a time. */
const windowSize = 64 * 1024;

/** Bytes that are in memory as a whole. */
export function wholeSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, bytes: (from, to) => bytes.subarray(from, to) };
}

/** A byte order mark begins with this byte or a higher one. */
const leastMark = 0xef;

/** Whether what is ASCII in a text is the same in its bytes: it is not UTF-16, and bears no mark. */
export function isOneByteText(bytes: Uint8Array): boolean {
  return (bytes[0] ?? 0) < leastMark && !bytes.includes(0);
}

/** Whether a text can be cut into lines before it is decoded: UTF-8 without a mark, as most are. */
export function isPlain({ size, bytes }: ByteSource): boolean {
  let endsInReturn = false;
  for (let start = 0; start < size; start += windowSize) {
    const window = bytes(start, Math.min(start + windowSize, size));
    const [first = 0] = window;
    if (window.includes(0) || (start === 0 && first >= leastMark)) return false;
    if (endsInReturn && first !== lineFeed) return false;
    const last = window.length - 1;
    endsInReturn = window[last] === carriageReturn;
    let at = window.indexOf(carriageReturn);
    for (; at >= 0 && at < last; at = window.indexOf(carriageReturn, at + 1)) {
      if (window[at + 1] !== lineFeed) return false;
    }
  }
  return !endsInReturn;
}

/** `triggeredLines` for the bytes of a plain text, where the first possible match ends at `first`. */
export function* scannedLines(
  bytes: Uint8Array,
  first: number,
  byteScan: ByteScan,
  context: FinderContext,
): Generator<TextLine> {
  const buffer = bufferOf(bytes);
  let line = 1;
  let start = 0;
  for (let hit = first; hit >= 0; hit = byteScan(bytes, start)) {
    let end = buffer.indexOf(lineFeed, start);
    for (; end >= 0 && end < hit; end = buffer.indexOf(lineFeed, start)) {
      line += 1;
      start = end + 1;
    }
    if (end < 0) end = buffer.length;
    const text = lineText(buffer, start, withoutReturn(buffer, end));
    if (matchesTrigger(text, context)) yield { line, text };
    line += 1;
    start = end + 1;
  }
}

function lineText(buffer: Buffer, start: number, end: number): string {
  const text = buffer.toString('utf8', start, end);
  return text.includes('\uFFFD') ? decodeSearchedLine(buffer.subarray(start, end)) : text;
}

/** Whether all lines are UTF-8: others are decoded one by one. */
export function isWholeUtf8({ size, bytes }: ByteSource): boolean {
  for (let start = 0; start < size;) {
    const window = bytes(start, Math.min(start + windowSize, size));
    const length = start + window.length < size ? wholeCharacters(window) : window.length;
    if (length === 0 || !isUtf8(window.subarray(0, length))) return false;
    start += length;
  }
  return true;
}

/** The length without the last character, if that may go on behind the end. */
function wholeCharacters(bytes: Uint8Array): number {
  let last = bytes.length - 1;
  while (last > bytes.length - 4 && ((bytes[last] ?? 0) & 0xc0) === 0x80) last -= 1;
  return (bytes[last] ?? 0) >= 0xc0 ? last : bytes.length;
}

/**
 * `triggeredLines` for a large plain text in UTF-8, which never is in memory as a whole: a line that is longer
 * than what is decoded at a time comes in parts.
 */
export function* windowLines(
  { size, bytes }: ByteSource,
  {
    context,
    byteScan,
  }: { readonly context: FinderContext; readonly byteScan?: ByteScan | undefined },
): Generator<TextLine> {
  let before = 0;
  for (let start = 0; start < size;) {
    const window = bufferOf(bytes(start, Math.min(start + windowSize, size)));
    const length = window.lastIndexOf(lineFeed) + 1;
    if (length > 0) {
      const lines = window.subarray(0, length);
      const count = countOf(lineFeed, lines);
      if (!byteScan || byteScan(lines, 0) >= 0) {
        for (const { line, text } of triggeredLines(lines.toString('utf8'), context)) {
          yield { line: before + line, text };
        }
      }
      before += count;
      start += length;
    } else {
      const line = new LongLine({ size, bytes }, start);
      before += 1;
      for (const part of partsOf(before, line.texts())) {
        if (matchesTrigger(part.text, context)) yield part;
      }
      start = line.end;
    }
  }
}

/** A line that does not fit into a window. */
class LongLine {
  /** Where the next line begins; known when all texts have been taken. */
  end: number;

  constructor(
    private readonly source: ByteSource,
    start: number,
  ) {
    this.end = start;
  }

  /** The text of the line, bit by bit. */
  *texts(): Generator<string, void> {
    const { size, bytes } = this.source;
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let isWhole = false;
    while (!isWhole) {
      const window = bytes(this.end, Math.min(this.end + windowSize, size));
      const found = window.indexOf(lineFeed);
      isWhole = found >= 0 || window.length === 0 || this.end + window.length === size;
      const length = found >= 0 ? found : window.length;
      // Its break may go on in the next window.
      const isReturn = length > 0 && window[length - 1] === carriageReturn;
      this.end += found >= 0 ? found + 1 : isReturn && length > 1 ? length - 1 : length;
      if (window.length === 0) this.end = size;
      yield decoder.decode(window.subarray(0, isReturn ? length - 1 : length), {
        stream: !isWhole,
      });
    }
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The end of a line without the first half of its break. */
function withoutReturn(buffer: Buffer, end: number): number {
  return end < buffer.length && buffer[end - 1] === carriageReturn ? end - 1 : end;
}

function countOf(byte: number, bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}
