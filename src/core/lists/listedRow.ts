import { isSendableId } from '../../api/sendableId';
import type { FinderContext } from '../finder/finderContext';
import { parseRef } from '../finder/parseRef';
import type { AssetRef } from '../reference';

/** Why a part of a list names nothing that can be deleted. */
export type UnreadReason =
  /** It holds a private key; the key itself is kept nowhere. */
  | 'privateKey'
  | 'folder'
  /** A version's row without its file's id or its own. */
  | 'versionWithoutFile'
  /** A web address on no delivery host of ours. */
  | 'otherUrl'
  /** It stands where an id belongs, or looks like one, and is none. */
  | 'malformedId'
  /** JSON that does not parse, a quote that never closes. */
  | 'broken'
  | 'nothingFound';

/** A row of a table or a JSON object, by the columns that matter. */
export interface ListedRow {
  readonly type?: string | undefined;
  readonly fileId?: string | undefined;
  readonly versionId?: string | undefined;
  readonly folderId?: string | undefined;
  /** A column called `id` and the like, which may be another system's. */
  readonly id?: string | undefined;
  readonly filePath?: string | undefined;
  readonly url?: string | undefined;
}

/**
 * What one row names. A version's row never counts as its file's: deleting the fileId that stands in
 * it would delete the whole file.
 */
export function refOfRow(row: ListedRow, context: FinderContext): AssetRef | UnreadReason {
  if (row.type === 'folder' || (has(row.folderId) && !has(row.fileId))) return 'folder';
  if (row.type === 'file-version' || has(row.versionId)) {
    const { fileId, versionId } = row;
    if (!has(fileId) || !has(versionId)) return 'versionWithoutFile';
    if (!isSendableId(fileId) || !isSendableId(versionId)) return 'malformedId';
    return { kind: 'version', fileId, versionId };
  }
  const url = has(row.url) ? parseRef(row.url, context) : undefined;
  // Only a version's URL has a token, so the fileId beside it is not all that the row names.
  if (row.type !== 'file' && url?.kind === 'url' && url.versionToken !== undefined) return url;
  if (has(row.fileId)) {
    return isSendableId(row.fileId) ? { kind: 'id', fileId: row.fileId } : 'malformedId';
  }
  for (const text of [row.id, row.url, row.filePath]) {
    const ref = has(text) ? parseRef(text, context) : undefined;
    if (ref) return ref;
  }
  if (has(row.id)) return 'malformedId';
  return has(row.url) ? 'otherUrl' : 'nothingFound';
}

function has(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

const columns: readonly (readonly [keyof ListedRow, RegExp])[] = [
  ['fileId', /^(?:imagekit)?fileid$/],
  ['versionId', /^(?:file)?versionid$/],
  ['folderId', /^folderid$/],
  ['id', /^(?:id|imagekitid|imageid|assetid|mediaid)$/],
  ['filePath', /^(?:filepath|path|imagepath|imagekitpath)$/],
  ['url', /^(?:url|src|link|imageurl|imagekiturl|fileurl)$/],
  ['type', /^type$/],
];

/**
 * Which column a header or a JSON key names; `undefined` when it is none of those that matter. `_id`
 * is a database's own.
 */
export function columnOf(name: string): keyof ListedRow | undefined {
  if (name.trim() === '_id') return undefined;
  const plain = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return columns.find(([, pattern]) => pattern.test(plain))?.[0];
}
