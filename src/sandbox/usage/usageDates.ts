import { Refusal } from '../http/exchange';

const DAY_MS = 86_400_000;

/** A usage request's days, both `YYYY-MM-DD`. */
export interface UsageDates {
  readonly startDate: string;
  readonly endDate: string;
}

/** Reads the two dates of a usage request, with at least so many days between. Throws the documented 400s. */
export function usageDates(query: URLSearchParams, fewestDays: 0 | 1): UsageDates {
  const startDate = query.get('startDate');
  const endDate = query.get('endDate');
  if (!startDate || !endDate) {
    throw new Refusal(400, 'startDate and endDate are required in query parameters.');
  }
  const [start, end] = [dayAt(startDate), dayAt(endDate)];
  if (start === undefined || end === undefined) {
    throw new Refusal(400, 'startDate and endDate should be in format YYYY-MM-DD.');
  }
  if (end - start < fewestDays * DAY_MS)
    throw new Refusal(400, 'startDate should be before endDate.');
  if (end - start >= 90 * DAY_MS) {
    throw new Refusal(400, 'startDate and endDate should be within 90 days.');
  }
  return { startDate, endDate };
}

/** The day after a day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

function dayAt(day: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : NaN;
  // The 30th of February would be the 2nd of March.
  const exists = !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
  return exists ? at : undefined;
}
