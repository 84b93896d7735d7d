import type { Knobs } from '../control/knobs';
import { dueAfter } from '../control/knobs';
import { Refusal } from '../http/exchange';
import type { IdSource } from '../library/ids';
import { encodePath } from '../library/paths';
import type { CdnCache } from './cdnCache';
import { purgeTarget } from './purgeTarget';

/** A purge that was asked for. */
export interface PurgeRequest {
  readonly requestId: string;
  /** The URL as asked for. */
  readonly url: string;
  readonly requestedAt: number;
  readonly dueAt: number;
  readonly status: 'Pending' | 'Completed';
}

interface Purge extends PurgeRequest {
  status: 'Pending' | 'Completed';
  readonly names: (key: string) => boolean;
}

/** The purges of the account and their monthly quota. */
export class Purges {
  private readonly requests = new Map<string, Purge>();
  /** Purges asked for, by calendar month (`2026-01`, UTC). */
  private readonly used = new Map<string, number>();

  constructor(
    private readonly cdn: CdnCache,
    private readonly ids: IdSource,
    private readonly urlEndpoints: readonly string[],
    private readonly knobs: () => Pick<Knobs, 'purgeDelayMs' | 'purgeQuota'>,
  ) {}

  /** Accepts a purge and counts it. Throws for a URL that can't be purged and a quota used up. */
  request(url: string, now: number): PurgeRequest {
    const names = purgeTarget(url, this.urlEndpoints);
    if (names === undefined) throw new Refusal(400, 'The URL is not valid for cache purging.');
    if (this.isUsedUp(now)) throw quotaUsedUp(now, this.knobs());
    return this.issue(url, names, now);
  }

  /**
   * Purges whatever begins like `path`, as renaming and unpublishing do by themselves. Counts as
   * one; `undefined` when the quota is used up.
   */
  clear(path: string, now: number): PurgeRequest | undefined {
    if (this.isUsedUp(now)) return undefined;
    const url = `${this.urlEndpoints[0] ?? ''}${encodePath(path)}*`;
    return this.issue(url, (key) => key.startsWith(path), now);
  }

  get(requestId: string): PurgeRequest | undefined {
    return this.requests.get(requestId);
  }

  all(): readonly PurgeRequest[] {
    return [...this.requests.values()];
  }

  usedInMonth(now: number): number {
    return this.used.get(monthOf(now)) ?? 0;
  }

  /** Completes what is due. */
  settle(now: number): void {
    for (const purge of this.requests.values()) {
      if (purge.status === 'Completed' || purge.dueAt > now) continue;
      this.cdn.purge(purge.names, purge.dueAt);
      purge.status = 'Completed';
    }
  }

  private isUsedUp(now: number): boolean {
    return this.usedInMonth(now) >= this.knobs().purgeQuota;
  }

  private issue(url: string, names: Purge['names'], now: number): PurgeRequest {
    this.used.set(monthOf(now), this.usedInMonth(now) + 1);
    const purge: Purge = {
      requestId: this.ids.next(now),
      url,
      requestedAt: now,
      dueAt: dueAfter(this.knobs().purgeDelayMs, now),
      status: 'Pending',
      names,
    };
    this.requests.set(purge.requestId, purge);
    return purge;
  }
}

/**
 * The answer to a purge beyond the quota is ours: ImageKit's isn't known, but renaming speaks of
 * "rate limits on purge API", so it is a 429 whose wait lasts to the end of the month.
 */
function quotaUsedUp(now: number, { purgeQuota }: Pick<Knobs, 'purgeQuota'>): Refusal {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [start, end] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  const headers = {
    'X-RateLimit-Limit': String(purgeQuota),
    'X-RateLimit-Reset': String(end - now),
    'X-RateLimit-Interval': String(end - start),
  };
  return new Refusal(429, 'The monthly limit of purge requests is used up.', {}, headers);
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}
