import { gap, gapEnd, gapSeed } from './holes';
import type { Span } from './span';

/** A text with what a program fills in, as a line holds it. */
export interface GapText extends Span {
  /** With a `gap` for each value; still escaped as the line has it. */
  readonly text: string;
  readonly quoted: boolean;
}

/** No path is longer, escapes included; it bounds the work that one value can cause. */
const longest = 600;
const maxBack = 300;

const wordBreak = /[\s"'`<>(){}[\],;=|*]/;
const wordEnd = /[\s"'`<>(),;|\]}]/;

/** What joins texts: `+`, `.`, `&`, `..`, `~`, `<>`, `^`, Liquid's `| append:`. */
const operator = String.raw`\s{0,8}(?:\+{1,2}|\.{1,2}|&(?!&)|~|<>|<<|\^|\|\s{0,4}append:)\s{0,8}`;
/** Joins texts in SQL; elsewhere it chooses one of two. */
const either = String.raw`\s{0,8}\|\|\s{0,8}`;
const comma = String.raw`\s{0,8},\s{0,8}`;
const opening = String.raw`[fFrRuU$@]{0,2}\\?(["'\x60])`;
const value = String.raw`[^"'\x60;]{1,100}?`;

interface Joints {
  readonly next: RegExp;
  readonly nextAfterValue: RegExp;
  readonly goesOn: RegExp;
  readonly before: RegExp;
  /** What stands between the parts. */
  readonly separator: string;
}

const joints = (join: string, separator: string): Joints => ({
  separator,
  next: new RegExp(`${join}${opening}`, 'y'),
  nextAfterValue: new RegExp(`${join}${value}${join}${opening}`, 'y'),
  goesOn: new RegExp(`${join}(?:[\\w$(@[{!-]|$)`, 'y'),
  before: new RegExp(`[\\w)\\]}?](?:${join}|${either})$`),
});

const byOperator = joints(operator, '');
/** Inside `concat(…)`, `path.join(…)` and `[…].join(…)` a comma joins, too. */
const commas = { concat: joints(comma, ''), path: joints(comma, '/'), list: joints(comma, gap) };
const calls = (names: string) =>
  new RegExp(`(?:${names})\\s{0,4}\\(\\s{0,8}(?:[^()"'\`]{0,80},\\s{0,8})?$`, 'i');
const concatCall = calls('concat\\w{0,8}|paste0?|strcat|append');
const pathCall = calls('join|Path|Paths\\.get|resolve');
const joinedList = /\[\s{0,8}(?:[^[\]()"'`]{0,80},\s{0,8})?$/;
const mayJoinByComma =
  /(?:concat\w{0,8}|join|paste0?|strcat|Path|Paths\.get|resolve|append)\s{0,4}\(/i;
const listJoin = /\]\s{0,4}\.\s{0,4}join\(\s{0,4}(?:(["'`])([^"'`]{0,4})\1)?/;
const orElse = new RegExp(either, 'y');
const literalPrefix = /(?:\b[fFrRuU]{1,2}|[$@]{1,2})$/;
const method = /\.\s{0,2}(?!concat|append)[A-Za-z_]\w{0,40}\s{0,2}\(/y;
const sideBySide = /\s{1,8}[fruFRU]{0,2}(["'])/y;

/** Every such text of a line, in order. Its cost is that of the values, not of the line. */
export function findGapTexts(line: string): readonly GapText[] {
  const found: GapText[] = [];
  let floor = 0;
  let byCommas: boolean | undefined;
  for (let seed = seedFrom(line, 0); seed; seed = seedFrom(line, Math.max(floor, seed.at + 1))) {
    const { at, isSeam, isComma } = seed;
    if (isComma && !(byCommas ??= mayJoinByComma.test(line))) continue;
    const end = isSeam ? at : gapEnd(line, at);
    if (end === undefined) continue;
    if (!isSeam) found.push(...textsInside(line, at, end));
    const start = startOf(line, at, floor);
    const quote = /["'`]/.exec(line[start - 1] ?? '')?.[0];
    const text = isSeam && quote !== line[at] ? undefined : readFrom(line, start, quote);
    if (!text) continue;
    found.push(text);
    floor = text.end;
  }
  return found;
}

interface Seed {
  readonly at: number;
  /** It is the quote that ends a text which something is joined to. */
  readonly isSeam: boolean;
  readonly isComma: boolean;
}

function seedFrom(line: string, from: number): Seed | undefined {
  gapSeed.lastIndex = from;
  const found = gapSeed.exec(line);
  if (!found) return undefined;
  const isSeam = /^["'`]/.test(found[0]);
  return { at: found.index, isSeam, isComma: isSeam && found[0].endsWith(',') };
}

/** A template's value may be made of texts itself: `{{ '/shop/' ~ name ~ '.jpg' }}`. */
function textsInside(line: string, from: number, end: number): readonly GapText[] {
  const inner = line.slice(from + 1, end - 1);
  if (!/["'`]/.test(inner)) return [];
  const shift = from + 1;
  return findGapTexts(inner).map((each) => ({
    ...each,
    start: each.start + shift,
    end: each.end + shift,
  }));
}

/**
 * Where the text around a value begins: after the quote before it if a path follows that quote, else
 * where its word begins.
 */
function startOf(line: string, at: number, floor: number): number {
  const least = Math.max(floor, at - maxBack);
  let quote = at - 1;
  while (quote >= least && !/["'`]/.test(line[quote] ?? '')) quote -= 1;
  if (quote >= least && /^(?:[\\/\w.%~@-]|$)/.test(line.slice(quote + 1, at))) {
    const between = line.slice(quote + 1, at);
    if (!wordBreak.test(between) || /^(?:\\*\/|https?:)/.test(between)) return quote + 1;
  }
  let start = at;
  while (start > least && !wordBreak.test(line[start - 1] ?? '')) start -= 1;
  return start;
}

function readFrom(line: string, start: number, quote: string | undefined): GapText | undefined {
  const before = line
    .slice(Math.max(0, start - 160), quote === undefined ? start : start - 1)
    .replace(literalPrefix, '');
  const joining = quote === undefined ? undefined : jointsAround(before, line, start);
  let text = joining?.before.test(before) ? gap + joining.separator : '';
  let closer = quote;
  let at = start;
  let hasGap = text !== '';
  const limit = Math.min(line.length, start + longest);
  // In a text inside another one the quotes are escaped.
  const escapes = quote !== undefined && line[start - 2] === '\\' ? 1 : 0;
  while (at < limit) {
    const char = line[at] ?? '';
    const isEscapedQuote = char === '\\' && /["'`]/.test(line[at + 1] ?? '');
    const end = isEscapedQuote ? undefined : gapEnd(line, at);
    if (end !== undefined) {
      text += gap;
      hasGap = true;
      at = end;
    } else if (
      closer !== undefined &&
      line[at + escapes] === closer &&
      isEscapedQuote === (escapes === 1)
    ) {
      const next = nextPart(line, at + escapes + 1, joining);
      if (!next) break;
      hasGap ||= next.text.includes(gap);
      text += next.text;
      if (next.closer === undefined) break;
      closer = next.closer;
      at = next.start;
    } else if (isEscapedQuote) {
      break;
    } else if (closer === undefined ? wordEnd.test(char) : /["`]/.test(char)) {
      break;
    } else {
      text += char;
      at += 1;
    }
  }
  return hasGap
    ? { start, end: Math.max(at, start + 1), text, quoted: quote !== undefined }
    : undefined;
}

function jointsAround(before: string, line: string, start: number): Joints {
  if (concatCall.test(before)) return commas.concat;
  if (pathCall.test(before)) return commas.path;
  const list = joinedList.test(before) && listJoin.exec(line.slice(start, start + longest));
  if (!list) return byOperator;
  return list[2] === '/' ? commas.path : commas.list;
}

interface NextPart {
  /** What stands before it: nothing, a separator, a value. */
  readonly text: string;
  /** The quote that ends it; `undefined` when only values follow. */
  readonly closer: string | undefined;
  readonly start: number;
}

/** What a program joins to a quoted text that ended before `at`. */
function nextPart(line: string, at: number, joining: Joints = byOperator): NextPart | undefined {
  const match = (form: RegExp) => {
    form.lastIndex = at;
    return form.exec(line);
  };
  if (match(method)) return undefined;
  if (match(orElse)) return { text: gap, closer: undefined, start: at };
  for (const each of new Set([joining, byOperator])) {
    const { separator } = each;
    const next = match(each.next);
    if (next) return { text: separator, closer: next[1], start: each.next.lastIndex };
    const later = match(each.nextAfterValue);
    if (later) {
      const text = separator + gap + separator;
      return { text, closer: later[1], start: each.nextAfterValue.lastIndex };
    }
    if (match(each.goesOn)) return { text: separator + gap, closer: undefined, start: at };
  }
  const beside = match(sideBySide);
  return beside ? { text: '', closer: beside[1], start: sideBySide.lastIndex } : undefined;
}
