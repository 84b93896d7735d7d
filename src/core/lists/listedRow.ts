import { isFileId, loneFileIdSource } from '../fileId';
import { isSendableId } from '../../api/sendableId';
import type { FinderContext } from '../finder/finderContext';
import { parseRef } from '../finder/parseRef';
import type { AssetRef } from '../reference';
import { rowKindOf, type Column } from './columnNames';

/** Why a part of a list names nothing that can be deleted. */
export type UnreadReason =
  /** It holds a private key; the key itself is kept nowhere. */
  | 'privateKey'
  | 'folder'
  /** A version's id without its file's. */
  | 'versionWithoutFile'
  /** A row among rows of versions that names no version, and does not say that it is a file. */
  | 'versionMissing'
  /** An id, a URL or a path in a text that speaks of versions, which does not say whose it is. */
  | 'versionUnclear'
  /** More than one version of a file: which is meant is not said. */
  | 'severalVersions'
  /** More than one id, URL or path, and no column's name that says which is the file's. */
  | 'severalFiles'
  /** A file beside columns of ids that nobody knows: those may be its versions'. */
  | 'strangeIds'
  /** An id that a database gave. */
  | 'foreignId'
  /** A web address on no delivery host of ours. */
  | 'otherUrl'
  /** It stands where an id belongs, or looks like one, and is none. */
  | 'malformedId'
  /** JSON that does not parse, a quote that never closes. */
  | 'broken'
  | 'nothingFound';

/** What one row names, or why it names nothing. */
export type RowReading = RowRefs | UnreadReason;

/** One asset as a row names it. */
export interface RowRefs {
  readonly ref: AssetRef;
  /** What else the row calls it; it must lead to the same file. */
  readonly also: readonly AssetRef[];
}

/** A cell of a row, or a text in a JSON object. */
export interface Field {
  readonly column: Column | undefined;
  readonly text: string;
}

/** What the list as a whole says about its rows. */
export interface RowsAbout {
  /** Of versions: no row is a file's unless it says so itself. */
  readonly versions: boolean;
  /** Columns without a name that is known hold ids: beside others those may be versions'. */
  readonly strangeIds: boolean;
  /** Several rows of its file name different versions: none of them is the file's, whatever it says. */
  readonly ofVersions: boolean;
}

/** The shape of all ids that ImageKit is known to have given out. */
export function looksLikeId(text: string): boolean {
  return isFileId(text.toLowerCase());
}

const loneIds = new RegExp(loneFileIdSource, 'g');

/** How many ids stand in a line by themselves, and not as a part of a path. */
export function idsOf(line: string): number {
  return line.match(loneIds)?.length ?? 0;
}

