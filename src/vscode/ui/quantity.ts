import * as vscode from 'vscode';

const KIB = 1024;
const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.2425 * DAY;
const MONTH = YEAR / 12;

/** Largest first; an age is told in the first unit that it fills. */
const ageUnits = [
  { ms: YEAR, short: 'y', long: 'year' },
  { ms: MONTH, short: 'mo', long: 'month' },
  { ms: DAY, short: 'd', long: 'day' },
  { ms: HOUR, short: 'h', long: 'hour' },
  { ms: MINUTE, short: 'min', long: 'minute' },
] as const;

const { language } = vscode.env;
const count = new Intl.NumberFormat(language);
const ago = new Intl.RelativeTimeFormat(language, { numeric: 'always' });

/** A whole number for people: `1,000`. */
export function formatCount(value: number): string {
  return count.format(value);
}

/**
 * Bytes for people: `512 B`, `640 KB`, `1.2 MB`. A KB has 1,024 bytes, as in the editor's own
 * file sizes; one decimal below ten, and none for whole bytes.
 */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (unit < byteUnits.length - 1 && rounded(value) >= KIB) {
    value /= KIB;
    unit += 1;
  }
  const digits = unit === 0 ? value : rounded(value);
  return `${formatCount(digits)} ${byteUnits[unit] ?? ''}`;
}

/** Rounded as it is shown, so that 1,023.9 KB becomes `1 MB` and not `1,024 KB`. */
function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

/**
 * The age of something made at `iso` (ISO 8601), short: `3 d`, `4 mo`, `1 y`; `undefined` when
 * there is no such date. A date ahead of `now` is a clock that runs differently: `<1 min`.
 */
export function formatAge(iso: string | undefined, now: number): string | undefined {
  const age = ageOf(iso, now);
  return (
    age && (age.unit ? `${formatCount(age.value)} ${age.unit.short}` : vscode.l10n.t('<1 min'))
  );
}

/** The same age in words: `3 days ago`, `less than a minute ago`. */
export function formatAgeInWords(iso: string | undefined, now: number): string | undefined {
  const age = ageOf(iso, now);
  return (
    age &&
    (age.unit ? ago.format(-age.value, age.unit.long) : vscode.l10n.t('less than a minute ago'))
  );
}

function ageOf(iso: string | undefined, now: number) {
  const at = iso === undefined ? NaN : Date.parse(iso);
  if (Number.isNaN(at)) return undefined;
  const elapsed = now - at;
  const unit = ageUnits.find(({ ms }) => elapsed >= ms);
  return { unit, value: unit ? Math.floor(elapsed / unit.ms) : 0 };
}
