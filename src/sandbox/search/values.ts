import type { Literal } from './parse';

/** Reads a literal as what a field holds; `undefined` when it is no such value. */
export type Reader<T> = (literal: Literal, now: Date) => T | undefined;

/** A string in quotes that is not empty. */
export const textValue: Reader<string> = ({ kind, value }) =>
  kind === 'string' && value !== '' ? value : undefined;

/** A bare number. */
export const numberValue: Reader<number> = ({ kind, value }) =>
  kind === 'number' ? value : undefined;

/** `true` or `false` without quotes. */
export const booleanValue: Reader<boolean> = ({ kind, value }) =>
  kind === 'boolean' ? value : undefined;

/**
 * Bytes: a bare number, or `"10kb"` or `"1mb"`. The documents don't tell 1,000 from 1,024; their
 * examples set `1024` beside `"1mb"`, so it is 1,024 here.
 */
export const sizeValue: Reader<number> = (literal, now) => {
  if (literal.kind !== 'string') return numberValue(literal, now);
  const [, amount, unit] = /^(\d{1,9}(?:\.\d{1,9})?)(kb|mb)$/.exec(literal.value) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === 'kb' ? 1024 : 1024 ** 2);
};

/** Milliseconds since 1970: an ISO date or a time before now, with or without quotes. */
export const dateValue: Reader<number> = (literal, now) =>
  literal.kind === 'string' || literal.kind === 'bare'
    ? (instantOf(literal.value) ?? timeBefore(now, literal.value))
    : undefined;

const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z?)?$/;

/** Milliseconds since 1970 of `2020-01-01` (00:00 UTC) or `2020-01-01T12:12:12[.123][Z]` (UTC). */
export function instantOf(text: string): number | undefined {
  if (!iso.test(text)) return undefined;
  const instant = Date.parse(text.length === 10 || text.endsWith('Z') ? text : `${text}Z`);
  if (Number.isNaN(instant)) return undefined;
  // JavaScript reads 30 February as 1 March; here it is no date.
  return new Date(instant).toISOString().startsWith(text.slice(0, 19)) ? instant : undefined;
}

const hour = 3_600_000;
const spans = new Map([
  ['h', hour],
  ['d', 24 * hour],
  ['w', 7 * 24 * hour],
]);

/** `2d` is two days ago. Months and years follow the calendar: a month before 31 March is 28 or 29 February. */
function timeBefore(now: Date, text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,6})([hdwmy])$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  const span = spans.get(unit);
  const then =
    span === undefined
      ? monthsBefore(now, unit === 'y' ? amount * 12 : amount)
      : now.getTime() - amount * span;
  return Number.isNaN(new Date(then).getTime()) ? undefined : then;
}

function monthsBefore(now: Date, months: number): number {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months, 1);
  const end = new Date(then);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  then.setUTCDate(Math.min(now.getUTCDate(), end.getUTCDate()));
  return then.getTime();
}
