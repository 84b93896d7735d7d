import {
  amount,
  comparisonOf,
  ordered,
  place,
  textTest,
  valuesOf,
  words,
  type Field,
} from './kinds';
import type { Condition } from './parse';
import type { SearchRow, Test } from './row';
import { dateValue, instantOf, numberValue, type Reader } from './values';

/**
 * A custom field. A row carries its values but not the schema that gives a field its type, so the
 * value that was asked for decides: a number is compared with numbers, a date with dates, a string
 * with texts, and of several values one has to fit.
 */
export function customField(name: string): Field {
  const held = (row: SearchRow): readonly unknown[] => partsOf(row.customMetadata, name);
  return {
    operators: [...ordered, ':', 'HAS', 'EXISTS', 'NOT EXISTS'],
    test: (condition, now) => customTest(condition, now, held),
  };
}

/** The fields of the file's own metadata that ImageKit can search. */
export const embeddedFields: ReadonlyMap<string, Field> = new Map([
  ['Keywords', words((row) => partsOf(row.embeddedMetadata, 'Keywords').filter(isText), [])],
  [
    'DateTimeOriginal',
    amount((row) => embeddedTexts(row, 'DateTimeOriginal').map(instantOf)[0], dateValue, 'date'),
  ],
  ['LocationTaken', place((row) => embeddedTexts(row, 'LocationTaken')[0])],
]);

function customTest(
  condition: Condition,
  now: Date,
  held: (row: SearchRow) => readonly unknown[],
): Test {
  const { operator } = condition;
  if (operator === 'EXISTS') return (row) => held(row).length > 0;
  if (operator === ':' || operator === 'HAS') {
    return textTest(condition, now, (row) => held(row).filter(isText));
  }
  const compare = comparisonOf(operator);
  if (compare) {
    const [limit] = valuesOf(condition, now, limitValue, 'number or date');
    return (row) => held(row).some((value) => limit?.(value, compare) ?? false);
  }
  const wanted = new Set(valuesOf(condition, now, keyValue, 'string, number, boolean or date'));
  return (row) => held(row).some((value) => wanted.has(keyOf(value)));
}

type Limit = (held: unknown, compare: (held: number, limit: number) => boolean) => boolean;

/** A limit that looks only at what is of its own type: numbers at numbers, dates at dates. */
const limitValue: Reader<Limit> = (literal, now) => {
  const number = numberValue(literal, now);
  if (number !== undefined) {
    return (held, compare) => typeof held === 'number' && compare(held, number);
  }
  const date = dateValue(literal, now);
  if (date === undefined) return undefined;
  return (held, compare) => isText(held) && compare(instantOf(held) ?? NaN, date);
};

const keyValue: Reader<string> = (literal, now) => {
  if (literal.kind !== 'bare') return keyOf(literal.value);
  const date = dateValue(literal, now);
  return date === undefined ? undefined : `date ${date}`;
};

/** Equal for equal values, and for two ways to write the same instant. */
function keyOf(value: unknown): string {
  const date = isText(value) ? instantOf(value) : undefined;
  return date === undefined ? `${typeof value} ${String(value)}` : `date ${date}`;
}

function embeddedTexts(row: SearchRow, name: string): readonly string[] {
  return partsOf(row.embeddedMetadata, name).filter(isText);
}

/** The value of a field as a list: none when it is missing or empty. */
function partsOf(
  metadata: Readonly<Record<string, unknown>> | undefined,
  name: string,
): readonly unknown[] {
  const value: unknown = metadata && Object.hasOwn(metadata, name) ? metadata[name] : undefined;
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return parts.filter((part) => part !== undefined && part !== null && part !== '');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
