import type { Account } from '../../core/account/account';
import type { FindOptions } from '../../core/plan/findTargets';
import type { Claim } from '../../core/request';
import type { EndedRun } from '../run/endedRun';

/** How a source wants its claims understood. */
export interface DeleteOptions extends Pick<FindOptions, 'named' | 'versionUrls'> {
  /** For lists: what was found is shown to choose from, with sentences about what was not. */
  readonly choose?: { readonly notes: readonly string[] };
  /** Whose library it is about, when not that of the workspace's account. */
  readonly account?: Account;
}

/** Somebody picked each file. */
export const picked: DeleteOptions = { named: true, versionUrls: 'file' };

/** Somebody picked a whole list. */
export const pickedList: DeleteOptions = { named: true, versionUrls: 'version' };

/** Somebody picked each version. */
export const pickedVersion: DeleteOptions = { named: true, versionUrls: 'version' };

/** What a person wants to happen: from a command, or from a button under the last message. */
export type Next =
  | {
      readonly kind: 'delete';
      readonly claims: readonly Claim[];
      readonly options: DeleteOptions;
    }
  /** What is checked in the plan under review. */
  | { readonly kind: 'deleteReviewed' }
  | { readonly kind: 'resume'; readonly runId: string }
  | { readonly kind: 'close'; readonly runId: string }
  /** A run that its key stopped goes on with another one. */
  | { readonly kind: 'updateKey'; readonly account: Account; readonly runId: string }
  /** What a run could not delete, as a new plan. */
  | { readonly kind: 'retry'; readonly runId: string }
  /** A run has ended: it is told how, and asked what comes next. */
  | { readonly kind: 'ended'; readonly run: EndedRun }
  | { readonly kind: 'nothing' };

/** The person is done, or was told why nothing can be done. */
export const nothing: Next = { kind: 'nothing' };
