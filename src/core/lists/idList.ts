import type { FinderContext } from '../finder/finderContext';
import { maskPrivateKeys } from '../finder/writing/maskKeys';
import type { AssetRef } from '../reference';
import { readTable } from './csvList';
import { readJsonValues, type JsonLine } from './jsonList';
import { isOneVersion, type RowRefs, type UnreadReason } from './listedRow';
import { delimiterOf } from './tableText';
import { readTextLines } from './textList';
import { folded, saysVersion } from './versionWords';

/** One asset that a list names. */
export interface ListedRef extends RowRefs {
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
  /** How many there are of each kind, the first to occur first. */
  readonly unreadReasons: ReadonlyMap<UnreadReason, number>;
  readonly amount: ListAmount;
}

/** What a list asks for. */
export interface ListAmount {
  /** Files with all their versions. */
  readonly files: number;
  readonly versions: number;
  /** Files that the versions are of. */
  readonly versionedFiles: number;
}

const unreadKept = 100;
const unreadLength = 80;

type Found = { readonly line: number | undefined } & (
  | { readonly ref: AssetRef; readonly also?: readonly AssetRef[] }
  | { readonly reason: UnreadReason; readonly text: string }
);

/**
 * Reads ids, delivery URLs and paths out of CSV (any column, with or without a header), JSON, JSON
 * lines or plain text. Whatever is not understood is counted and shown, never guessed; a list that
 * speaks of versions asks for a whole file only where a row says itself that it is one.
 */
export function readIdList(text: string, context: FinderContext): IdList {
  const { format, found } = readAs(text.replace(/^\uFEFF/, ''), context);
  const refs = new Map<string, ListedRef>();
  const unread: UnreadPart[] = [];
  const unreadReasons = new Map<UnreadReason, number>();
  let [named, unreadCount] = [0, 0];
  for (const each of found) {
    if ('ref' in each) {
      named += 1;
      const key = keyOf(each.ref);
      const before = refs.get(key);
      const also = joined(before?.also ?? none, each.also ?? none);
      refs.set(key, { ref: before?.ref ?? each.ref, line: before ? before.line : each.line, also });
    } else {
      unreadCount += 1;
      const count = unreadReasons.get(each.reason) ?? 0;
      unreadReasons.set(each.reason, count + 1);
      if (count === 0 || unread.length < unreadKept) {
        unread.push({ ...each, text: sample(each.text) });
      }
    }
  }
  return {
    format,
    refs: [...refs.values()],
    duplicates: named - refs.size,
    unread,
    unreadCount,
    unreadReasons,
    amount: amountOf(refs.values()),
  };
}

function amountOf(listed: Iterable<ListedRef>): ListAmount {
  let files = 0;
  let versions = 0;
  const versionedFiles = new Set<string>();
  for (const { ref } of listed) {
    if (!isOneVersion(ref)) files += 1;
    else {
      versions += 1;
      versionedFiles.add(ref.kind === 'version' ? ref.fileId : keyOf(ref).split(' ', 2).join(' '));
    }
  }
  return { files, versions, versionedFiles: versionedFiles.size };
}

const none: readonly never[] = [];

/** Two rows may call one thing differently: all of it must lead to the same file. */
function joined(some: readonly AssetRef[], more: readonly AssetRef[]): readonly AssetRef[] {
  if (some.length + more.length === 0) return none;
  return [...new Map([...some, ...more].map((ref) => [keyOf(ref), ref])).values()];
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
    if (value !== undefined) {
      return { format: 'json', found: readJsonValues([{ value, line: undefined }], context) };
    }
    const first = text.split('\n', 50).find((line) => line.trim() !== '') ?? '';
    if (parsed(first) !== undefined) return { format: 'ndjson', found: readLines(text, context) };
    return { format: 'text', found: readTextLines(text, context) };
  }
  const delimiter = delimiterOf(text);
  return delimiter === undefined
    ? { format: 'text', found: readTextLines(text, context) }
    : { format: 'csv', found: readTable(text, delimiter, context) };
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

function* readLines(text: string, context: FinderContext): Generator<Found> {
  const values: JsonLine[] = [];
  let versions = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    if (value === undefined) {
      versions ||= saysVersion(folded(line));
      yield { line: index + 1, reason: 'broken', text: line };
    } else values.push({ value, line: index + 1 });
  }
  yield* readJsonValues(values, context, versions);
}
