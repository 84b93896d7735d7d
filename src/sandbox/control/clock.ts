/** What the clock shows. */
export interface ClockState {
  /** ISO time. */
  readonly now: string;
  readonly frozen: boolean;
}

/** The sandbox's own time, so that a test can stop it, set it, or jump over fifteen minutes. */
export class Clock {
  private offset = 0;
  private frozenAt: number | undefined;

  /** Milliseconds since 1970, as the account sees them. */
  now(): number {
    return this.frozenAt ?? Date.now() + this.offset;
  }

  /** Sets the time. A frozen clock stands still until it is set again. */
  set(at: number, frozen: boolean): void {
    this.offset = at - Date.now();
    this.frozenAt = frozen ? at : undefined;
  }

  get frozen(): boolean {
    return this.frozenAt !== undefined;
  }

  state(): ClockState {
    return { now: new Date(this.now()).toISOString(), frozen: this.frozen };
  }
}
