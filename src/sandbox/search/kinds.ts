import { cut, SearchSyntaxError } from './error';
import { areaOf } from './location';
import type { Condition, Literal, Operator } from './parse';
import type { SearchRow, Test } from './row';
import { booleanValue, textValue, type Reader } from './values';
import { hasWords, wordsOf } from './words';

/** What may be asked of a field, and how to ask it. `test` leaves `NOT` to its caller. */
export interface Field {
  readonly operators: readonly (Operator | `NOT ${Operator}`)[];
  readonly test: (condition: Condition, now: Date) => Test;
}

const same = ['=', 'NOT =', 'IN', 'NOT IN'] as const;
/** The operators of what has an order. */
export const ordered = [...same, '<', '<=', '>', '>='] as const;

/** What a row holds in a field. */
type Get<T> = (row: SearchRow) => T | undefined;

/** Text in which case matters. */
export function text(get: Get<string>, more: readonly (':' | 'HAS')[] = []): Field {
  return {
    operators: [...same, ...more],
    test: (condition, now) => textTest(condition, now, (row) => oneOrNone(get(row))),
  };
}

/** One of a few words, such as a format; any other word is an error. */
export function choice(
  get: Get<string>,
  choices: readonly string[],
  operators: Field['operators'] = same,
): Field {
  const known = new Set(choices);
  const read: Reader<string> = ({ kind, value }) =>
    kind === 'string' && known.has(value) ? value : undefined;
  return {
    operators,
    test: (condition, now) => isOneOf(get, valuesOf(condition, now, read, 'known')),
  };
}

/** A number with an order, in any notation that `read` knows. `what` names it in errors. */
export function amount(get: Get<number>, read: Reader<number>, what: string): Field {
  return {
    operators: ordered,
    test: (condition, now) => {
      const values = valuesOf(condition, now, read, what);
      const compare = comparisonOf(condition.operator);
      if (!compare) return isOneOf(get, values);
      const [limit = NaN] = values;
      return (row) => compare(get(row) ?? NaN, limit);
    },
  };
}

/** True or false. */
export function flag(get: Get<boolean>): Field {
  return {
    operators: ['='],
    test: (condition, now) => isOneOf(get, valuesOf(condition, now, booleanValue, 'boolean')),
  };
}

/** Several words, such as tags. HAS looks at all of them together. */
export function words(get: (row: SearchRow) => readonly string[], has: readonly 'HAS'[]): Field {
  return {
    operators: ['IN', 'NOT IN', 'EXISTS', 'NOT EXISTS', ...has],
    test: (condition, now) =>
      condition.operator === 'EXISTS'
        ? (row) => get(row).length > 0
        : textTest(condition, now, get),
  };
}

/** A folder: `=` is that folder only, `:` also all below it. Slashes at the ends don't matter. */
export function folder(get: (row: SearchRow) => string): Field {
  const inFolder = (row: SearchRow): string => withoutEndSlashes(get(row));
  return {
    operators: [...same, ':'],
    test: (condition, now) => {
      const folders = valuesOf(condition, now, textValue, 'string').map(withoutEndSlashes);
      if (condition.operator !== ':') return isOneOf(inFolder, folders);
      const [top = ''] = folders;
      return (row) => top === '' || `${inFolder(row)}/`.startsWith(`${top}/`);
    },
  };
}

/** A place on earth, held as `latitude,longitude`. */
export function place(get: Get<string>): Field {
  const read: Reader<(place: string) => boolean> = ({ kind, value }) =>
    kind === 'string' ? areaOf(value) : undefined;
  return {
    operators: ['='],
    test: (condition, now) => {
      const areas = valuesOf(condition, now, read, 'location');
      return (row) => {
        const held = get(row);
        return held !== undefined && areas.some((contains) => contains(held));
      };
    },
  };
}

/** The test of `=`, `IN`, `:` or `HAS` on texts of which one has to fit. */
export function textTest(
  condition: Condition,
  now: Date,
  get: (row: SearchRow) => readonly string[],
): Test {
  const values = valuesOf(condition, now, textValue, 'string');
  const [first = ''] = values;
  if (condition.operator === ':') return (row) => get(row).some((held) => held.startsWith(first));
  if (condition.operator === 'HAS') {
    const wanted = wordsOf(first);
    if (wanted.length === 0) throw wrongValue(condition, 'string');
    return (row) => hasWords(get(row).join(' '), wanted);
  }
  const wanted = new Set(values);
  return (row) => get(row).some((held) => wanted.has(held));
}

/** How `<` and its like compare; `undefined` for the other operators. Nothing compares with NaN. */
export function comparisonOf(
  operator: Operator,
): ((held: number, limit: number) => boolean) | undefined {
  switch (operator) {
    case '<':
      return (held, limit) => held < limit;
    case '<=':
      return (held, limit) => held <= limit;
    case '>':
      return (held, limit) => held > limit;
    case '>=':
      return (held, limit) => held >= limit;
    case '=':
    case ':':
    case 'IN':
    case 'HAS':
    case 'EXISTS':
      return undefined;
  }
}

/** The values of a condition, read; one that can't be read is an error of the query. */
export function valuesOf<T>(
  condition: Condition,
  now: Date,
  read: Reader<T>,
  what: string,
): readonly T[] {
  return condition.values.map((literal: Literal) => {
    const value = read(literal, now);
    if (value === undefined) throw wrongValue(condition, what);
    return value;
  });
}

/** The refusal of a value. For dates these are ImageKit's own words, as far as they are known. */
function wrongValue(condition: Condition, what: string): SearchSyntaxError {
  return new SearchSyntaxError(`${cut(condition.field)} field must have a valid ${what} value.`);
}

function isOneOf<T>(get: Get<T>, wanted: readonly T[]): Test {
  const set = new Set(wanted);
  return (row) => {
    const held = get(row);
    return held !== undefined && set.has(held);
  };
}

function oneOrNone<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function withoutEndSlashes(path: string): string {
  let start = 0;
  let end = path.length;
  while (path[start] === '/') start += 1;
  while (end > start && path[end - 1] === '/') end -= 1;
  return path.slice(start, end);
}
