import { findReferences } from '../finder/findReferences';
import type { FinderContext } from '../finder/finderContext';
import { parseRef } from '../finder/parseRef';
import { holdsPrivateKey } from '../finder/maskKeys';
import type { Column } from './columnNames';
import { readRecords } from './csvList';
import { deepest, JsonSurvey } from './jsonSurvey';
import { looksLikeId, meantText, readRow } from './listedRow';
import type { RowReading, RowRefs, UnreadReason } from './listedRow';
import { headerOf, isData, type Header, type TableRecord } from './tableText';

/** One value of a JSON list, and its line where each has one. */
export interface JsonLine {
  readonly value: unknown;
  readonly line: number | undefined;
}

/** What one part of a JSON list comes to. */
export type JsonPart = { readonly line: number | undefined } & (
  RowRefs | { readonly reason: UnreadReason; readonly text: string }
);

/**
 * Reads JSON values: arrays of texts, of arrays, objects with ImageKit's keys, and what wraps them.
 * All keys, wherever they stand, tell whether it is about versions; what stands beside the values may
 * have told it already.
 */
export function* readJsonValues(
  lines: readonly JsonLine[],
  context: FinderContext,
  versions = false,
): Generator<JsonPart> {
  const isLines = lines.some(({ line }) => line !== undefined);
  const known = new JsonSurvey(versions);
  for (const { value } of lines) known.add(value);
  const reader = new JsonReader(context, known);
  if (isLines && lines.every(({ value }) => isFlat(value))) {
    yield* reader.readTable(lines);
    return;
  }
  const where = { key: '', inArray: isLines, isRow: isLines, depth: isLines ? 1 : 0 };
  for (const { line, value } of lines) yield* reader.read(value, { ...where, line });
}

interface Where {
  readonly key: string;
  readonly line: number | undefined;
  readonly inArray: boolean;
  /** It stands directly in an array, where each object is about one thing. */
  readonly isRow: boolean;
  readonly depth: number;
}

class JsonReader {
  constructor(
    private readonly context: FinderContext,
    private readonly known: JsonSurvey,
  ) {}

  *read(value: unknown, where: Where): Generator<JsonPart> {
    const { line, key, depth } = where;
    if (depth > deepest) {
      yield { line, reason: 'broken', text: key };
    } else if (typeof value === 'string') {
      yield* this.#readText(value, where);
    } else if (Array.isArray(value)) {
      if (value.length > 0 && value.every((each) => Array.isArray(each) && isFlat(each))) {
        yield* this.readTable(value.map((each: unknown) => ({ value: each, line })));
        return;
      }
      if (value.length === 2 && value.some(Array.isArray) && value.every(holdsOnlyIds)) {
        yield { line, reason: 'severalFiles', text: JSON.stringify(value) };
        return;
      }
      const inside = { ...where, inArray: true, isRow: true, depth: depth + 1 };
      for (const each of value) yield* this.read(each, inside);
    } else if (typeof value === 'object' && value !== null) {
      yield* this.#readObject(value, where);
    }
  }

  /** Arrays of which each is a row of a table, or a group of ids. */
  *readTable(rows: readonly JsonLine[]): Generator<JsonPart> {
    const records = [...recordsOf(rows)];
    const [first] = records;
    const isTable =
      records.some(({ role }) => role === 'header') ||
      records.every(({ cells }) => cells.length === first?.cells.length);
    if (isTable) {
      const known = { versions: this.known.versions };
      for (const part of readRecords(() => records, this.context, known)) {
        yield { ...part, line: rows[part.line - 1]?.line };
      }
      return;
    }
    const where = { key: '', inArray: true, isRow: false, depth: deepest };
    for (const { value, line } of rows) {
      if (!isFlat(value)) continue;
      for (const each of value) yield* this.read(each, { ...where, line });
    }
  }

