/** Answers at one moment, or so close together that they were sent together. */
interface Tick {
  /** Its first answer, and its last one: milliseconds that the run had worked, without its waits. */
  readonly from: number;
  at: number;
  /** What has ended with it. */
  done: number;
}

/** A wait for a rate limit. */
interface Wait {
  /** What had ended when it did: what was in flight before it still counts. */
  done: number;
  readonly from: number;
  until: number;
  isOver: boolean;
}

/** Answers closer together than this share of the usual time between answers count as one. */
const together = 0.2;

/** Before there is a usual time, answers count as one that are so many milliseconds apart. */
const togetherMs = 300;

/** The pace is taken from the last half of the answers, but from so many at least where there are. */
const fewest = 16;

/** Fewer answers tell too little, unless a third of the work is done with them. */
const least = 6;

/** Without an answer for so many times the usual time, a run has slowed down. */
const overdue = 2;

/**
 * How long a run will go on, by the pace of its answers. The time before the first one tells nothing:
 * connections are opened in it. Several requests in flight answer together, so only what lies between
 * such moments is a pace. A rate limit that made it wait once will do so again after as much work.
 * Times are milliseconds of one clock.
 */
export class TimeLeft {
  private readonly ticks: Tick[] = [];
  private readonly waits: Wait[] = [];
  private done = 0;
  /** What the first requests have done that were in flight together. */
  private firstDone = 0;
  private answers = 0;

  /** `total` is the work to do, in any unit; so many requests are in flight together. */
  constructor(
    private readonly total: number,
    private readonly start: number,
    private readonly atATime: number,
  ) {}

  /** So much work has ended. */
  add(work: number, now: number): void {
    this.done += work;
    this.answers += 1;
    if (this.answers <= this.atATime) this.firstDone = this.done;
    const at = this.worked(now);
    const last = this.ticks.at(-1);
    if (last && at - last.from <= this.gap()) Object.assign(last, { at, done: this.done });
    else this.ticks.push({ from: at, at, done: this.done });
    const wait = this.waits.at(-1);
    if (wait?.isOver === false) wait.done = this.done;
  }

  /** Nothing is sent until then; `undefined` when that is over. */
  wait(until: number | undefined, now: number): void {
    const last = this.waits.at(-1);
    const open = last?.isOver === false ? last : undefined;
    if (until === undefined) {
      if (open) Object.assign(open, { until: now, isOver: true });
    } else if (open) open.until = until;
    else this.waits.push({ done: this.done, from: now, until, isOver: false });
  }

  /** Milliseconds that are left; `undefined` as long as there is no pace to tell it by. */
  ms(now: number): number | undefined {
    const at = this.worked(now);
    const open = this.ticks.at(-1);
    // More may come in together with the last answer.
    const last = this.ticks.length - (open && at - open.from <= this.gap() ? 2 : 1);
    const end = this.ticks[last];
    const first = this.ticks.findIndex(({ done }) => done >= this.firstDone);
    const begin = this.ticks[Math.max(first, Math.min(last - fewest, Math.floor(last / 2)))];
    if (!end || !begin || begin.done >= end.done) return undefined;
    if (last - first < least && end.done < this.total / 3) return undefined;
    const perMs = (end.done - begin.done) / (end.at - begin.at);
    const usual = this.usualGap(last);
    const worked =
      at - end.at > overdue * usual
        ? ((this.total - this.done) * (at - begin.at)) / (end.done - begin.done)
        : (this.total - end.done) / perMs - (at - end.at);
    return Math.max(0, worked) + this.waitsAhead(now);
  }

  /** Milliseconds of the run until now without its waits. */
  private worked(now: number): number {
    const waited = this.waits.map(({ from, until }) => Math.min(until, now) - from);
    return now - this.start - waited.reduce((sum, each) => sum + Math.max(0, each), 0);
  }

  private gap(): number {
    const last = this.ticks.length - 1;
    const [first] = this.ticks;
    return last > 0
      ? together * this.usualGap(last)
      : Math.min(togetherMs, together * (first?.at ?? 0));
  }

  /** Milliseconds between the moments up to the `last`-th. */
  private usualGap(last: number): number {
    const [first] = this.ticks;
    const end = this.ticks[last];
    return first && end && last > 0 ? (end.at - first.at) / last : 0;
  }

  /** The rest of the wait that goes on, and those that come, as the last ones were. */
  private waitsAhead(now: number): number {
    const [first, ...more] = this.waits;
    const last = this.waits.at(-1);
    if (!first || !last) return 0;
    const rest = last.isOver ? 0 : Math.max(0, last.until - now);
    // The first one may have come early: others had used up a part of the limit.
    const work = more.length === 0 ? first.done : (last.done - first.done) / more.length;
    if (work === 0) return rest;
    const known = more.length === 0 ? [first] : more;
    const length = known.reduce((sum, { from, until }) => sum + until - from, 0) / known.length;
    return rest + Math.max(0, Math.ceil((this.total - last.done) / work) - 1) * length;
  }
}
