/** Waits that a test ends one by one, in an order of its choice. */
export class Stepper {
  #waiting: (() => void)[] = [];
  /** What happens whether or not the program that caused it still runs. */
  readonly #outside: (() => void)[] = [];

  /** Resolves when the test comes to it. */
  step(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Has something happen at some later step, even after a crash. */
  later(act: () => void): void {
    this.#outside.push(act);
  }

  get idle(): boolean {
    return this.#waiting.length + this.#outside.length === 0;
  }

  /** Ends the `choice`-th of the waits there are, counted around, and lets all that follows settle. */
  async advance(choice: number): Promise<void> {
    const all = [this.#waiting, this.#outside].flatMap((list) =>
      list.map((_, at) => ({ list, at })),
    );
    const picked = all[choice % all.length];
    if (picked) picked.list.splice(picked.at, 1)[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The process is gone: nothing that waited will ever go on. */
  crash(): void {
    this.#waiting = [];
  }
}
