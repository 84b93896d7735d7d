import { isMediaName } from '../finder/fileName';
import type { FinderContext } from '../finder/finderContext';
import { parseRef } from '../finder/parseRef';
import { holdsPrivateKey, maskPrivateKeys } from '../finder/maskKeys';
import type { AssetRef } from '../reference';
import { csvDelimiter, readCsv } from './csv';
import { readJsonValue } from './jsonList';
import type { ListedRow, UnreadReason } from './listedRow';
import { columnOf, refOfRow } from './listedRow';
import { readTextLines } from './textList';

/** One asset that a list names. */
export interface ListedRef {
  readonly ref: AssetRef;
  /** From 1; `undefined` in JSON, where lines mean nothing. */
  readonly line: number | undefined;
}

/** A part of a list that names nothing. */
export interface UnreadPart {
  readonly line: number | undefined;
  /** Its beginning, without private keys. */
  readonly text: string;
  readonly reason: UnreadReason;
}

/** What a pasted or opened list holds. */
export interface IdList {
  readonly format: 'json' | 'ndjson' | 'csv' | 'text';
  /** Each asset once, in the list's order. */
  readonly refs: readonly ListedRef[];
  /** How many more times assets of `refs` are named. */
  readonly duplicates: number;
  /** The first of what was not understood; `unreadCount` counts all. */
  readonly unread: readonly UnreadPart[];
  readonly unreadCount: number;
}

const unreadKept = 100;
const unreadLength = 80;

type Found = { readonly line: number | undefined } & (
  { readonly ref: AssetRef } | { readonly reason: UnreadReason; readonly text: string }
);

/**
 * Reads ids, delivery URLs and paths out of CSV (any column, with or without a header), JSON, JSON
 * lines or plain text. Whatever is not understood is counted and shown, never guessed.
 */
export function readIdList(text: string, context: FinderContext): IdList {
  const { format, found } = readAs(text.replace(/^\uFEFF/, ''), context);
  const refs = new Map<string, ListedRef>();
  const unread: UnreadPart[] = [];
  let [named, unreadCount] = [0, 0];
  for (const each of found) {
    if ('ref' in each) {
      named += 1;
      const key = keyOf(each.ref);
      if (!refs.has(key)) refs.set(key, each);
    } else {
      unreadCount += 1;
      if (unread.length < unreadKept) unread.push({ ...each, text: sample(each.text) });
    }
  }
  return { format, refs: [...refs.values()], duplicates: named - refs.size, unread, unreadCount };
}

function keyOf(ref: AssetRef): string {
  switch (ref.kind) {
    case 'id':
      return ref.fileId;
    case 'version':
      return `${ref.fileId} ${ref.versionId}`;
    case 'url':
      return `${ref.account ?? ''} ${ref.path} ${ref.versionToken ?? ''}`;
    case 'path':
      return ref.path;
  }
}

function sample(text: string): string {
  const shown = maskPrivateKeys(text.slice(0, 4096)).trim().replace(/\s+/g, ' ');
  return shown.length > unreadLength ? `${shown.slice(0, unreadLength - 1)}…` : shown;
}

function readAs(
  text: string,
  context: FinderContext,
): { readonly format: IdList['format']; readonly found: Iterable<Found> } {
  if (/^\s*[[{]/.test(text)) {
    const value = parsed(text);
    if (value !== undefined) return { format: 'json', found: jsonParts(value, undefined, context) };
    const first = text.split('\n', 50).find((line) => line.trim() !== '') ?? '';
    if (parsed(first) !== undefined) return { format: 'ndjson', found: ndjsonParts(text, context) };
  }
  const table = tableOf(text);
  if (table) return { format: 'csv', found: csvParts(text, table, context) };
  return { format: 'text', found: readTextLines(text, context) };
}

/** `undefined` when the text is no JSON object or array. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // Not JSON: the caller reads it as something else, or reports the line.
    return undefined;
  }
}

function* jsonParts(
  value: unknown,
  line: number | undefined,
  context: FinderContext,
): Generator<Found> {
  for (const part of readJsonValue(value, context)) yield { line, ...part };
}

function* ndjsonParts(text: string, context: FinderContext): Generator<Found> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    if (value === undefined) yield { line: index + 1, reason: 'broken', text: line };
    else yield* jsonParts(value, index + 1, context);
  }
}

interface Table {
  readonly delimiter: string;
  /** By column number; all `undefined` when the table has no header. */
  readonly header: readonly (keyof ListedRow | undefined)[];
  readonly hasHeader: boolean;
}

/** A header that names ids, or rows of the same width with at most one id each, make a table. */
function tableOf(text: string): Table | undefined {
  const head = text.slice(0, 64 * 1024);
  const delimiter = csvDelimiter(head.split('\n', 1)[0] ?? '') ?? ',';
  const [first, second] = readCsv(head, delimiter);
  if (!first) return undefined;
  const header = first.cells.map((cell) => columnOf(cell));
  if (header.some((column) => column !== undefined && column !== 'type')) {
    return { delimiter, header, hasHeader: true };
  }
  const width = first.cells.length;
  const ids = first.cells.filter((cell) => /^\s*"?[0-9a-f]{24}"?\s*$/.test(cell)).length;
  const isPathWithComma = first.cells[0]?.startsWith('/') === true && !isMediaName(first.cells[0]);
  const isTable = width > 1 && ids <= 1 && second?.cells.length === width && !isPathWithComma;
  return isTable ? { delimiter, header: [], hasHeader: false } : undefined;
}

function* csvParts(text: string, table: Table, context: FinderContext): Generator<Found> {
  let isHeader = table.hasHeader;
  for (const { line, cells, broken } of readCsv(text, table.delimiter)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const whole = cells.join(table.delimiter);
    if (broken) yield { line, reason: 'broken', text: whole };
    else if (holdsPrivateKey(whole)) yield { line, reason: 'privateKey', text: whole };
    else {
      const read = refOfRow(rowOf(cells, table, context), context);
      yield typeof read === 'string' ? { line, reason: read, text: whole } : { line, ref: read };
    }
  }
}

function rowOf(cells: readonly string[], table: Table, context: FinderContext): ListedRow {
  if (table.hasHeader) {
    const named = table.header.map((column, index) => [column, cells[index]?.trim()] as const);
    const first = new Map(named.filter(([column, cell]) => column && cell).toReversed());
    return Object.fromEntries(first) as ListedRow;
  }
  const refs = cells.map((cell) => ({ cell: cell.trim(), ref: parseRef(cell, context) }));
  const of = (kind: AssetRef['kind']) => refs.find(({ ref }) => ref?.kind === kind)?.cell;
  const type = cells.map((cell) => cell.trim()).find((cell) => rowTypes.has(cell));
  return { type, id: of('id'), url: of('url'), filePath: of('path') };
}

/** What ImageKit's rows say they are. */
const rowTypes: ReadonlySet<string> = new Set(['file', 'file-version', 'folder']);
