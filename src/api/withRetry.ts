import { effectOf, labelOf } from './call';
import type { AnyCall, Call } from './call';
import { ApiError } from './errors';
import type { ApiFailure } from './errors';
import type { Send } from './http';
import { toldSpacingMs } from './httpResponse';
import type { HttpResponse } from './httpResponse';
import type { Judge, Reply } from './judge';
import type { Clock, Limits } from './limits';

/** Makes a call and returns its success; throws `ApiError`, or the reason of `signal`. */
export type Ask = <T>(call: Call<T>, signal?: AbortSignal) => Promise<Reply<T>>;

/** Where request lines go; the key never does. */
export interface RequestLog {
  debug(line: string): void;
  warn(line: string): void;
}

export interface RetryOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: RequestLog;
  readonly judge: Pick<Judge, 'reply'>;
}

/** How often a read is tried when the server or the network fails. */
const readTries = 3;
/** How often a request that a rate limit turned away is sent again. */
const rateLimitRounds = 5;
/** A longer wait, in milliseconds, is for the person to decide on. */
const longestWaitMs = 15 * 60_000;

/**
 * Makes of a single exchange one that keeps the rate, waits as told, and repeats what may be
 * repeated: anything after a 429, which was not executed, and reads after faults. A write whose
 * answer was lost is never repeated here: only who looks at the server first knows whether to.
 *
 * On a write, `signal` only keeps it from being sent; once it is out, its answer is awaited.
 */
export function withRetry(send: Send, options: RetryOptions): Ask {
  const { limits, clock, random, log, judge } = options;

  /** One exchange, when its turn has come. Throws whatever is not the promised success. */
  async function attempt<T>(
    call: Call<T>,
    signal: AbortSignal | undefined,
    ahead: boolean,
  ): Promise<Reply<T>> {
    const leave = await limits.enter(call.endpoint, signal, ahead);
    try {
      signal?.throwIfAborted();
      const response = await logged(call, effectOf(call) === 'read' ? signal : undefined);
      const spacingMs = toldSpacingMs(response);
      if (spacingMs !== undefined) limits.announce(call.endpoint, spacingMs);
      return judge.reply(call, response);
    } finally {
      leave();
    }
  }

  async function logged(call: AnyCall, signal: AbortSignal | undefined): Promise<HttpResponse> {
    const start = clock.now();
    const took = (): string => `${Math.round(clock.now() - start)} ms`;
    try {
      const response = await send(call, signal);
      const { status, requestId = '' } = response;
      log.debug(`${labelOf(call)} ${status} ${took()} ${requestId}`.trim());
      return response;
    } catch (error) {
      if (error instanceof ApiError) log.debug(`${error.message} (${took()})`);
      throw error;
    }
  }

  /** From half of `base` doubled with each round, up to all of it. */
  function backoffMs(base: number, round: number): number {
    return base * 2 ** (round - 1) * (0.5 + random() / 2);
  }

  return async (call, signal) => {
    let turnedAway = 0;
    let faults = 0;
    for (;;) {
      try {
        return await attempt(call, signal, turnedAway > 0);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const { failure } = error;
        if (failure.kind === 'rateLimited') {
          const waitMs = waitAfter(failure.retryAfterMs, ++turnedAway);
          if (turnedAway > rateLimitRounds || waitMs > longestWaitMs) {
            throw new ApiError({ ...failure, retryAfterMs: waitMs }, error.request);
          }
          log.warn(`${error.message}; waiting ${Math.ceil(waitMs)} ms`);
          limits.hold(call.endpoint, waitMs);
        } else if (isFault(failure) && effectOf(call) === 'read' && ++faults < readTries) {
          const waitMs = backoffMs(500, faults);
          log.warn(`${error.message}; trying again in ${Math.ceil(waitMs)} ms`);
          await pause(clock, waitMs, signal);
        } else {
          if (failure.kind === 'malformed') log.warn(error.message);
          throw error;
        }
      }
    }
  };

  /** As told, at first; if that was too short or nothing was told, longer with each round. */
  function waitAfter(toldMs: number, round: number): number {
    return toldMs > 0 && round === 1 ? toldMs : Math.max(toldMs, backoffMs(1000, round));
  }
}

/** Nothing that the request itself is to blame for. */
function isFault({ kind }: ApiFailure): boolean {
  return kind === 'server' || kind === 'unreachable';
}

function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const callOff = clock.schedule(ms, () => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    });
    const giveUp = (): void => {
      callOff();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
