import type { ImageKitClient } from '../../api/client';
import type { ApiFailure } from '../../api/errors';
import type { Journal } from '../journal/journal';
import type { LeftReason } from './outcome';

/** The calls that a run makes. */
export type RunClient = Pick<
  ImageKitClient,
  | 'deleteFile'
  | 'deleteFiles'
  | 'deleteVersion'
  | 'deleteFolder'
  | 'getAsset'
  | 'getVersion'
  | 'list'
>;

/** What `execute` needs besides the plan. */
export interface RunOptions {
  readonly client: RunClient;
  readonly journal: Journal;
  /** Aborting it ends the run before its next request; what is in flight is waited for. */
  readonly signal: AbortSignal;
  /** Ids a bulk call at most; ImageKit takes 100. */
  readonly batchSize: number;
  /** Write requests in flight at most; the client's limiter sets the pace. */
  readonly lanes: number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Targets that an earlier, interrupted run may have deleted; they are looked up first. */
  readonly inDoubt?: ReadonlySet<string>;
  /** What it is known to have deleted: a lagging list may still show that in its folder. */
  readonly gone?: ReadonlySet<string>;
}

/** What the batches of one run share. */
export class Run {
  /** Learned from "more than N items" refusals. */
  batchSize: number;
  /** Keys of what this run knows to be gone. */
  readonly gone: Set<string>;
  /** Aborts with the run: what still waits for its turn is not sent then. */
  readonly signal: AbortSignal;
  readonly #end = new AbortController();
  #stopped: LeftReason | undefined;

  constructor(readonly options: RunOptions) {
    this.batchSize = Math.max(1, Math.min(options.batchSize, 100));
    this.gone = new Set(options.gone);
    this.signal = AbortSignal.any([options.signal, this.#end.signal]);
  }

  /** Ends the run before its next request; the first reason stands. */
  stop(reason: LeftReason): void {
    this.#stopped ??= this.stopReason ?? reason;
    this.#end.abort();
  }

  /** Why nothing more may be sent. */
  get stopReason(): LeftReason | undefined {
    if (this.#stopped) return this.#stopped;
    return this.options.signal.aborted ? { kind: 'cancelled' } : undefined;
  }
}

/** Failures after which no request of a run can succeed. */
export function isFinal({ kind }: ApiFailure): boolean {
  return kind === 'unauthorized' || kind === 'forbidden' || kind === 'rateLimited';
}
