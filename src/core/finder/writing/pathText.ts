import { isEscapable, unescapeText } from './escapes';
import { mediaEnding } from './fileName';
import { quotedStart } from './quotedStart';
import type { Span } from './span';
import { allMatches, oneOf } from './pattern';

/** A word or a quoted text that ends as a media file's name does; a query after it is included. */
export interface PathText extends Span {
  /** Unescaped, without the query. */
  readonly text: string;
  /** Another reading: the last word of a quoted text with spaces, or a word as it is written. */
  readonly otherText: string;
  /** What a template's value or a joined string right before it can be. */
  readonly afterHole: 'base' | 'folder' | undefined;
  /** It is all that its quotes or its line's key hold. */
  readonly whole: boolean;
  /** What stands before it and its quote. */
  readonly before: string;
}

/** A path or name is looked for in so much text before its ending. */
const maxBack = 300;
const maxBefore = 160;

const ending = new RegExp(`${mediaEnding}(?![\\w-]|\\.\\w|\\\\*/\\w)`, 'gi');
/** Up to where a private key stood. */
const query = /\?(?:(?!_ {4})[\w=&%.,:;~+@/-])*/y;
const wordBreak = /[\s"'`<>(){}[\]|;=?&*]/;
const escapedPart = /^(?:[/\\ _~&#%!,;:@=+()[\]-]|u[0-9a-f]{4})/i;
const entityEnd = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,8});$/i;
const linkStart = /\]\([^"`()<>]*(?:\([^"`()<>]*\)[^"`()<>]*)*$/;
const lineValue =
  /^\s*(?:(?:-\s+)?["']?[\w.-]{1,80}["']?:\s+|(?:export\s+)?[\w.-]{1,80}\s*=\s*)(?=\/)/;

/** `${x}`, `{{ x }}`, `#{x}`, `{x}`, `<%= x %>`, `\(x)`, `@(x)`, `$x`, `%s`. */
const holes = new RegExp(
  oneOf([
    /\{\{[^{}]*\}\}|[$#@]?\{[^{}]*\}|\{%[^{}]*%\}/,
    /<%[^%]*%>|<\?[^?]*\?>/,
    /\\\([^()\\]*\)|^@\([\w.]+\)|\$\w+/,
    /%(?:\d\$)?[sdv@](?=\/)/,
  ]),
  'g',
);

/** Every such text of a line, outside the given spans. */
export function findPathTexts(line: string, spans: readonly Span[]): readonly PathText[] {
  const texts: PathText[] = [];
  if (!line.includes('.')) return texts;
  let floor = 0;
  let span = 0;
  for (const { 0: found, index } of allMatches(line, ending)) {
    while ((spans[span]?.end ?? Infinity) <= index) {
      floor = Math.max(floor, spans[span]?.end ?? 0);
      span += 1;
    }
    if ((spans[span]?.start ?? Infinity) <= index) continue;
    const nameEnd = index + found.length;
    const from = Math.max(floor, index - maxBack);
    floor = nameEnd;
    query.lastIndex = nameEnd;
    const end = nameEnd + (query.exec(line)?.[0].length ?? 0);
    texts.push(readWhole(line, from, nameEnd, end) ?? readWord(line, from, nameEnd, end));
  }
  return texts;
}

function readWhole(line: string, from: number, nameEnd: number, end: number): PathText | undefined {
  const quoted = quotedStart(line, from, end) ?? linkedStart(line, from, nameEnd, end);
  const value = quoted ?? lineValueStart(line, from, end);
  if (value === undefined || value >= nameEnd) return undefined;
  const raw = line.slice(value, nameEnd);
  const hole = lastHole(raw);
  const start = value + (hole?.end ?? 0);
  const written = line.slice(start, nameEnd);
  const text = unescapeText(line[end] === "'" ? written.replaceAll("''", "'") : written);
  // Besides patterns, templates and prose: the blanks that a private key leaves behind.
  if (/[{}$*|\\<>]|%[sdv@]|:\/\/| \/|^\s|_ {8}/.test(text)) return undefined;
  return {
    start,
    end,
    text,
    otherText: text.slice(text.lastIndexOf(' ') + 1),
    afterHole: hole?.kind,
    whole: hole === undefined,
    before: line.slice(Math.max(0, start - maxBefore), start),
  };
}

/** A value that follows a part of a path stands for a folder; one that begins it, for an endpoint. */
function lastHole(
  raw: string,
): { readonly end: number; readonly kind: 'base' | 'folder' } | undefined {
  let end = 0;
  let outside = '';
  for (const { 0: found, index } of allMatches(raw, holes)) {
    outside += raw.slice(end, index);
    end = index + found.length;
  }
  return end === 0 ? undefined : { end, kind: outside.includes('/') ? 'folder' : 'base' };
}

/** A Markdown link's target, with balanced parentheses. */
function linkedStart(line: string, from: number, nameEnd: number, end: number): number | undefined {
  if (line[end] !== ')') return undefined;
  const open = linkStart.exec(line.slice(from, nameEnd));
  return open ? from + open.index + 2 : undefined;
}

function lineValueStart(line: string, from: number, end: number): number | undefined {
  const start = from === 0 ? lineValue.exec(line)?.[0].length : undefined;
  return line.slice(end, end + 8).trim() === '' ? start : undefined;
}

function readWord(line: string, from: number, nameEnd: number, end: number): PathText {
  let start = nameEnd;
  for (let part = partBefore(line, from, start); part > 0; part = partBefore(line, from, start)) {
    start -= part;
  }
  if (line[start - 1] === '\\' && /[nrt]/.test(line[start] ?? '')) start += 1;
  let raw = line.slice(start, nameEnd);
  const isUrl = raw.includes('://') || raw.startsWith('//');
  if (!isUrl && !/(?:^|\/)tr:/.test(raw)) {
    const cut = Math.max(raw.lastIndexOf(','), raw.lastIndexOf(':')) + 1;
    start += cut;
    raw = raw.slice(cut);
  }
  const lead = /^(?:\$\w+|%(?:\d\$)?[sdv@])(?=\/)/.exec(raw)?.[0] ?? '';
  start += lead.length;
  const text = unescapeText(raw.slice(lead.length));
  return {
    start,
    end,
    text,
    // The backslash of a Windows path may stand before a mark, too.
    otherText: raw.slice(lead.length),
    afterHole: lead !== '' || endsTemplate(line, start) ? 'base' : undefined,
    whole: false,
    before: line.slice(Math.max(0, start - maxBefore), start),
  };
}

/** How many characters right before `end` belong to the word: one, an entity, or none. */
function partBefore(line: string, from: number, end: number): number {
  if (end <= from) return 0;
  if (isWordPart(line, end - 1)) return 1;
  if (line[end - 1] !== ';') return 0;
  return entityEnd.exec(line.slice(Math.max(from, end - 12), end))?.[0].length ?? 0;
}

function isWordPart(line: string, at: number): boolean {
  const char = line[at] ?? '';
  if (char === '\\') return escapedPart.test(line.slice(at + 1, at + 6));
  if (!wordBreak.test(char)) return true;
  return line[at - 1] === '\\' && isEscapable(char);
}

/** `${x}`, `{{ x }}`, `<%= x %>`, `\(x)`, `@(x)` right before. */
function endsTemplate(line: string, start: number): boolean {
  return (
    line[start - 1] === '}' ||
    /(?:[%?]>|[\\@]\([\w.]+\))$/.test(line.slice(Math.max(0, start - 60), start))
  );
}
