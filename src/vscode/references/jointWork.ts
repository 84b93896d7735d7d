interface Run {
  readonly aborter: AbortController;
  readonly done: Promise<void>;
  waiting: number;
}

/** Work that several callers may wait for: begun once, and ended when nobody waits any more. */
export class JointWork {
  private run: Run | undefined;

  constructor(private readonly begin: (signal: AbortSignal) => Promise<void>) {}

  /** Whether somebody waits for it now. */
  get isGoing(): boolean {
    return this.run !== undefined;
  }

  /** Waits for the work, beginning it unless it is under way. Throws what it throws. */
  async join(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const run = (this.run ??= this.start());
    run.waiting += 1;
    const left = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    try {
      await Promise.race([run.done, left]);
    } finally {
      run.waiting -= 1;
      if (run.waiting === 0) this.end(run);
    }
  }

  /** Resolves when no work is under way, however it ended. */
  async idle(): Promise<void> {
    await this.run?.done.catch(() => undefined);
  }

  private start(): Run {
    const aborter = new AbortController();
    const done = this.begin(aborter.signal);
    // Whoever waits gets the error; when nobody does any more, nobody needs it.
    done.catch(() => undefined);
    return { aborter, done, waiting: 0 };
  }

  private end(run: Run): void {
    if (this.run === run) this.run = undefined;
    run.aborter.abort();
  }
}
