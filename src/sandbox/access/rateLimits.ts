import type { Knobs, LimitClass } from '../control/knobs';
import { LIMIT_CLASSES } from '../control/knobs';

interface Bucket {
  readonly limit: number;
  readonly intervalMs: number;
  readonly burst: number;
  tokens: number;
  filledAt: number;
}

/** The limit a request met: what the three `X-RateLimit-*` headers say. */
export interface RateState {
  readonly limit: number;
  readonly intervalMs: number;
  /** Milliseconds until a request of this class can pass, counted from now. */
  readonly resetMs: number;
  readonly exceeded: boolean;
}

/**
 * Token buckets a class, across the account. They run on real time whatever the sandbox's clock
 * says, because a client waits in real time.
 */
export class RateLimits {
  private readonly buckets = new Map<LimitClass, readonly Bucket[]>();

  constructor(
    limits: Knobs['limits'],
    private readonly now: () => number = () => performance.now(),
  ) {
    for (const name of LIMIT_CLASSES) {
      const filled = limits[name].map((bucket) => {
        const burst = bucket.burst ?? bucket.limit;
        return { ...bucket, burst, tokens: burst, filledAt: now() };
      });
      this.buckets.set(name, filled);
    }
  }

  /** Takes one token of every bucket of the class, or none; `undefined` where there is no limit. */
  take(name: LimitClass): RateState | undefined {
    const buckets = this.buckets.get(name) ?? [];
    for (const bucket of buckets) fill(bucket, this.now());
    const exceeded = buckets.some((bucket) => bucket.tokens < 1);
    if (!exceeded) for (const bucket of buckets) bucket.tokens -= 1;
    return buckets
      .map((bucket) => ({
        limit: bucket.limit,
        intervalMs: bucket.intervalMs,
        resetMs: msUntilNext(bucket),
        exceeded,
      }))
      .sort((a, b) => b.resetMs - a.resetMs)[0];
  }
}

/** The documented headers for a rate state. */
export function rateHeaders(state: Omit<RateState, 'exceeded'>): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(state.limit),
    'X-RateLimit-Reset': String(state.resetMs),
    'X-RateLimit-Interval': String(state.intervalMs),
  };
}

function fill(bucket: Bucket, now: number): void {
  const earned = ((now - bucket.filledAt) / bucket.intervalMs) * bucket.limit;
  bucket.tokens = Math.min(bucket.burst, bucket.tokens + earned);
  bucket.filledAt = now;
}

/** A bucket that never fills says one interval: a client can only try again. */
function msUntilNext(bucket: Bucket): number {
  if (bucket.tokens >= 1) return 0;
  if (bucket.limit === 0) return bucket.intervalMs;
  return Math.ceil(((1 - bucket.tokens) / bucket.limit) * bucket.intervalMs);
}
