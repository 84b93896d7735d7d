import { keyRefusal } from '../account/keyRefusal';
import type { TargetOutcome } from './outcome';

/** Whether a run stopped because ImageKit refused its key a change. */
export function refusedWrites(outcomes: readonly TargetOutcome[]): boolean {
  return outcomes.some(
    ({ outcome }) =>
      outcome.kind === 'notAttempted' &&
      outcome.reason.kind === 'stopped' &&
      keyRefusal(outcome.reason.failure) === 'notAllowed',
  );
}
