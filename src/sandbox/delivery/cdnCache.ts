import type { Version } from '../library/storedFile';

/** A URL that the CDN keeps, and which version's bytes it serves for it. */
export interface CachedUrl {
  readonly version: Version;
  readonly storedAt: number;
}

/**
 * The CDN's copies, by decoded path and query as sent. They outlive the file: only a purge or the
 * end of their time removes them.
 */
export class CdnCache {
  private readonly entries = new Map<string, CachedUrl>();

  constructor(private readonly ttlMs: () => number) {}

  get(key: string, now: number): CachedUrl | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (now - entry.storedAt < this.ttlMs()) return entry;
    this.entries.delete(key);
    return undefined;
  }

  put(key: string, version: Version, now: number): void {
    this.entries.set(key, { version, storedAt: now });
  }

  /** Drops what a purge names, as far as it was stored by the time `upTo`. */
  purge(names: (key: string) => boolean, upTo: number): void {
    for (const [key, { storedAt }] of this.entries) {
      if (storedAt <= upTo && names(key)) this.entries.delete(key);
    }
  }

  all(): ReadonlyMap<string, CachedUrl> {
    return this.entries;
  }
}
