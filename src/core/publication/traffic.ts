import type { RequestCount } from '../../api/cdnClient';
import { ApiError } from '../../api/errors';

/** The days that a report of traffic covers, both included. */
export interface TrafficDays {
  /** `YYYY-MM-DD`, UTC. */
  readonly start: string;
  readonly end: string;
}

const dayMs = 86_400_000;

/** The most days that are asked for: ImageKit takes less than 90. */
const mostDays = 30;

/** The last days, none before the day after `since`; both in ms since 1970. */
export function trafficDays(since: number, now: number): TrafficDays {
  const start = Math.min(now, Math.max(since + dayMs, now - (mostDays - 1) * dayMs));
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { start: day(start), end: day(now) };
}

/** Requests by library path; `undefined` where ImageKit doesn't tell, which a plan may not include. */
export async function requestsByPath(
  client: { mostRequested: (...days: TrafficRequest) => Promise<readonly RequestCount[]> },
  { start, end }: TrafficDays,
  urlEndpoints: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number> | undefined> {
  let counts: readonly RequestCount[];
  try {
    counts = await client.mostRequested(start, end, signal);
  } catch (error) {
    // It is one word more beside a file, and no reason to show none.
    if (error instanceof ApiError) return undefined;
    throw error;
  }
  const requests = new Map<string, number>();
  for (const { url, requests: count } of counts) {
    const path = pathIn(url, urlEndpoints);
    if (path !== undefined) requests.set(path, (requests.get(path) ?? 0) + count);
  }
  return requests;
}

type TrafficRequest = [start: string, end: string, signal: AbortSignal];

/** The library path that an address of the account delivers, without its transformation. */
function pathIn(url: string, urlEndpoints: readonly string[]): string | undefined {
  const endpoint = urlEndpoints.find((each) => url.startsWith(`${each}/`));
  if (endpoint === undefined) return undefined;
  const [rest = ''] = url.slice(endpoint.length + 1).split('?');
  try {
    return `/${decodeURIComponent(rest.replace(/^tr(?::|%3A)[^/]*\//i, ''))}`;
  } catch {
    // A stray percent sign: it is none of a listed file.
    return undefined;
  }
}
