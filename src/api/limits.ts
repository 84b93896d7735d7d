/** Endpoints that ImageKit counts apart from each other, as far as this module calls them. */
export type EndpointClass = 'list' | 'read' | 'write' | 'bulk' | 'purge' | 'upload';

/** Why nothing is sent at the moment: ImageKit asked to wait. */
export interface RateLimitWait {
  readonly endpoint: EndpointClass;
  /** Milliseconds since 1970. */
  readonly untilMs: number;
}

/** Time for the limits; a test gives one that it moves by hand. */
export interface Clock {
  /** Milliseconds that only ever grow. */
  now(): number;
  /** Runs `task` after `ms`; the returned function calls it off. */
  schedule(ms: number, task: () => void): () => void;
}

/** The machine's own clock, unmoved by changes of the date. */
export const systemClock: Clock = {
  now: () => performance.now(),
  schedule: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** How fast, and how many at a time. */
export interface LimitOptions {
  /** Requests per second, for each endpoint class. */
  readonly perSecond: Readonly<Record<EndpointClass, number>>;
  /** Requests in flight at a time, those of all classes together. */
  readonly concurrency: number;
  /** Told when requests start to wait for ImageKit, and with `undefined` when that is over. */
  readonly onWait: (wait: RateLimitWait | undefined) => void;
}

interface Queue {
  readonly endpoint: EndpointClass;
  readonly ownSpacingMs: number;
  /** Milliseconds between two starts; wider than our own where the server announced less. */
  spacingMs: number;
  nextAt: number;
  heldUntil: number;
  readonly waiters: (() => void)[];
}

/** An announced rate below one request in this time is taken for a mistake. */
const widestSpacingMs = 60_000;

/**
 * Lets requests start at a steady rate per endpoint class, bounds how many are in flight, and holds
 * a class back when the server says so.
 */
export class Limits {
  private readonly queues: Readonly<Record<EndpointClass, Queue>>;
  private inFlight = 0;
  private callOffTimer: () => void = () => undefined;
  private reported: string | undefined;

  constructor(
    private readonly options: LimitOptions,
    private readonly clock: Clock,
  ) {
    const now = clock.now();
    const queue = (endpoint: EndpointClass): Queue => {
      const ownSpacingMs = 1000 / options.perSecond[endpoint];
      const times = { spacingMs: ownSpacingMs, nextAt: now, heldUntil: now };
      return { endpoint, ownSpacingMs, ...times, waiters: [] };
    };
    this.queues = {
      list: queue('list'),
      read: queue('read'),
      write: queue('write'),
      bulk: queue('bulk'),
      purge: queue('purge'),
      upload: queue('upload'),
    };
  }

  /**
   * Waits for a turn and returns the function that ends it. `ahead` is for a request that was told
   * to wait: it goes before those that came later. Rejects with the signal's reason.
   */
  enter(endpoint: EndpointClass, signal?: AbortSignal, ahead = false): Promise<() => void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const { waiters } = this.queues[endpoint];
      const start = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(this.begin());
      };
      const giveUp = (): void => {
        waiters.splice(waiters.indexOf(start), 1);
        this.pump();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      if (ahead) waiters.unshift(start);
      else waiters.push(start);
      this.pump();
    });
  }

  /** Nothing of this class starts for the next `ms`. */
  hold(endpoint: EndpointClass, ms: number): void {
    const queue = this.queues[endpoint];
    queue.heldUntil = Math.max(queue.heldUntil, this.clock.now() + ms);
    this.pump();
  }

  /** Slows a class down to what the server announced; never above our own rate. */
  announce(endpoint: EndpointClass, spacingMs: number): void {
    const queue = this.queues[endpoint];
    queue.spacingMs = Math.max(queue.ownSpacingMs, Math.min(spacingMs, widestSpacingMs));
  }

  private begin(): () => void {
    this.inFlight++;
    return () => {
      this.inFlight--;
      this.pump();
    };
  }

  /** Starts whatever may start now, and looks again when the next one may. */
  private pump(): void {
    this.callOffTimer();
    const now = this.clock.now();
    let waiting = this.waiting();
    while (this.inFlight < this.options.concurrency && waiting[0] && readyAt(waiting[0]) <= now) {
      startOne(waiting[0], now);
      waiting = this.waiting();
    }
    const later = waiting.map(readyAt).find((at) => at > now);
    if (later !== undefined) {
      this.callOffTimer = this.clock.schedule(Math.ceil(later - now), () => this.pump());
    }
    this.report(now);
  }

  /** Those in which a request waits, the longest ready first. */
  private waiting(): readonly Queue[] {
    return Object.values(this.queues)
      .filter((queue) => queue.waiters.length > 0)
      .sort((a, b) => readyAt(a) - readyAt(b));
  }

  private report(now: number): void {
    const held = this.waiting().findLast((queue) => queue.heldUntil > now);
    const report = held && `${held.endpoint} ${held.heldUntil}`;
    if (report === this.reported) return;
    this.reported = report;
    this.options.onWait(
      held && { endpoint: held.endpoint, untilMs: Date.now() + held.heldUntil - now },
    );
  }
}

function readyAt(queue: Queue): number {
  return Math.max(queue.nextAt, queue.heldUntil);
}

/**
 * Our own spacing counts from when the turn was due, not from when its timer fired, so that small
 * delays don't add up; what was missed by more than half a step is not caught up. A spacing that the
 * server announced is never undercut.
 */
function startOne(queue: Queue, now: number): void {
  const catchUpMs = queue.spacingMs === queue.ownSpacingMs ? queue.spacingMs / 2 : 0;
  queue.nextAt = Math.max(queue.nextAt, now - catchUpMs) + queue.spacingMs;
  queue.waiters.shift()?.();
}
