import type { Account } from '../../core/account/account';
import type { ConfirmedPlan } from '../../core/plan/plan';
import type { TargetOutcome } from '../../core/run/outcome';

/** A run that came to an end, whichever end that is. */
export interface EndedRun {
  readonly runId: string;
  readonly account: Account;
  readonly plan: ConfirmedPlan;
  /** One for each target of the whole run. */
  readonly outcomes: readonly TargetOutcome[];
}
