const time = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayOfAnyYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A point in time as a label, by this machine's clock: `Today 14:02`, `22 Nov 2025 09:15`. */
export function formatMoment(iso: string, now: number): string {
  const { day, date, clock } = partsOf(iso, now);
  if (day === 'today') return `Today ${clock}`;
  return day === 'yesterday' ? `Yesterday ${clock}` : `${date} ${clock}`;
}

/** The same inside a sentence: `today at 14:02`, `on 22 Nov 2025 at 09:15`. */
export function formatMomentInWords(iso: string, now: number): string {
  const { day, date, clock } = partsOf(iso, now);
  return day === 'before' ? `on ${date} at ${clock}` : `${day} at ${clock}`;
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
