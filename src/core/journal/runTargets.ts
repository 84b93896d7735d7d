import type { DeletionOutcome } from '../run/outcome';
import type { RunRecord } from './runRecord';
import type { PlannedTarget } from '../target';

/** How a target of a run stands. */
export type TargetState =
  | DeletionOutcome
  /** A request for it was sent, or was about to be, and its end is not recorded. */
  | { readonly kind: 'inDoubt' }
  /** Nothing was sent for it yet. */
  | { readonly kind: 'open' };

/** A target of a run, with how it stands. */
export interface RunTarget {
  readonly planned: PlannedTarget;
  readonly state: TargetState;
}

/** Every target of a run, in the order of its plan. */
export function targetsOf({ targets, outcomes, inDoubt }: RunRecord): readonly RunTarget[] {
  return targets.map((planned) => {
    const { key } = planned;
    const unended = { kind: inDoubt.has(key) ? 'inDoubt' : 'open' } as const;
    return { planned, state: outcomes.get(key) ?? unended };
  });
}
