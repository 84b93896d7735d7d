import { ApiError, type ApiFailure } from '../../api/errors';
import { isFinal } from './failureKinds';
import type { RunState } from './run';
import type { TargetDeleter } from './targetDeleters';
import type { PlannedTarget } from '../target';

/** What a look-up said of one target. */
export type Sight =
  | { readonly kind: 'gone' }
  /** It existed at `since`, by the run's clock, or later. */
  | { readonly kind: 'there'; readonly since: number }
  /** An id that can't be asked for. */
  | { readonly kind: 'refused' }
  /** With the failure when it was its own, not only that of the others. */
  | { readonly kind: 'unanswered'; readonly failure: ApiFailure | undefined };

/** Answers in a row that say nothing: another one would not, either. */
const mostUnclear = 4;

type Exists = NonNullable<TargetDeleter['exists']>;

/**
 * Asks for each target, a few at a time. The first silence ends it: a request without an answer,
 * `silenceMs` without any, or several answers in a row that say nothing.
 * After a cancellation all look-ups of the run together have one request timeout.
 */
export async function lookUp(
  targets: readonly PlannedTarget[],
  exists: Exists,
  run: RunState,
): Promise<ReadonlyMap<PlannedTarget, Sight>> {
  const { clock, lookUps, silenceMs } = run.options;
  const { cancelled } = run;
  const sights = new Map<PlannedTarget, Sight>();
  const enough = new AbortController();
  const end = () => enough.abort();
  const ended = new Promise<never>((_, reject) => {
    enough.signal.addEventListener('abort', () => reject(enough.signal.reason as Error));
  });
  // It is raced against below; with nobody asking it must not count as unhandled.
  ended.catch(() => undefined);
  let silence = clock.schedule(silenceMs, end);
  let lastLooks = () => undefined as unknown;
  const onCancel = () => {
    lastLooks = clock.schedule(run.lastLooksMs(), end);
  };
  let unclear = 0;

  const heard = () => {
    silence();
    silence = clock.schedule(silenceMs, end);
    unclear = 0;
  };
  const ask = async (planned: PlannedTarget): Promise<Sight> => {
    if (enough.signal.aborted) return { kind: 'unanswered', failure: undefined };
    const since = clock.now();
    try {
      const isThere = await Promise.race([exists(planned, enough.signal), ended]);
      heard();
      return isThere ? { kind: 'there', since } : { kind: 'gone' };
    } catch (error) {
      const failure = error instanceof ApiError ? error.failure : undefined;
      if (failure?.kind === 'rejected') {
        heard();
        return { kind: 'refused' };
      }
      unclear += 1;
      if (failure && isFinal(failure)) run.stop({ kind: 'stopped', failure });
      if (!failure || isSilence(failure) || unclear >= mostUnclear) end();
      return { kind: 'unanswered', failure };
    }
  };
  const waiting = [...targets];
  const askOneByOne = async () => {
    for (let planned = waiting.shift(); planned; planned = waiting.shift()) {
      sights.set(planned, await ask(planned));
    }
  };

  if (cancelled.aborted) onCancel();
  else cancelled.addEventListener('abort', onCancel, { once: true });
  try {
    await Promise.all(Array.from({ length: Math.max(1, lookUps) }, askOneByOne));
  } finally {
    cancelled.removeEventListener('abort', onCancel);
    silence();
    lastLooks();
  }
  return sights;
}

/** What would only take as long, or be refused as well, for every other target. */
function isSilence(failure: ApiFailure): boolean {
  return failure.kind === 'unreachable' || isFinal(failure);
}
