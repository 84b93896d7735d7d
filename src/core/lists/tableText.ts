import { fileIdSource } from '../fileId';
import { isMediaName } from '../finder/writing/fileName';
import { columnOf, type Column } from './columnNames';
import { csvDelimiters, readCsv } from './csv';
import { idsOf, meantText } from './listedRow';

/** What the columns of a table are called; `undefined` for a name that is not known. */
export type Header = readonly (Column | undefined)[];

/** A record of a text that may hold several tables, one below the other. */
export interface TableRecord {
  readonly line: number;
  /** Without what a spreadsheet or an export put around them. */
  readonly cells: readonly string[];
  /** The record as it stands in the text. */
  readonly whole: string;
  readonly broken: boolean;
  /** The header above it, or the record's own. */
  readonly header: Header | undefined;
  /** A title is text that names nothing, above the first header or without one. */
  readonly role: 'header' | 'row' | 'title' | 'besides';
}

/** Records that are looked at to tell what parts the cells. */
const lookedAt = 200;
const longestHeader = 4_000;

/** Columns that make a record a header: the others occur in titles too. */
const telling: ReadonlySet<Column | undefined> = new Set<Column>([
  'fileId',
  'versionId',
  'folderId',
  'id',
  'databaseId',
  'filePath',
  'url',
]);

/** What the columns are called, when a record is a header. */
export function headerOf(cells: readonly string[]): Header | undefined {
  if (cells.some(isData)) return undefined;
  const names = cells.map((cell) => cell.replace(/^\s*(?:#+|\/\/)\s*/, ''));
  const header = names.map((name) => columnOf(name));
  return header.some((column) => telling.has(column)) ? header : undefined;
}

const idOrUrl = new RegExp(`${fileIdSource}|://`, 'i');

/** Whether a cell is what a table is about, rather than a name of a column or a part of a title. */
export function isData(cell: string): boolean {
  return idOrUrl.test(cell) || /^\/[^/\s]/.test(cell);
}

/** What parts the cells of a text; `undefined` when it is no table. */
export function delimiterOf(text: string): string | undefined {
  const said = /^\uFEFF?"?sep=(.)"?\s*(?:\r|\n|$)/.exec(text)?.[1];
  if (said !== undefined) return csvDelimiters.find((each) => each === said);
  const head = text.slice(0, 64 * 1024);
  const tail = text.length > head.length ? text.slice(-longestHeader) : '';
  const last = tail.slice(tail.indexOf('\n') + 1);
  const judged = csvDelimiters.map((delimiter) => {
    const records = firstRecords(head, delimiter);
    const known = Math.max(
      mostKnown(records, false),
      mostKnown(firstRecords(last, delimiter), true),
    );
    return { delimiter, known, data: evenData(records) };
  });
  const [named] = judged.toSorted((one, other) => other.known - one.known);
  if (named && named.known > 0) return named.delimiter;
  const [even] = judged.toSorted((one, other) => other.data.cells - one.data.cells);
  return even && even.data.cells >= 0 && !even.data.isOfPairs ? even.delimiter : undefined;
}

function firstRecords(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: (readonly string[])[] = [];
  for (const { cells } of readCsv(text, delimiter)) {
    if (cells[0]?.startsWith('#') === true && !headerOf(cells)) continue;
    records.push(cells.map(meantText));
    if (records.length === lookedAt) break;
  }
  return records;
}

/** The columns of the best header; a single word below data is none. */
function mostKnown(records: readonly (readonly string[])[], belowData: boolean): number {
  let most = 0;
  let hasData = belowData;
  for (const cells of records) {
    const known = knownColumns(cells);
    if (known > 1 || !hasData) most = Math.max(most, known);
    hasData ||= cells.some(isData);
  }
  return most;
}

function knownColumns(cells: readonly string[]): number {
  return headerOf(cells)?.filter((column) => column !== undefined).length ?? 0;
}

interface EvenData {
  /** How many of the first records' cells are data; -1 where those differ in width. */
  readonly cells: number;
  /** Several ids in a row: without a header, lines don't tell what each is. */
  readonly isOfPairs: boolean;
}

function evenData(records: readonly (readonly string[])[]): EvenData {
  const [first, second] = records;
  const [cell = ''] = first ?? [];
  const isEven = first && first.length > 1 && second?.length === first.length;
  if (!isEven || (cell.startsWith('/') && !isMediaName(cell)))
    return { cells: -1, isOfPairs: false };
  const isOfPairs = records.some((row) => idsOf(row.join(' ')) > 1);
  return { cells: records.flat().filter(isData).length, isOfPairs };
}

/** Reads a text of tables: a header that is parted in another way begins another one. */
export function* readTables(text: string, delimiter: string): Generator<TableRecord> {
  let now: string | undefined = delimiter;
  let from = { start: 0, line: 1 };
  let header: Header | undefined;
  while (now !== undefined) {
    const parted: string = now;
    now = undefined;
    for (const record of readCsv(text, parted, from)) {
      const { line, start, end, broken } = record;
      const cells = record.cells.map(meantText);
      const whole = text.slice(start, Math.min(end, start + longestHeader)).trim();
      const hasData = cells.some(isData);
      const own = !hasData && isHeader(cells, header) ? headerOf(cells) : undefined;
      const other = hasData ? undefined : otherwiseParted(whole, parted, own);
      if (other !== undefined) {
        [now, from] = [other, { start, line }];
        break;
      }
      header = own ?? header;
      const role = own ? 'header' : hasData ? 'row' : roleOf(cells, header);
      yield { line, cells, whole, broken, header, role };
    }
  }
}

/** Below a header, a row without an id whose name is a column's is a row. */
function isHeader(cells: readonly string[], above: Header | undefined): boolean {
  if (!above || cells.length === 1) return true;
  const known = cells.map((cell) => columnOf(cell)).filter((column) => telling.has(column));
  return known.length > 1 || known.some((column) => column !== 'filePath' && column !== 'url');
}

function otherwiseParted(line: string, delimiter: string, own: Header | undefined) {
  if (line.length >= longestHeader || /[\r\n]/.test(line)) return undefined;
  const known = own?.filter((column) => column !== undefined).length ?? 0;
  return csvDelimiters.find((each) => {
    if (each === delimiter || !line.includes(each)) return false;
    const [record] = readCsv(line, each);
    const columns = record ? knownColumns(record.cells) : 0;
    return columns > 1 && columns > known;
  });
}

/** What a record without data is: a comment, the line below a Markdown header, a title, or a row. */
function roleOf(cells: readonly string[], header: Header | undefined): TableRecord['role'] {
  const [first = ''] = cells;
  if (/^(?:#|\/\/\s)/.test(first) || /^sep=/.test(first)) return 'besides';
  if (cells.every((cell) => /^(?::?-+:?)?$/.test(cell))) return 'besides';
  return header === undefined ? 'title' : 'row';
}
