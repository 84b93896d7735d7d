import type { ApiFailure } from '../../api/errors';
import type { JournalProblem } from '../journal/journalError';
import type { GuardFinding } from '../plan/guards';
import type { NotBackedUp } from '../recovery/backup';
import type { PlannedTarget } from '../target';

/** What hid the end of a target: a request that failed, or that there was no answer to read. */
export type RunFailure =
  | ApiFailure
  /** The run was interrupted before the answer arrived. */
  | { readonly kind: 'interrupted' }
  /** It was in doubt, and the run was closed before it was looked up. */
  | { readonly kind: 'notLookedUp' }
  /** ImageKit answered, and did not mention it. */
  | { readonly kind: 'unmentioned'; readonly requestId: string | undefined };

/** Why no request for a target was sent. */
export type LeftReason =
  | { readonly kind: 'cancelled' }
  /** A refused key, a disabled account, an endless rate limit or a lost network ended the run. */
  | { readonly kind: 'stopped'; readonly failure: ApiFailure }
  /** Nothing that was left in doubt could be looked up: the server does not answer any more. */
  | { readonly kind: 'silent' }
  /** The record could not be written, so nothing more was sent. */
  | {
      readonly kind: 'noRecord';
      readonly problem: JournalProblem;
      /** What the system said, or which part was changed. */
      readonly message: string;
    }
  /** When the run went on later, it was not as it had been planned, or something protected it. */
  | { readonly kind: 'kept'; readonly finding: GuardFinding }
  /** The folder holds something that is not part of the plan or could not be deleted. */
  | { readonly kind: 'notEmpty'; readonly paths: readonly string[] }
  /** A backup was asked for, and there is no verified one of it. */
  | { readonly kind: 'notBackedUp'; readonly why: NotBackedUp }
  /** Whether the folder is empty could not be found out. */
  | { readonly kind: 'unchecked'; readonly failure: ApiFailure };

/** How a target ended: exactly one for each target of a plan. */
export type DeletionOutcome =
  | { readonly kind: 'deleted'; readonly requestId: string | undefined }
  /** It did not exist any more when the first request for it arrived. */
  | { readonly kind: 'alreadyGone'; readonly requestId: string | undefined }
  /** It still exists. */
  | { readonly kind: 'failed'; readonly failure: RunFailure }
  /** It was sent, and nothing shows whether that took effect, or still will. */
  | { readonly kind: 'unknown'; readonly failure: RunFailure }
  /** No request for it was acted on, and none will be. */
  | { readonly kind: 'notAttempted'; readonly reason: LeftReason };

/** A target with its outcome. */
export interface TargetOutcome {
  readonly planned: PlannedTarget;
  readonly outcome: DeletionOutcome;
}
