import type { Reference } from '../reference';
import { maskPrivateKeys } from './writing/maskKeys';
import type { TextLine } from './textLine';

/** A line as it was meant, over as many lines of the file as it was broken into. */
export interface BrokenLine extends TextLine {
  /** As it stands in the file, of the same length as `text`. */
  readonly raw: string;
  /** Where each line of the file begins in it. */
  readonly starts: readonly number[];
  /** Characters that each line of the file but the first has before that. */
  readonly indent: number;
}

/**
 * Whether lines of a file break anywhere, so that it is read as a whole: mails, and calendars and
 * address cards (RFC 5545 and 6350), which break theirs after 75 bytes.
 */
export function breaksLines(file: string): boolean {
  return mails.test(file) || folders.test(file);
}

const mails = /\.(?:eml|emlx|mbox|mht|mhtml)$/i;
const folders = /\.(?:ics|ical|ifb|vcf|vcard)$/i;

/** How a file's lines are put together again; `undefined` when they stand as they are meant. */
export function joinerOf(
  file: string,
  text: string,
): ((text: string) => Iterable<BrokenLine>) | undefined {
  if (folders.test(file)) return unfoldedLines;
  return mails.test(file) && /quoted-printable/i.test(text) ? quotedPrintableLines : undefined;
}

/** A `=` at the end of a line joins it with the next one. */
function* quotedPrintableLines(text: string): Generator<BrokenLine> {
  let open = new OpenLine(1);
  for (const [index, line] of linesOf(text)) {
    const isBroken = line.endsWith('=') && open.raw.length < longest;
    open.add(isBroken ? line.slice(0, -1) : line);
    if (isBroken) continue;
    yield open.end(decoded, 0);
    open = new OpenLine(index + 2);
  }
  if (open.raw !== '') yield open.end(decoded, 0);
}

/** A blank or a tab at the beginning of a line joins it with the one before. */
function* unfoldedLines(text: string): Generator<BrokenLine> {
  let open: OpenLine | undefined;
  for (const [index, line] of linesOf(text)) {
    if (open && /^[ \t]/.test(line) && open.raw.length < longest) {
      open.add(line.slice(1));
      continue;
    }
    if (open) yield open.end((raw) => raw, 1);
    open = new OpenLine(index + 1);
    open.add(line);
  }
  if (open) yield open.end((raw) => raw, 1);
}

const longest = 100_000;

function linesOf(text: string): Iterable<readonly [number, string]> {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries();
}

class OpenLine {
  raw = '';
  private readonly starts: number[] = [];

  /** `line` is the file's line in which it begins, from 1. */
  constructor(private readonly line: number) {}

  add(part: string): void {
    this.starts.push(this.raw.length);
    this.raw += part;
  }

  /** `read` keeps the length. */
  end(read: (raw: string) => string, indent: number): BrokenLine {
    const raw = maskPrivateKeys(this.raw);
    return { line: this.line, text: read(raw), raw, starts: this.starts, indent };
  }
}

/** Keeps the length: an escaped byte becomes a percent-encoded one, a blank three. */
function decoded(text: string): string {
  return text.includes('=')
    ? text.replace(/=(?:20|09)/g, '   ').replace(/=(?=[0-9A-F]{2})/g, '%')
    : text;
}

/** Where a reference in such a line stands in the file; what goes on in a further line is left out. */
export function placedInFile(
  reference: Reference,
  { line, raw, starts, indent }: BrokenLine,
): Reference {
  const from = reference.place.column - 1;
  const part = starts.findLastIndex((start) => start <= from);
  const start = starts[part] ?? 0;
  const end = Math.min(from + reference.place.length, starts[part + 1] ?? raw.length);
  const column = from - start + 1 + (part > 0 ? indent : 0);
  const place = { ...reference.place, line: line + part, column };
  return { ...reference, place: { ...place, length: end - from }, value: raw.slice(from, end) };
}
