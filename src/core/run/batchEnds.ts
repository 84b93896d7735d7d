import type { PlannedTarget } from '../target';
import type { DeletionOutcome, LeftReason, RunFailure, TargetOutcome } from './outcome';
import type { RunState } from './run';

/** A target for which a request was sent that may have worked, or may work yet. */
interface Uncertainty {
  /** What hid the answer. */
  readonly failure: RunFailure;
  /** Until when, by the run's clock, the request may take effect: what is seen later has survived. */
  readonly mayLandUntil: number;
  /** Whether it was seen to have survived. */
  isProven: boolean;
  /** How it ends when it has survived, if not for what stopped the run. */
  ifProven: DeletionOutcome | undefined;
}

/**
 * How each target of one batch ends. After a request that may have worked, a target ends as deleted
 * (seen gone) or unknown; as failed or not attempted only when it was seen to exist so late that the
 * request can't take effect any more.
 */
export class BatchEnds {
  readonly outcomes: TargetOutcome[] = [];
  /** Uncertain targets for which nothing more is sent. */
  readonly leftUncertain: PlannedTarget[] = [];
  private readonly uncertain = new Map<string, Uncertainty>();

  constructor(private readonly run: RunState) {}

  /** A request for these may have worked, or work yet. */
  markUncertain(targets: readonly PlannedTarget[], failure: RunFailure): void {
    const { clock, timeoutMs } = this.run.options;
    const mayLandUntil = clock.now() + timeoutMs;
    for (const { key } of targets) {
      this.uncertain.set(key, { failure, mayLandUntil, isProven: false, ifProven: undefined });
    }
  }

  isUncertain({ key }: PlannedTarget): boolean {
    return this.uncertain.has(key);
  }

  /** What hid the answer for an uncertain target. */
  failureOf(planned: PlannedTarget): RunFailure {
    return this.uncertaintyOf(planned).failure;
  }

  /** From when on, by the run's clock, no request for these uncertain targets can take effect. */
  landedBy(targets: readonly PlannedTarget[]): number {
    return Math.max(0, ...targets.map((planned) => this.uncertaintyOf(planned).mayLandUntil));
  }

  /** An uncertain target was seen to exist at `since`, by the run's clock, or not at all. */
  seen(planned: PlannedTarget, since: number | undefined): void {
    const uncertainty = this.uncertaintyOf(planned);
    uncertainty.isProven = since !== undefined && since >= uncertainty.mayLandUntil;
  }

  /** Nothing more is sent for these. */
  skip(targets: readonly PlannedTarget[], reason: LeftReason): void {
    for (const planned of targets) {
      if (this.isUncertain(planned)) this.leftUncertain.push(planned);
      else this.put(planned, { kind: 'notAttempted', reason });
    }
  }

  /** Nothing more is sent for one that may not be deleted; if it has survived, that is why. */
  skipForGood(planned: PlannedTarget, reason: LeftReason): void {
    const uncertainty = this.uncertain.get(planned.key);
    if (uncertainty) uncertainty.ifProven = { kind: 'notAttempted', reason };
    this.skip([planned], reason);
  }

  /** ImageKit itself has refused to delete a target; an earlier request may still do it. */
  fail(planned: PlannedTarget, failure: RunFailure): void {
    const uncertainty = this.uncertain.get(planned.key);
    if (!uncertainty) {
      this.put(planned, { kind: 'failed', failure });
      return;
    }
    uncertainty.ifProven = { kind: 'failed', failure };
    this.leftUncertain.push(planned);
  }

  /** Ends uncertain targets by what is known of them now. */
  finishUncertain(targets: readonly PlannedTarget[]): void {
    for (const planned of targets) {
      const { failure, isProven, ifProven } = this.uncertaintyOf(planned);
      const reason = this.run.stopReason;
      if (!isProven) this.put(planned, { kind: 'unknown', failure });
      else if (ifProven) this.put(planned, ifProven);
      else if (reason) this.put(planned, { kind: 'notAttempted', reason });
      else this.put(planned, { kind: 'failed', failure });
    }
  }

  put(planned: PlannedTarget, outcome: DeletionOutcome): void {
    this.outcomes.push({ planned, outcome });
    if (outcome.kind === 'deleted' || outcome.kind === 'alreadyGone') {
      this.run.gone.add(planned.key);
    }
  }

  private uncertaintyOf({ key }: PlannedTarget): Uncertainty {
    const uncertainty = this.uncertain.get(key);
    if (!uncertainty) throw new TypeError(`Nothing was sent for ${key}`);
    return uncertainty;
  }
}
