/** A line that all deliveries share: so many bytes a second, one after the other. */
export class Bandwidth {
  /** When the line is free again, by `performance.now()`. */
  private free = 0;

  /** Milliseconds from `now` until so many bytes, put behind all others, are through. */
  take(bytes: number, bytesPerSecond: number, now: number): number {
    this.free = Math.max(this.free, now) + (bytes / bytesPerSecond) * 1000;
    return this.free - now;
  }
}
