/** A part of a text, by offsets; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An array's beginning is not looked for further away. */
const longestArray = 100_000;

/**
 * What to take out of a text so that the list element at `start..end` is gone: a string in an array
 * with its comma, or a line of a list. `undefined` when the text there is no element of its own.
 */
export function listElementAt(text: string, start: number, end: number): Span | undefined {
  const quote = text[start - 1];
  const isQuoted = quote !== undefined && /["'`]/.test(quote) && text[end] === quote;
  if (!isQuoted) return listLine(text, { start, end });
  const element = { start: start - 1, end: end + 1 };
  return arrayElement(text, element) ?? listLine(text, element);
}

function arrayElement(text: string, { start, end }: Span): Span | undefined {
  const before = lastNonBlank(text, start);
  const after = firstNonBlank(text, end);
  if (!'[,'.includes(text[before] ?? ' ') || !',]'.includes(text[after] ?? ' ')) return undefined;
  if (!isInArray(text, start)) return undefined;
  if (text[after] === ']') {
    // The last one: the comma before it goes too, and the line break that follows that comma.
    return text[before] === ',' ? { start: before, end } : { start, end };
  }
  const line = lineAround(text, start);
  const standsAlone =
    text.slice(line.start, start).trim() === '' && text.slice(after + 1, line.end).trim() === '';
  return standsAlone ? line : { start, end: firstNonBlank(text, after + 1) };
}

/** `- value`, or the value alone, as in YAML, Markdown and plain lists; with its line break. */
function listLine(text: string, { start, end }: Span): Span | undefined {
  const line = lineAround(text, start);
  const before = text.slice(line.start, start);
  const after = text.slice(end, line.end);
  const isItem = /^\s*(?:[-*+]\s+)?$/.test(before) && after.trim() === '';
  const isList = isItem && (before.trim() !== '' || isAmongPlainLines(text, line));
  return isList ? line : undefined;
}

/** A line of nothing but an id or address is a list's when another such line is next to it. */
function isAmongPlainLines(text: string, line: Span): boolean {
  const next = lineAround(text, line.end);
  const previous = lineAround(text, Math.max(0, line.start - 1));
  return [next, previous].some(
    (each) => each.start !== line.start && /^\S+\s*$/.test(text.slice(each.start, each.end)),
  );
}

/** Whether the nearest bracket that is open at `at` is an array's; strings are skipped. */
function isInArray(text: string, at: number): boolean {
  let depth = 0;
  for (let index = at - 1; index >= Math.max(0, at - longestArray); index -= 1) {
    const char = text[index] ?? '';
    if (/["'`]/.test(char)) {
      index = openingQuote(text, index);
    } else if (/[)\]}]/.test(char)) {
      depth += 1;
    } else if (/[([{]/.test(char)) {
      // Right behind a name or a bracket it is an index: `files["a"]`.
      if (depth === 0) return char === '[' && !/[\w$)\]]/.test(text[index - 1] ?? '');
      depth -= 1;
    }
  }
  return false;
}

function openingQuote(text: string, closing: number): number {
  const quote = text[closing] ?? '';
  let open = text.lastIndexOf(quote, closing - 1);
  while (open > 0 && text[open - 1] === '\\') open = text.lastIndexOf(quote, open - 1);
  return open < 0 ? 0 : open;
}

function lineAround(text: string, at: number): Span {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  return { start, end: newline < 0 ? text.length : newline + 1 };
}

function firstNonBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

function lastNonBlank(text: string, from: number): number {
  let at = from - 1;
  while (at >= 0 && /\s/.test(text[at] ?? '')) at -= 1;
  return at;
}