  /** A text that is nothing is worth a word only in an array, where each stands for an asset. */
  *#readText(text: string, { key, line, inArray }: Where): Generator<JsonPart> {
    if (holdsPrivateKey(text)) {
      yield { line, reason: 'privateKey', text };
      return;
    }
    const ref = parseRef(text, this.context);
    if (ref?.kind === 'id' && looksLikeId(key)) {
      yield { line, reason: 'severalFiles', text: `${key}: ${text}` };
    } else if (ref?.kind === 'id' && this.known.columnOf(key) === 'versionId') {
      yield { line, reason: 'versionWithoutFile', text };
    } else if (ref && !(ref.kind === 'id' && this.#isOthers(key, text))) {
      const isVersion =
        ref.kind === 'version' || (ref.kind === 'url' && ref.versionToken !== undefined);
      if (this.known.versions && !isVersion) yield { line, reason: 'versionUnclear', text };
      else yield { line, ref, also: [] };
    } else if (inArray) {
      yield { line, reason: text.includes('://') ? 'otherUrl' : 'nothingFound', text };
    }
  }

  /** Whether a key, such as `userId`, gives a 24-hex id to another system. */
  #isOthers(key: string, id: string): boolean {
    return findReferences(`"${key}": "${id}"`, '', this.context)[0]?.strength === 'weak';
  }

  *#readObject(value: object, where: Where): Generator<JsonPart> {
    const { line } = where;
    const text = () => JSON.stringify(value);
    const read = this.#readRow(value, where.isRow);
    if (typeof read !== 'string') {
      yield { line, ...read };
      return;
    }
    if (this.#isLast(read, value)) {
      yield { line, reason: read, text: text() };
      return;
    }
    let anything = false;
    for (const [key, each] of Object.entries(value)) {
      const inside = { key, line, inArray: false, isRow: false, depth: where.depth + 1 };
      for (const part of this.read(each, inside)) {
        anything = true;
        yield part;
      }
    }
    if (!anything && where.inArray && where.depth > 0) yield { line, reason: read, text: text() };
  }

  /** What an object names by itself; what keys without a known name hold counts in a row alone. */
  #readRow(value: object, isRow: boolean): RowReading {
    const fields = this.known.fieldsOf(value);
    const about = this.known.about(value, fields);
    const isPlain = Object.values(value).every((each) => typeof each !== 'object' || each === null);
    const read = isRow ? readRow(fields, about, this.context) : undefined;
    if (read !== undefined && (isPlain || read === 'severalFiles')) return read;
    const known = fields.filter(({ column }) => column !== undefined);
    return readRow(known, about, this.context);
  }

  /** Whether nothing inside an object may count, since the object itself is a row that names nothing. */
  #isLast(read: UnreadReason, value: object): boolean {
    const has = (column: Column) =>
      Object.entries(value).some(
        ([key, each]) => typeof each === 'string' && this.known.columnOf(key) === column,
      );
    switch (read) {
      case 'nothingFound':
      case 'otherUrl':
      case 'foreignId':
        return false;
      case 'malformedId':
        return has('fileId');
      case 'versionMissing':
        return has('fileId') || has('id');
      default:
        return true;
    }
  }
}

/** An id, or a list of some. */
function holdsOnlyIds(value: unknown): boolean {
  if (!Array.isArray(value)) return typeof value === 'string' && looksLikeId(value);
  return value.length > 0 && value.every((each) => typeof each === 'string' && looksLikeId(each));
}

/** An array of nothing but texts, numbers and the like. */
function isFlat(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null);
}

function* recordsOf(rows: readonly JsonLine[]): Generator<TableRecord> {
  let header: Header | undefined;
  for (const [index, { value }] of rows.entries()) {
    if (!isFlat(value)) continue;
    const cells = value.map(cellOf);
    const own = headerOf(cells);
    header = own ?? header;
    const role = own ? 'header' : header || cells.some(isData) ? 'row' : 'title';
    yield { line: index + 1, cells, whole: JSON.stringify(value), broken: false, header, role };
  }
}

function cellOf(value: unknown): string {
  if (typeof value === 'string') return meantText(value);
  return typeof value === 'number' ? String(value) : '';
}
