import { findReferences } from '../finder/findReferences';
import type { FinderContext } from '../finder/finderContext';
import { parseRef } from '../finder/parseRef';
import { holdsPrivateKey } from '../finder/maskKeys';
import type { AssetRef } from '../reference';
import type { ListedRow, UnreadReason } from './listedRow';
import { columnOf, refOfRow } from './listedRow';

/** What one value of a JSON list comes to. */
export type JsonPart =
  { readonly ref: AssetRef } | { readonly reason: UnreadReason; readonly text: string };

/** Lists are not nested deeper; a hostile one could be. */
const deepest = 100;

/** Reads a JSON value: arrays of texts, objects with ImageKit's keys, and what wraps them. */
export function readJsonValue(value: unknown, context: FinderContext): Iterable<JsonPart> {
  return readValue(value, { key: '', inArray: true, depth: 0 }, context);
}

interface Where {
  readonly key: string;
  readonly inArray: boolean;
  readonly depth: number;
}

function* readValue(value: unknown, where: Where, context: FinderContext): Generator<JsonPart> {
  if (where.depth > deepest) {
    yield { reason: 'broken', text: where.key };
  } else if (typeof value === 'string') {
    yield* readText(value, where, context);
  } else if (Array.isArray(value)) {
    const inside = { ...where, inArray: true, depth: where.depth + 1 };
    for (const each of value) yield* readValue(each, inside, context);
  } else if (typeof value === 'object' && value !== null) {
    yield* readObject(value, where, context);
  }
}

/** A text that is nothing is worth a word only in an array, where each stands for an asset. */
function* readText(text: string, where: Where, context: FinderContext): Generator<JsonPart> {
  if (holdsPrivateKey(text)) {
    yield { reason: 'privateKey', text };
    return;
  }
  const ref = parseRef(text, context);
  if (ref && !(ref.kind === 'id' && isOtherKey(where.key, text, context))) yield { ref };
  else if (where.inArray) {
    yield { reason: text.includes('://') ? 'otherUrl' : 'nothingFound', text };
  }
}

/** Whether a key, such as `userId`, gives a 24-hex id to another system. */
function isOtherKey(key: string, id: string, context: FinderContext): boolean {
  return findReferences(`"${key}": "${id}"`, '', context)[0]?.strength === 'weak';
}

function* readObject(value: object, where: Where, context: FinderContext): Generator<JsonPart> {
  const row = rowOf(value);
  const read = refOfRow(row, context);
  if (typeof read !== 'string') {
    yield { ref: read };
    return;
  }
  const isImageKits = [row.fileId, row.versionId, row.folderId, row.type].some(
    (each) => each !== undefined,
  );
  if (isImageKits && read !== 'nothingFound' && read !== 'otherUrl') {
    yield { reason: read, text: JSON.stringify(value) };
    return;
  }
  let anything = false;
  for (const [key, each] of Object.entries(value)) {
    for (const part of readValue(each, { key, inArray: false, depth: where.depth + 1 }, context)) {
      anything = true;
      yield part;
    }
  }
  if (!anything && where.inArray && where.depth > 0) {
    yield { reason: read, text: JSON.stringify(value) };
  }
}

function rowOf(value: object): ListedRow {
  const row: { -readonly [K in keyof ListedRow]: ListedRow[K] } = {};
  for (const [key, each] of Object.entries(value)) {
    const column = columnOf(key);
    if (column !== undefined && typeof each === 'string') row[column] ??= each.trim();
  }
  if (row.type === 'file-version') row.versionId ??= versionInfoId(value);
  return row;
}

function versionInfoId(value: object): string | undefined {
  const info: unknown = 'versionInfo' in value ? value.versionInfo : undefined;
  if (typeof info !== 'object' || info === null || !('id' in info)) return undefined;
  return typeof info.id === 'string' ? info.id : undefined;
}
