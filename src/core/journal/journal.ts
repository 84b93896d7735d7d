import type { PlannedTarget } from '../target';
import type { TargetOutcome } from '../run/outcome';

/**
 * The record of one run. `before` resolves only when the intent is on disk, so a request without a
 * record can't exist; when it rejects, nothing may be sent. `journalLines` has what is written.
 */
export interface Journal {
  before(batch: readonly PlannedTarget[]): Promise<void>;
  after(outcomes: readonly TargetOutcome[]): Promise<void>;
}