/** A cell as it is meant: without what keeps a spreadsheet from reading it, empty for "no value". */
export function meantText(cell: string): string {
  if (isFileId(cell)) return cell;
  const text = cell
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=[\w/][^']*$)/, '')
    .trim();
  return /^(?:null|none|nil|nan|undefined|n\/a|-+|\(null\)|\\n)$/i.test(text) ? '' : text;
}

/**
 * What one row names. A version's row never counts as its file's: deleting the fileId that stands in
 * it would delete the whole file.
 */
export function readRow(
  fields: readonly Field[],
  about: RowsAbout,
  context: FinderContext,
): RowReading {
  const cells = new Map<Column, string>();
  const versionIds = new Set<string>();
  for (const { column, text } of fields) {
    if (column === undefined || text === '') continue;
    if (!cells.has(column)) cells.set(column, text);
    if (column === 'versionId') versionIds.add(text);
    if (column === 'version') for (const id of idsIn(text)) versionIds.add(id);
  }
  const type = cells.get('type');
  const said = type === undefined ? undefined : rowKindOf(type);
  const kind = said === 'file' && about.ofVersions ? 'version' : said;
  const fileId = cells.get('fileId');
  if (kind === 'folder') return 'folder';
  if (cells.has('folderId') && fileId === undefined && versionIds.size === 0) {
    return 'folder';
  }
  const addresses = addressesOf(cells, context);
  const strangers = () => strangersOf(fields, context);
  const ownId = cells.get('id');
  if (kind !== 'file') {
    const isOfVersion = kind === 'version' || versionIds.size > 0 || about.versions;
    const versionUrl =
      addresses.find(isOneVersion) ??
      (isOfVersion ? strangers().addresses.find(isOneVersion) : undefined);
    if (versionIds.size === 0 && versionUrl) {
      const ids = [fileId, ownId].flatMap((each) => idRef(each, context));
      const others = addresses.filter((each) => each !== versionUrl);
      return { ref: versionUrl, also: [...ids, ...others] };
    }
    if (isOfVersion) {
      const file = fileId ?? theOnly(idRef(ownId, context)) ?? theOnly(strangers().ids);
      return readVersion(file, versionIds, addresses);
    }
  }
  if (fileId !== undefined) {
    if (!isSendableId(fileId)) return 'malformedId';
    if (about.strangeIds && kind !== 'file') return 'strangeIds';
    return { ref: { kind: 'id', fileId }, also: addresses };
  }
  const ids = [ownId, cells.get('databaseId')].flatMap((each) => idRef(each, context));
  const [address, ...more] = addresses;
  if (address && about.strangeIds && kind !== 'file') return 'strangeIds';
  if (address) return { ref: address, also: [...more, ...ids] };
  const strange = strangers();
  const [one, another] = strange.addresses;
  if (another || strange.ids.length > 1) return 'severalFiles';
  if (one) return { ref: one, also: [...ids, ...strange.ids] };
  const [id, otherId] = [...idRef(ownId, context), ...strange.ids];
  if (otherId) return 'severalFiles';
  if (id && about.strangeIds && kind !== 'file') return 'strangeIds';
  return id ? { ref: id, also: [] } : nothingIn(ownId, cells.get('url'), cells.get('databaseId'));
}

function theOnly([ref, another]: readonly AssetRef[]): string | undefined {
  return ref?.kind === 'id' && !another ? ref.fileId : undefined;
}

function nothingIn(
  id: string | undefined,
  url: string | undefined,
  databaseId: string | undefined,
): UnreadReason {
  if (id !== undefined) return 'malformedId';
  if (url !== undefined) return 'otherUrl';
  return databaseId !== undefined && looksLikeId(databaseId) ? 'foreignId' : 'nothingFound';
}

function readVersion(
  fileId: string | undefined,
  versionIds: ReadonlySet<string>,
  also: readonly AssetRef[],
): RowReading {
  const [versionId, another] = versionIds;
  if (versionId === undefined) return 'versionMissing';
  if (another !== undefined) return 'severalVersions';
  if (fileId === undefined) return 'versionWithoutFile';
  if (!isSendableId(fileId) || !isSendableId(versionId)) return 'malformedId';
  return { ref: { kind: 'version', fileId, versionId }, also };
}

/** A column called "version" may hold a version's id, its number, or JSON about it. */
function idsIn(text: string): readonly string[] {
  if (looksLikeId(text)) return [text];
  const inside = /"id"\s*:\s*"([A-Za-z0-9_-]{1,64})"/.exec(text)?.[1];
  return inside === undefined ? [] : [inside];
}

/** What a cell names; a URL behind something else is the end of a line that was parted in vain. */
function cellRef(text: string, context: FinderContext): AssetRef | undefined {
  const ref = parseRef(text, context);
  return ref?.kind === 'path' && text.includes('://') ? undefined : ref;
}

/** An id in a column that may be another system's counts only in ImageKit's own shape. */
function idRef(text: string | undefined, context: FinderContext): readonly AssetRef[] {
  const ref = text === undefined ? undefined : cellRef(text, context);
  return ref?.kind === 'id' ? [ref] : [];
}

/** The URL and the path of a row, by the columns that are called so; a URL in an id's column too. */
function addressesOf(
  cells: ReadonlyMap<Column, string>,
  context: FinderContext,
): readonly AssetRef[] {
  return addressColumns.flatMap((column) => {
    const text = cells.get(column);
    const ref = text === undefined ? undefined : cellRef(text, context);
    return ref && (ref.kind !== 'id' || column !== 'id') ? [ref] : [];
  });
}

const addressColumns: readonly Column[] = ['url', 'id', 'filePath'];

interface Strangers {
  readonly ids: readonly AssetRef[];
  readonly addresses: readonly AssetRef[];
}

/** What the columns name whose own names say nothing, each thing once. */
function strangersOf(fields: readonly Field[], context: FinderContext): Strangers {
  const ids = new Map<string, AssetRef>();
  const addresses = new Map<string, AssetRef>();
  for (const { column, text } of fields) {
    const ref = column === undefined && text !== '' ? cellRef(text, context) : undefined;
    if (ref?.kind === 'id') ids.set(ref.fileId, ref);
    else if (ref?.kind === 'version') addresses.set(`${ref.fileId} ${ref.versionId}`, ref);
    else if (ref && !addresses.has(ref.path)) addresses.set(ref.path, ref);
  }
  return { ids: [...ids.values()], addresses: [...addresses.values()] };
}

/** Whether a reference is to one version of a file, rather than to the file. */
export function isOneVersion(ref: AssetRef): boolean {
  return ref.kind === 'version' || (ref.kind === 'url' && ref.versionToken !== undefined);
}
