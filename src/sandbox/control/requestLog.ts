/** One request as the log keeps it. The Authorization header is replaced by the key's name. */
export interface LoggedRequest {
  /** The `x-ik-requestId` of the answer. */
  readonly requestId: string;
  /** ISO time by the sandbox's clock. */
  readonly at: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** The route's name; `delivery` for the CDN, `none` where nothing fits. */
  readonly route: string;
  /** The status answered, or how the connection ended without one. */
  readonly status: number | 'reset' | 'timeout';
  readonly ms: number;
  /** The name of the key, `unknown` for one that isn't in the table, `none` for no key. */
  readonly key: string;
  /** `fileIds` of a JSON body, as sent. */
  readonly fileIds?: readonly string[];
}

/** Older entries go when there are more than this. */
const CAPACITY = 10_000;

/** What was asked of the account, oldest first. */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  /** Requests a route since the start or the last reset, whether still in the log or not. */
  readonly counts = new Map<string, number>();

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > CAPACITY) this.entries = this.entries.slice(-CAPACITY / 2);
    this.counts.set(entry.route, (this.counts.get(entry.route) ?? 0) + 1);
  }

  all(): readonly LoggedRequest[] {
    return this.entries;
  }

  clear(): void {
    this.entries = [];
  }
}
