import * as vscode from 'vscode';

const { language } = vscode.env;
const time = new Intl.DateTimeFormat(language, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const dayOfYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const dayOfAnyYear = new Intl.DateTimeFormat(language, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A point in time as a label, by this machine's clock: `Today 14:02`, `Nov 22, 2025 09:15`. */
export function formatMoment(iso: string, now: number): string {
  const { day, date, clock } = partsOf(iso, now);
  switch (day) {
    case 'today':
      return vscode.l10n.t('Today {0}', clock);
    case 'yesterday':
      return vscode.l10n.t('Yesterday {0}', clock);
    case 'before':
      return vscode.l10n.t('{0} {1}', date, clock);
  }
}

/** The same inside a sentence: `today at 14:02`, `on Nov 22, 2025 at 09:15`. */
export function formatMomentInWords(iso: string, now: number): string {
  const { day, date, clock } = partsOf(iso, now);
  switch (day) {
    case 'today':
      return vscode.l10n.t('today at {0}', clock);
    case 'yesterday':
      return vscode.l10n.t('yesterday at {0}', clock);
    case 'before':
      return vscode.l10n.t('on {0} at {1}', date, clock);
  }
}

/** The time of day by this machine's clock: `14:02`. */
export function formatTime(iso: string): string {
  return time.format(new Date(iso));
}

/** The day by this machine's clock: `Nov 22, 2025`. */
export function formatDay(iso: string): string {
  return dayOfAnyYear.format(new Date(iso));
}

function partsOf(iso: string, now: number) {
  const at = new Date(iso);
  const today = new Date(now);
  const sameYear = at.getFullYear() === today.getFullYear();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const day = isSameDay(at, today)
    ? ('today' as const)
    : isSameDay(at, yesterday)
      ? ('yesterday' as const)
      : ('before' as const);
  const date = (sameYear ? dayOfYear : dayOfAnyYear).format(at);
  return { day, date, clock: time.format(at) };
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
