import { isSendableId } from './sendableId';

declare const checked: unique symbol;

/** A `searchQuery` that only `searchQuery()` can make. */
export type SearchQuery = string & { readonly [checked]: true };

/** A condition of a search, as data. */
export type Condition =
  | { readonly kind: 'type'; readonly is: 'file' | 'file-version' | 'folder' }
  /** fileIds or folderIds; at most `maxIdsPerQuery`. */
  | { readonly kind: 'ids'; readonly in: readonly string[] }
  /** `is` and `startsWith` mind the case; `has` compares words, and ignores it. */
  | { readonly kind: 'name'; readonly match: 'is' | 'startsWith' | 'has'; readonly value: string }
  /** A folder's path, never a file's. `below` takes its subfolders in. */
  | { readonly kind: 'folder'; readonly match: 'is' | 'below'; readonly path: string }
  /** Created in this second, as `2020-01-31T12:34:56` in UTC, or later. */
  | { readonly kind: 'createdFrom'; readonly second: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] };

/**
 * The longest URI that ImageKit takes is not known: about 50 ids are safe. With 54 of them, of 24
 * characters each, it stays below 2,048, the least that servers and proxies take.
 */
export const maxIdsPerQuery = 54;

/**
 * The query for a condition; it replaces the `type` of a listing, so that belongs into it.
 * `undefined` when it can't be said safely: how a quote or a backslash inside a value is escaped is
 * not documented. Then list without a query and compare the rows instead.
 */
export function searchQuery(condition: Condition): SearchQuery | undefined {
  return write(condition) as SearchQuery | undefined;
}

function write(condition: Condition): string | undefined {
  switch (condition.kind) {
    case 'type':
      return `type = "${condition.is}"`;
    case 'ids':
      return condition.in.length > 0 && condition.in.every(isSendableId)
        ? `id IN [${condition.in.map((id) => `"${id}"`).join(',')}]`
        : undefined;
    case 'name':
      return compare('name', nameOperators[condition.match], condition.value);
    case 'folder':
      return compare('path', folderOperators[condition.match], condition.path);
    case 'createdFrom':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(condition.second)
        ? `createdAt >= "${condition.second}"`
        : undefined;
    case 'all':
      return join(condition.of, ' AND ');
    case 'any':
      return join(condition.of, ' OR ');
  }
}

const nameOperators = { is: '=', startsWith: ':', has: 'HAS' } as const;
const folderOperators = { is: '=', below: ':' } as const;

function compare(field: string, operator: string, value: string): string | undefined {
  return isPlain(value) ? `${field} ${operator} "${value}"` : undefined;
}

/** One part that can't be said makes the whole wrong: it would find more, or less, than was meant. */
function join(conditions: readonly Condition[], operator: string): string | undefined {
  const parts = conditions.map(write);
  return parts.length > 0 && parts.every((part) => part !== undefined)
    ? parts.map((part) => `(${part})`).join(operator)
    : undefined;
}

function isPlain(value: string): boolean {
  // Control characters and halves of surrogate pairs have no safe form either.
  return value !== '' && !/["\\\p{Cc}\p{Cs}]/u.test(value);
}
