import type { ApiFailure } from '../../api/errors';
import type { GuardFinding } from '../plan/guards';
import type { PlannedTarget } from '../target';

/** Why no request for a target was sent. */
export type LeftReason =
  | { readonly kind: 'cancelled' }
  /** A refused key, a disabled account, an endless rate limit or a lost network ended the run. */
  | { readonly kind: 'stopped'; readonly failure: ApiFailure }
  /** The record could not be written, so nothing more was sent. */
  | { readonly kind: 'noRecord'; readonly message: string }
  /** When the run went on later, it was not as it had been planned, or something protected it. */
  | { readonly kind: 'kept'; readonly finding: GuardFinding }
  /** The folder holds something that is not part of the plan or could not be deleted. */
  | { readonly kind: 'notEmpty'; readonly paths: readonly string[] }
  /** Whether the folder is empty could not be found out. */
  | { readonly kind: 'unchecked'; readonly failure: ApiFailure };

/** How a target ended: exactly one for each target of a plan. */
export type DeletionOutcome =
  | { readonly kind: 'deleted'; readonly requestId: string | undefined }
  /** It did not exist any more when the first request for it arrived. */
  | { readonly kind: 'alreadyGone'; readonly requestId: string | undefined }
  /** It still exists. */
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  /** It was sent, the answer was lost, and it could not be looked up. */
  | { readonly kind: 'unknown'; readonly failure: ApiFailure }
  /** No request for it was ever acted on. */
  | { readonly kind: 'notAttempted'; readonly reason: LeftReason };

/** A target with its outcome. */
export interface TargetOutcome {
  readonly planned: PlannedTarget;
  readonly outcome: DeletionOutcome;
}
