import { holdsPrivateKey } from '../finder/maskKeys';
import type { FinderContext } from '../finder/finderContext';
import { namesVersions, rowKindOf } from './columnNames';
import { FileRows } from './fileRows';
import { looksLikeId, readRow, type Field, type RowsAbout, type UnreadReason } from './listedRow';
import type { RowRefs } from './listedRow';
import { isData, readTables, type Header, type TableRecord } from './tableText';
import { folded, holdsVersionMark, isVersionsName, saysVersion } from './versionWords';

/** What a record of a table comes to; `line` counts from 1. */
export type TablePart = { readonly line: number } & (
  RowRefs | { readonly reason: UnreadReason; readonly text: string }
);

/** Reads a text that is parted into cells: one table, or several one below the other. */
export function readTable(
  text: string,
  delimiter: string,
  context: FinderContext,
): Generator<TablePart> {
  return readRecords(() => readTables(text, delimiter), context);
}

/**
 * The same from records, which are gone through twice: all headers, wherever they stand, tell what
 * the rows are about.
 */
export function* readRecords(
  records: () => Iterable<TableRecord>,
  context: FinderContext,
  known: Pick<RowsAbout, 'versions'> = { versions: false },
): Generator<TablePart> {
  const survey = surveyOf(records(), known);
  for (const { line, cells, whole, broken, header, role } of records()) {
    if (role === 'header' || role === 'besides' || (role === 'title' && survey.header)) continue;
    if (broken) yield { line, reason: 'broken', text: whole };
    else if (holdsPrivateKey(whole)) yield { line, reason: 'privateKey', text: whole };
    else {
      const above = headerFor(cells, header ?? survey.header);
      const fields = fieldsOf(cells, above);
      const about = {
        versions: survey.versions,
        strangeIds: above !== undefined && survey.strange.has(keyOf(above)),
        ofVersions: survey.fileRows.areOfVersions(fields),
      };
      const read = readRow(fields, about, context);
      yield typeof read === 'string' ? { line, reason: read, text: whole } : { line, ...read };
    }
  }
}

interface Survey extends Pick<RowsAbout, 'versions'> {
  /** The first one, also for rows above it. */
  readonly header: Header | undefined;
  /** Headers, by their key, with nameless columns of ids beside the file's. */
  readonly strange: ReadonlySet<string>;
  readonly fileRows: FileRows;
}

function surveyOf(records: Iterable<TableRecord>, known: Pick<RowsAbout, 'versions'>): Survey {
  let { versions } = known;
  let first: Header | undefined;
  const strange = new Set<string>();
  const idsAbove = new Set<number>();
  const fileRows = new FileRows();
  for (const { cells, header, role } of records) {
    if (role === 'header') {
      if (header && !first && hasStrange(header, (index) => idsAbove.has(index))) {
        strange.add(keyOf(header));
      }
      first ??= header;
      versions ||=
        header?.some((column) => column === 'versionId' || column === 'version') ?? false;
    } else if (role === 'row') {
      const above = headerFor(cells, header);
      const fields = fieldsOf(cells, above);
      fileRows.add(fields);
      versions ||= !fields.some(saysFile) && fields.some(saysRowOfVersion);
      versions ||= !cells.some(isData) && cells.some(holdsVersionName);
      const holdsId = (index: number) => looksLikeId(cells[index] ?? '');
      if (above && hasStrange(above, holdsId)) strange.add(keyOf(above));
      if (!first) for (const index of cells.keys()) if (holdsId(index)) idsAbove.add(index);
    } else versions ||= cells.some((cell) => saysVersion(folded(cell)));
  }
  return { versions, header: first, strange, fileRows };
}

function keyOf(header: Header): string {
  return header.map((column) => column ?? '').join();
}

/** Whether columns without a known name hold ids beside another one, which may be a file's. */
function hasStrange(header: Header, holdsId: (index: number) => boolean): boolean {
  const strange = header.filter((column, at) => !column && holdsId(at)).length;
  const isBesideId = header.includes('fileId') || header.includes('id');
  return strange > (isBesideId ? 0 : 1);
}

/** The cell may be a whole header, parted in another way. */
function holdsVersionName(cell: string): boolean {
  return cell.split(/[,;\t|]/).some((name) => namesVersions(name));
}

/** A file's URL and its name may be those of its current version. */
function saysFile({ column, text }: Field): boolean {
  return column === 'type' && rowKindOf(text) === 'file';
}

/** A type, a URL, or the name that ImageKit gives to versions. */
function saysRowOfVersion({ column, text }: Field): boolean {
  if (holdsVersionMark(text)) return true;
  if (column === 'type') return rowKindOf(text) === 'version';
  return column === undefined && isVersionsName(text);
}

/** A header that is narrower than its row is a title, or another table's. */
function headerFor(cells: readonly string[], header: Header | undefined): Header | undefined {
  if (!header) return undefined;
  return cells.slice(header.length).some((cell) => cell !== '') ? undefined : header;
}

/** Without a header, a cell is what it looks like. */
function fieldsOf(cells: readonly string[], header: Header | undefined): readonly Field[] {
  if (header) return cells.map((text, index) => ({ column: header[index], text }));
  return cells.map((text) => {
    const isKind = isVersionsName(text) || /^(?:file|folder)$/i.test(text);
    return { column: isKind ? ('type' as const) : undefined, text };
  });
}
