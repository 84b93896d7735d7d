import { testFor } from './search/fields';
import { parseQuery, type Query } from './search/parse';
import type { SearchRow, Test } from './search/row';

export { SearchSyntaxError } from './search/error';
export type { SearchRow } from './search/row';

/**
 * Makes ImageKit's `searchQuery` a test of rows. `now` is what relative dates such as `"7d"` count
 * back from. A query that ImageKit's table of fields, operators and values does not cover throws
 * `SearchSyntaxError`: answering it with an empty list would look like "nothing to delete".
 */
export function compileSearch(query: string, now: Date): (row: SearchRow) => boolean {
  return compile(parseQuery(query), now);
}

function compile(query: Query, now: Date): Test {
  switch (query.kind) {
    case 'condition':
      return testFor(query, now);
    case 'all': {
      const tests = query.of.map((part) => compile(part, now));
      return (row) => tests.every((test) => test(row));
    }
    case 'any': {
      const tests = query.of.map((part) => compile(part, now));
      return (row) => tests.some((test) => test(row));
    }
  }
}
