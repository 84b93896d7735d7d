/** A record of a CSV text; `line` is where it begins, from 1. */
export interface CsvRecord {
  readonly line: number;
  /** Where in the text it begins, and where the next one does. */
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
  /** A quote was opened and never closed: only the record's first line was read. */
  readonly broken: boolean;
}

/** What parts the cells of a record. */
export const csvDelimiters = [',', ';', '\t', '|'] as const;

/**
 * Reads CSV with quotes, doubled quotes and line breaks inside quotes; blank lines are left out. It
 * begins at an offset, in the line of that number.
 */
export function* readCsv(
  text: string,
  delimiter: string,
  from: { readonly start: number; readonly line: number } = { start: 0, line: 1 },
): Generator<CsvRecord> {
  let at = from.start === 0 && text.startsWith('\uFEFF') ? 1 : from.start;
  let { line } = from;
  while (at < text.length) {
    const start = at;
    const record = readRecord(text, at, delimiter);
    if (record.cells.some((cell) => cell.trim() !== '')) {
      yield { line, start, end: record.end, cells: record.cells, broken: record.broken };
    }
    line += record.breaks;
    at = record.end;
  }
}

interface Read {
  readonly cells: string[];
  readonly end: number;
  readonly breaks: number;
  readonly broken: boolean;
}

function readRecord(text: string, from: number, delimiter: string): Read {
  const cells: string[] = [];
  let at = from;
  let breaks = 0;
  for (;;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === undefined) return readBroken(text, from, delimiter);
      const cell = text.slice(at + 1, close);
      breaks += cell.split('\n').length - 1;
      // What follows a quote belongs to the cell: with another delimiter it is half of the line.
      const rest = plainEnd(text, close + 1, delimiter);
      cells.push(cell.replaceAll('""', '"') + text.slice(close + 1, rest));
      at = rest;
    } else {
      const end = plainEnd(text, at, delimiter);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) break;
    at += 1;
  }
  const next = afterBreak(text, at);
  return { cells, end: next, breaks: breaks + 1, broken: false };
}

/** Without its closing quote a record could swallow all that follows. */
function readBroken(text: string, from: number, delimiter: string): Read {
  const lineBreak = text.slice(from).search(/[\r\n]/);
  const end = lineBreak < 0 ? text.length : from + lineBreak;
  const cells = text.slice(from, end).split(delimiter);
  return { cells, end: afterBreak(text, end), breaks: 1, broken: true };
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return undefined;
}

function plainEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
    at += 1;
  }
  return at;
}

function afterBreak(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2;
  return at < text.length ? at + 1 : at;
}
