import { requestIdOf, toldSpacingMs } from './answer';
import type { Answer } from './answer';
import { ApiError, failureFromResponse } from './errors';
import type { ApiFailure } from './errors';
import { effectOf, labelOf } from './http';
import type { Call, Send } from './http';
import type { Clock, Limits } from './limits';

/** Where request lines go; the key never does. */
export interface RequestLog {
  debug(line: string): void;
  warn(line: string): void;
}

export interface PersistOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: RequestLog;
  readonly privateKey: string;
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
export function persist(send: Send, options: PersistOptions): Send {
  const { limits, clock, random, log, privateKey } = options;

  /** One exchange, when its turn has come. Throws whatever is not the promised success. */
  async function attempt(call: Call, signal: AbortSignal | undefined, ahead: boolean) {
    const leave = await limits.enter(call.endpoint, signal, ahead);
    try {
      signal?.throwIfAborted();
      const answer = await logged(call, effectOf(call) === 'read' ? signal : undefined);
      const spacingMs = toldSpacingMs(answer);
      if (spacingMs !== undefined) limits.announce(call.endpoint, spacingMs);
      if (call.success.includes(answer.status)) return answer;
      throw new ApiError(failureFromResponse(answer, effectOf(call), privateKey), labelOf(call));
    } finally {
      leave();
    }
  }

  async function logged(call: Call, signal: AbortSignal | undefined): Promise<Answer> {
    const start = clock.now();
    const took = (): string => `${Math.round(clock.now() - start)} ms`;
    try {
      const answer = await send(call, signal);
      log.debug(`${labelOf(call)} ${answer.status} ${took()} ${requestIdOf(answer) ?? ''}`.trim());
      return answer;
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
        } else throw error;
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
    const callOff = clock.after(ms, () => {
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
