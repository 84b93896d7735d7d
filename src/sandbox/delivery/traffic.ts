import type { Answer } from '../http/exchange';

/** What is told apart when deliveries are counted. */
export interface DeliveryKind {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** The URL without query. */
  readonly url: string;
  readonly transformation: string;
  readonly mime: string;
  readonly status: number;
  readonly hit: boolean;
  readonly referrer: string;
  readonly userAgent: string;
}

/** Deliveries of one kind. */
export interface DeliveryCount extends DeliveryKind {
  readonly requestCount: number;
  readonly bandwidthBytes: number;
}

/** What the CDN delivered: the account's usage. */
export class Traffic {
  private readonly counts = new Map<string, DeliveryCount>();

  /** Counts one delivery. */
  record(kind: DeliveryKind, { body }: Answer): void {
    const key = JSON.stringify(kind);
    const { requestCount = 0, bandwidthBytes = 0 } = this.counts.get(key) ?? {};
    const bytes = body?.kind === 'bytes' ? body.bytes.length : 0;
    this.counts.set(key, {
      ...kind,
      requestCount: requestCount + 1,
      bandwidthBytes: bandwidthBytes + bytes,
    });
  }

  /** The counts of the days from `start` on that come before `end`, both `YYYY-MM-DD`. */
  between(start: string, end: string): readonly DeliveryCount[] {
    return [...this.counts.values()].filter(({ day }) => day >= start && day < end);
  }
}
