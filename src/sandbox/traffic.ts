import type { Answer } from './exchange';

/** Deliveries of one URL on one day. */
export interface DeliveryCount {
  readonly day: string;
  /** The path as sent, without query. */
  readonly path: string;
  readonly mime: string;
  readonly status: number;
  readonly hit: boolean;
  requests: number;
  bytes: number;
}

/** What the CDN delivered, counted a day (UTC), a path and a kind of answer: the account's usage. */
export class Traffic {
  private readonly counts = new Map<string, DeliveryCount>();

  /** Counts one delivery. */
  record(rest: string, { status, headers, body }: Answer, now: number): void {
    const day = dayOf(now);
    const [path = ''] = rest.split('?', 1);
    const mime = body?.kind === 'bytes' ? body.mime : '';
    const hit = headers?.['x-cache']?.startsWith('Hit') ?? false;
    const key = JSON.stringify([day, path, mime, status, hit]);
    const count = this.counts.get(key) ?? { day, path, mime, status, hit, requests: 0, bytes: 0 };
    count.requests += 1;
    count.bytes += body?.kind === 'bytes' ? body.bytes.length : 0;
    this.counts.set(key, count);
  }

  /** The counts of the days from `start` on that come before `end`, both `YYYY-MM-DD`. */
  between(start: string, end: string): readonly Readonly<DeliveryCount>[] {
    return [...this.counts.values()].filter(({ day }) => day >= start && day < end);
  }
}

/** The day of a time as `YYYY-MM-DD`, UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
