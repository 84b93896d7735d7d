import type { Reference } from '../reference';
import { maskPrivateKeys } from './writing/maskKeys';
import type { TextLine } from './textLine';

/** A line of a mail as it was written, over as many lines of the file as it was broken into. */
export interface MailLine extends TextLine {
  /** As it stands in the file, of the same length as `text`. */
  readonly raw: string;
  /** Where each line of the file begins in it. */
  readonly starts: readonly number[];
}

/** Whether a file holds mails, whose lines break anywhere: it is read as a whole. */
export function isMail(file: string): boolean {
  return /\.(?:eml|emlx|mbox|mht|mhtml)$/i.test(file);
}

/** Whether a mail's text says that its lines are broken and its bytes escaped. */
export function isQuotedPrintable(text: string): boolean {
  return /quoted-printable/i.test(text);
}

/** The lines of a mail in quoted-printable: a `=` at the end of a line joins it with the next one. */
export function* mailLines(text: string): Generator<MailLine> {
  let raw = '';
  let starts: number[] = [];
  let first = 1;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (starts.length === 0) first = index + 1;
    starts.push(raw.length);
    const isBroken = line.endsWith('=') && raw.length < longest;
    raw += isBroken ? line.slice(0, -1) : line;
    if (isBroken) continue;
    const masked = maskPrivateKeys(raw);
    yield { line: first, text: decoded(masked), raw: masked, starts };
    raw = '';
    starts = [];
  }
}

const longest = 100_000;

/** Keeps the length: an escaped byte becomes a percent-encoded one, a blank three. */
function decoded(text: string): string {
  return text.includes('=')
    ? text.replace(/=(?:20|09)/g, '   ').replace(/=(?=[0-9A-F]{2})/g, '%')
    : text;
}

/** Where a reference in a mail's line stands in the file; what goes on in a further line is left out. */
export function placedInMail(reference: Reference, { line, raw, starts }: MailLine): Reference {
  const from = reference.place.column - 1;
  const part = starts.findLastIndex((start) => start <= from);
  const start = starts[part] ?? 0;
  const end = Math.min(from + reference.place.length, starts[part + 1] ?? raw.length);
  const place = { ...reference.place, line: line + part, column: from - start + 1 };
  return { ...reference, place: { ...place, length: end - from }, value: raw.slice(from, end) };
}
