import type { ImageKitClient } from '../../api/client';
import type { Clock } from '../../api/limits';
import type { Journal } from '../journal/journal';
import { journalError } from '../journal/journalError';
import type { GuardFinding } from '../plan/guards';
import { freshMs } from '../plan/lookAgain';
import type { NotBackedUp } from '../recovery/backup';
import type { PlannedTarget } from '../target';
import type { LeftReason, RunFailure } from './outcome';

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

/** Stands before each deletion of a run with a backup. */
export interface RunGate {
  /** Resolves when the backup of each has ended: with what must not be deleted, by key, and why. */
  ensure(batch: readonly PlannedTarget[]): Promise<ReadonlyMap<string, NotBackedUp>>;
}

/** What `execute` needs besides the plan. */
export interface RunOptions {
  readonly client: RunClient;
  readonly journal: Journal;
  /** Aborting it ends the run before its next request; what is in flight is waited for. */
  readonly signal: AbortSignal;
  /** Ids a bulk call at most; ImageKit takes 100. */
  readonly batchSize: number;
  /** Write requests in flight at most; the client's limiter sets the pace. */
  readonly writesAtATime: number;
  /** Look-ups in flight at most, for each batch. */
  readonly lookUps: number;
  /** What the client gives a request, in milliseconds: a lost one may take effect as much later. */
  readonly timeoutMs: number;
  /** Milliseconds without an answer after which look-ups are given up; above `timeoutMs`. */
  readonly silenceMs: number;
  readonly clock: Clock;
  /** Asked before each deletion is written down and sent; a plan with a backup can't run without. */
  readonly gate?: RunGate;
  /**
   * Looks once more at what has waited for its backup: why a target stays, by its key. Throws
   * `ApiError`, or the signal's reason.
   */
  readonly recheck?: (
    targets: readonly PlannedTarget[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, GuardFinding>>;
  /** Targets that an earlier, interrupted run may have deleted; they are looked up first. */
  readonly inDoubt?: ReadonlySet<string>;
  /** What it is known to have deleted: a lagging list may still show that in its folder. */
  readonly gone?: ReadonlySet<string>;
}

/** What the batches of one run share. */
export class RunState {
  /** Learned from "more than N items" refusals. */
  batchSize: number;
  /** Keys of what this run knows to be gone. */
  readonly gone: Set<string>;
  /** Aborts with the run: what still waits for its turn is not sent then. */
  readonly signal: AbortSignal;
  /** Aborts when nobody waits for the run any more. */
  readonly cancelled: AbortSignal;
  private readonly end = new AbortController();
  private readonly cancel = new AbortController();
  private stopped: LeftReason | undefined;
  /** Batches in a row that used up their rounds. */
  private givenUp = 0;
  private lastLooksEnd: number | undefined;
  private readonly startedAt: number;

  constructor(readonly options: RunOptions) {
    this.batchSize = Math.max(1, Math.min(options.batchSize, 100));
    this.gone = new Set(options.gone);
    this.startedAt = options.clock.now();
    this.signal = AbortSignal.any([options.signal, this.end.signal]);
    this.cancelled = AbortSignal.any([options.signal, this.cancel.signal]);
  }

  /** Ends the run before its next request; the first reason stands. */
  stop(reason: LeftReason): void {
    this.stopped ??= this.stopReason ?? reason;
    this.end.abort();
    if (reason.kind === 'cancelled') this.cancel.abort();
  }

  /** Why nothing more may be sent. */
  get stopReason(): LeftReason | undefined {
    if (this.stopped) return this.stopped;
    return this.options.signal.aborted ? { kind: 'cancelled' } : undefined;
  }

  /** Whether the look that a run begins with still tells what there is. */
  get isFresh(): boolean {
    return this.options.clock.now() - this.startedAt <= freshMs;
  }

  /** A deletion was answered by ImageKit itself. */
  answered(): void {
    this.givenUp = 0;
  }

  /**
   * A batch has used up its rounds. One may hold a file that the server chokes on; a server that is
   * silent, or fails a second batch, would only have every other batch take as long.
   */
  gaveUp(failure: RunFailure): void {
    this.givenUp += 1;
    if (failure.kind === 'interrupted') this.stop({ kind: 'silent' });
    else if (failure.kind === 'unmentioned' || failure.kind === 'notLookedUp') return;
    else if (failure.kind === 'unreachable' || this.givenUp > 1) {
      this.stop({ kind: 'stopped', failure });
    }
  }

  /** Milliseconds left for look-ups after a cancellation: one timeout from the first, for all. */
  lastLooksMs(): number {
    const now = this.options.clock.now();
    this.lastLooksEnd ??= now + this.options.timeoutMs;
    return Math.max(0, this.lastLooksEnd - now);
  }

  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || ms <= 0) {
        resolve();
        return;
      }
      const end = () => {
        callOff();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const callOff = this.options.clock.schedule(ms, end);
      signal.addEventListener('abort', end, { once: true });
    });
  }
}

/** Why a run ends whose record can't be kept. */
export function noRecord(error: unknown): LeftReason {
  const { problem, detail } = journalError(error);
  return { kind: 'noRecord', problem, message: detail };
}
