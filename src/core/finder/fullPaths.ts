import { percentDecode, unescapeText } from './writing/escapes';
import { mediaEnding } from './writing/fileName';
import { composed, writtenPaths } from './address/libraryPath';
import type { Span } from './writing/span';
import { outside } from './writing/span';

/** A text that is a path from the root, should the library have a file there. */
export interface FullPathSpan extends Span {
  /** The library paths that it can stand for, most likely first; never empty. */
  readonly paths: readonly string[];
}

/** What fills in the endpoint before a path: `${x}`, `{{ x }}`, `<%= x %>`, `\(x)`, `$x`, `%s`. */
const base = String.raw`(?:\$?\{{1,3}[^{}]{0,80}\}{1,3}|<%[^%]{0,80}%>|\\{1,2}\([\w.]{1,80}\)|\$\w{1,40}|%[sdv@])`;
/** What a path follows: nothing, a space, a quote, a mark that opens or parts, or an endpoint. */
const before = String.raw`(?:^|[\s"'\x60=(,;:>|\[{]|\\[nrt]|&(?:quot|apos|#39|#34|#x27|#x22|lt);)`;
const slash = String.raw`(?:\\{0,4}/(?![/*])|%(?:25){0,2}2F|\\{1,4}(?=\w)(?![nrtux]\W))`;
const char = String.raw`[^\s"'\x60<>|*?\uE000${'$'}{}]`;

/** `/shop/a.jpg`, `\/shop\/a.jpg`, `%2Fshop%2Fa.jpg`: from the root, with an ending or without. */
const absolute = new RegExp(`(?=[/\\\\%])(?<=${before}${base}?)${slash}${char}{1,300}`, 'gi');
/** `shop/a.jpg`, `shop\\a.jpg`: without the slash it takes a folder and a media file's ending. */
const relative = new RegExp(
  `(?<=${before}${base}?)[\\w%][^\\s"'\`<>|*\${}:=,;()/\\\\]{0,80}(?:/|%2F|\\\\{1,4})${char}{0,300}?${mediaEnding}(?![\\w-]|\\.\\w)`,
  'gi',
);
/** Between quotes a path may hold spaces, brackets and commas. */
const quotedText = new RegExp(
  `(["'\`])(\\\\{0,4}/[^"'\`\\n/][^"'\`\\n]{0,300}?)\\\\{0,3}\\1`,
  'gd',
);
/** As may the value of a line. */
const lineValue =
  /^\s{0,80}(?:-\s{1,8})?(?:[\w.-]{1,80}\s{0,8}[:=]\s{1,8})?(\/[^/*"'`].{0,300}?)\s{0,8}$/d;

/** As may a cell of a row. */
const cell = new RegExp(
  `(?<=[,;\t|] {0,2}|^)(/[^/*,;\t|"'\`\n][^,;\t|"'\`\n]{0,200}?${mediaEnding})(?=\\s{0,2}(?:[,;\t|]|$))`,
  'gi',
);

/** Texts of a line that are whole paths from the root, outside the given spans. */
export function findFullPaths(line: string, spans: readonly Span[]): readonly FullPathSpan[] {
  if (!/[/\\]|%2F/i.test(line)) return [];
  const found = new Map<number, FullPathSpan>();
  const add = (start: number, raw: string) => {
    const paths = pathsOf(raw);
    const known = found.get(start);
    if (paths.length === 0) return;
    const all = known ? [...new Set([...known.paths, ...paths])] : paths;
    found.set(start, { start, end: Math.max(known?.end ?? 0, start + raw.length), paths: all });
  };
  for (const { text, shift, from, to } of stretches(line, spans)) {
    for (const { 0: raw, index } of matchesIn(text, absolute, from, to))
      for (const each of cuts(raw)) add(shift + index, each);
    if (text.includes('.')) {
      for (const { 0: raw, index } of matchesIn(text, relative, from, to)) add(shift + index, raw);
    }
    for (const { 2: raw = '', indices } of matchesIn(text, quotedText, from, to)) {
      if (/[\s(),;[\]]/.test(raw)) add(shift + (indices?.[2]?.[0] ?? 0), raw);
    }
    for (const { 0: raw, index } of matchesIn(text, cell, from, to))
      if (raw.includes(' ')) add(shift + index, raw);
  }
  const value = line.length < 500 ? lineValue.exec(line) : null;
  if (value && /[\s(),;]/.test(value[1] ?? '')) add(value.indices?.[1]?.[0] ?? 0, value[1] ?? '');
  const inOrder = [...found.values()].sort((one, other) => one.start - other.start);
  return outside(inOrder, spans);
}

/** A part of a line in which a path may begin, with as much around it as is looked at. */
interface Stretch {
  readonly text: string;
  /** Where the text begins in the line. */
  readonly shift: number;
  /** Where in the text a path may begin. */
  readonly from: number;
  readonly to: number;
}

/** No more of a line is looked at before a path, and none is longer with its ending. */
const mostBefore = 200;
const mostAfter = 420;

/** What stands between spans: where a line is full of URLs, reading those once more costs most. */
function* stretches(line: string, spans: readonly Span[]): Generator<Stretch> {
  let start = 0;
  for (let next = 0; next <= spans.length; next += 1) {
    const end = spans[next]?.start ?? line.length;
    // A path that begins in front of a span needs a slash before it, or to be one word with it.
    const own = line.slice(start, end);
    if (/[/\\]|%2F|[\w%]$/i.test(own)) {
      const shift = Math.max(0, start - mostBefore);
      yield {
        text: line.slice(shift, end + mostAfter),
        ...{ shift, from: start - shift, to: end - shift },
      };
    }
    start = Math.max(start, spans[next]?.end ?? start);
  }
}

/** A pattern's matches, one after the other, that begin in a part of a text. */
function* matchesIn(
  text: string,
  pattern: RegExp,
  from: number,
  to: number,
): Generator<RegExpExecArray> {
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    if (found.index >= to) return;
    yield found;
  }
}

/** As it stands, and up to where the text around may go on. */
function cuts(raw: string): readonly string[] {
  const mark = raw.search(/[,;)&[\]]/);
  const cut = mark > 1 ? [raw, raw.slice(0, mark)] : [raw];
  return cut.flatMap((each) => {
    const trimmed = each.replace(/[.,:;!?\\)\]]+$/, '');
    return trimmed === each || trimmed.length < 2 ? [each] : [each, trimmed];
  });
}

function pathsOf(raw: string): readonly string[] {
  const bare = raw.replace(/\?[\s\S]*$/, '');
  const readings = new Set(bare.includes('#') ? [bare, bare.replace(/#[\s\S]*$/, '')] : [bare]);
  const paths = new Set<string>();
  for (const reading of readings) {
    const plain = unescapeText(decodedSlashes(reading)).replace(/\\+/g, '/');
    if (plain.endsWith('/') || /^\/*$/.test(plain) || plain.includes('//')) continue;
    if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(plain)) continue;
    for (const path of writtenPaths(plain)) paths.add(composed(path));
  }
  return [...paths];
}

/** A path whose slashes are encoded was encoded as a whole, once or more. */
function decodedSlashes(text: string): string {
  let decoded = text;
  for (let layer = 0; layer < 3 && /%(?:25)*2F/i.test(decoded); layer += 1) {
    decoded = percentDecode(decoded);
  }
  return decoded;
}
