import type { Clock } from '../../../src/api/limits';

/**
 * Waits that a test ends one by one, in an order of its choice, and a clock that stands still until
 * it comes to the next timer.
 */
export class Stepper implements Clock {
  #now = 0;
  #waiting: (() => void)[] = [];
  #timers: { readonly at: number; readonly task: () => void }[] = [];
  /** What happens whether or not the program that caused it still runs. */
  #outside: { readonly by: number; readonly act: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  schedule(ms: number, task: () => void): () => void {
    const timer = { at: this.#now + ms, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Resolves when the test comes to it. */
  step(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Has something happen at some later step, within so many milliseconds, even after a crash. */
  later(act: () => void, withinMs: number): void {
    this.#outside.push({ by: this.#now + withinMs, act });
  }

  get idle(): boolean {
    return this.#waiting.length + this.#outside.length === 0;
  }

  /**
   * Ends the `choice`-th of the waits there are, counted around, or lets time pass to the next timer:
   * rarely, unless nothing else is left to wait for. Then lets all that follows settle.
   */
  async advance(choice: number): Promise<void> {
    const waits = this.#waiting.length;
    const all = waits + this.#outside.length;
    if (this.#timers.length > 0 && (all === 0 || choice >= rareChoice)) this.#passTime();
    else if (all > 0) {
      const at = choice % all;
      if (at < waits) this.#waiting.splice(at, 1)[0]?.();
      else this.#outside.splice(at - waits, 1)[0]?.act();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The process is gone: nothing that waited will ever go on. */
  crash(): void {
    this.#waiting = [];
    this.#timers = [];
  }

  #passTime(): void {
    const [next] = this.#timers.toSorted((a, b) => a.at - b.at);
    if (!next) return;
    this.#timers = this.#timers.filter((each) => each !== next);
    const due = this.#outside.filter(({ by }) => by <= next.at);
    this.#outside = this.#outside.filter((each) => !due.includes(each));
    this.#now = Math.max(this.#now, next.at);
    for (const { act } of due) act();
    next.task();
  }
}

/** The choices of an order go up to 30. */
const rareChoice = 28;
