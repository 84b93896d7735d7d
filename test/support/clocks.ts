import type { Clock } from '../../src/api/limits';

/** A clock that stands still until a test moves it. */
export class HandClock implements Clock {
  private time = 1000;
  private readonly tasks = new Set<{ readonly at: number; readonly run: () => void }>();

  /** `lateMs`: how late each timer fires, as real ones do. */
  constructor(private readonly lateMs = 0) {}

  now(): number {
    return this.time;
  }

  schedule(ms: number, run: () => void): () => void {
    const task = { at: this.time + ms + this.lateMs, run };
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  }

  /** Lets time pass; promises that timers settle are seen to on the way. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let task = this.first(end); task; task = this.first(end)) {
      this.tasks.delete(task);
      this.time = Math.max(this.time, task.at);
      task.run();
      await settled();
    }
    this.time = end;
  }

  private first(end: number) {
    return [...this.tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** A clock on which no wait takes real time: it jumps to the end of each, and remembers it. */
export class LeapClock implements Clock {
  readonly waits: number[] = [];
  private time = 1000;

  now(): number {
    return this.time;
  }

  schedule(ms: number, run: () => void): () => void {
    if (ms === Infinity) return () => undefined;
    const at = this.time + ms;
    const leap = setImmediate(() => {
      this.waits.push(ms);
      this.time = Math.max(this.time, at);
      run();
    });
    return () => clearImmediate(leap);
  }
}

/** All promises that can settle without time or input have. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
