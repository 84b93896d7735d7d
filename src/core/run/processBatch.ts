import { ApiError, type ApiFailure } from '../../api/errors';
import { lookUp, type Sight } from './lookUp';
import type { DeletionOutcome, LeftReason, RunFailure, TargetOutcome } from './outcome';
import { NotSent, type Answer, type TargetDeleter } from './targetDeleters';
import { isFinal, noRecord, type RunState } from './run';
import type { NotBackedUp } from '../recovery/backup';
import type { PlannedTarget } from '../target';

/** Attempts that may fail, each after a longer wait, before a batch is given up. */
const maxRounds = 5;

/** Milliseconds before the next attempt; the first look-up of an interrupted run waits for none. */
const waitBefore = (round: number) => (round === 0 ? 0 : 500 * 2 ** round);

/** What is to be done next with some targets of the batch. */
interface Step {
  readonly kind: 'send' | 'lookUp';
  readonly targets: readonly PlannedTarget[];
}

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

/** What hides the end of targets that an earlier run of the plan has left in doubt. */
const interrupted: RunFailure = { kind: 'interrupted' };

/**
 * Sends one batch, heals it as far as it can be healed, and tells how each target ended.
 *
 * After a request that may have worked, a target ends as deleted (seen gone) or unknown; as failed or
 * not attempted only when it was seen to exist so late that the request can't take effect any more.
 *
 * It takes a bounded time: each of its six attempts is one request and one look-up, and a silent
 * server ends either after a request timeout. A cancellation lets the request in flight end, and
 * leaves one look-up for each target, all within one more timeout.
 */
export async function processBatch(
  targets: readonly PlannedTarget[],
  deleter: TargetDeleter,
  run: RunState,
): Promise<readonly TargetOutcome[]> {
  const batch = new Batch(deleter, run);
  const isInDoubt = ({ key }: PlannedTarget) => run.options.inDoubt?.has(key) === true;
  const inDoubt = targets.filter(isInDoubt);
  const fresh = targets.filter((planned) => !isInDoubt(planned));
  batch.markUncertain(inDoubt, interrupted);
  if (run.stopReason) {
    batch.finishUncertain(inDoubt);
    batch.skip(fresh, run.stopReason);
    return batch.outcomes;
  }
  const steps: Step[] = [
    { kind: 'send', targets: fresh },
    { kind: 'lookUp', targets: inDoubt },
  ];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (step.targets.length === 0) continue;
    const next = await (step.kind === 'send'
      ? batch.send(step.targets)
      : batch.lookUp(step.targets));
    steps.push(...next);
  }
  await batch.lookLast();
  return batch.outcomes;
}

class Batch {
  readonly outcomes: TargetOutcome[] = [];
  private readonly uncertain = new Map<string, Uncertainty>();
  /** Uncertain targets for which nothing more is sent. */
  private readonly leftUncertain: PlannedTarget[] = [];
  private rounds = 0;

  constructor(
    private readonly deleter: TargetDeleter,
    private readonly run: RunState,
  ) {}

  async send(asked: readonly PlannedTarget[]): Promise<readonly Step[]> {
    const { run } = this;
    if (run.stopReason) return this.skip(asked, run.stopReason);
    const targets = await this.backedUp(asked);
    if (targets.length === 0) return [];
    const { stopReason } = this.run;
    if (stopReason) return this.skip(targets, stopReason);
    try {
      await run.options.journal.before(targets);
    } catch (error) {
      // No record, no request: the one error that ends a run without an answer of the server.
      return this.stop(targets, noRecord(error));
    }
    const sentAt = run.options.clock.now();
    try {
      return this.readAnswer(targets, await this.deleter.send(targets));
    } catch (error) {
      // The other half of the answer: `ApiError` becomes outcomes here and nowhere else.
      if (error instanceof NotSent) return this.keep(targets, error.reason, sentAt);
      if (this.run.stopReason && error === run.signal.reason) {
        return this.skip(targets, this.run.stopReason);
      }
      return this.recover(targets, failureOf(error));
    }
  }

  /** Those that the run's gate lets pass; the others end here, before anything is written or sent. */
  private async backedUp(asked: readonly PlannedTarget[]): Promise<readonly PlannedTarget[]> {
    const { gate } = this.run.options;
    if (!gate) return asked;
    let missing: ReadonlyMap<string, NotBackedUp>;
    try {
      missing = await gate.ensure(asked);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const why: NotBackedUp = { kind: 'disk', reason };
      missing = new Map(asked.map(({ key }) => [key, why]));
    }
    const { stopReason } = this.run;
    for (const planned of asked) {
      const why = missing.get(planned.key);
      if (!why) continue;
      const reason: LeftReason = stopReason ?? { kind: 'notBackedUp', why };
      const uncertainty = this.uncertain.get(planned.key);
      if (uncertainty) uncertainty.ifProven = { kind: 'notAttempted', reason };
      this.skip([planned], reason);
    }
    return asked.filter(({ key }) => !missing.has(key));
  }

  /** Looks whether uncertain targets still exist; those that do are sent again. */
  async lookUp(targets: readonly PlannedTarget[]): Promise<readonly Step[]> {
    const { there, unanswered } = await this.look(targets);
    const open = [...there, ...unanswered];
    if (open.length === 0) return [];
    const { stopReason } = this.run;
    if (stopReason?.kind === 'cancelled') return this.finishUncertain(open);
    if (stopReason) return this.skip(open, stopReason);
    if (!(await this.nextRound())) return this.giveUp(there, unanswered);
    if (this.run.stopReason) return this.skip(open, this.run.stopReason);
    return [
      { kind: 'send', targets: there },
      { kind: 'lookUp', targets: unanswered },
    ];
  }

  /**
   * One more look at what nothing is sent for any more, so late that what exists has survived; after
   * a cancellation at once, and nothing is proven by it.
   */
  async lookLast(): Promise<void> {
    const targets = this.leftUncertain;
    const { stopReason, options } = this.run;
    const isRefused = stopReason?.kind === 'stopped' && isFinal(stopReason.failure);
    if (targets.length > 0 && this.deleter.exists && !isRefused) {
      const landed = Math.max(...targets.map((each) => this.uncertaintyOf(each).mayLandUntil));
      await this.run.wait(landed - options.clock.now(), this.run.cancelled);
      const { there, unanswered } = await this.look(targets);
      this.finishUncertain([...there, ...unanswered]);
    } else this.finishUncertain(targets);
  }

  /** A request for these may have worked, or work yet. */
  markUncertain(targets: readonly PlannedTarget[], failure: RunFailure): void {
    const { clock, timeoutMs } = this.run.options;
    const mayLandUntil = clock.now() + timeoutMs;
    for (const { key } of targets) {
      this.uncertain.set(key, { failure, mayLandUntil, isProven: false, ifProven: undefined });
    }
  }

  /** Nothing more is sent for these. */
  skip(targets: readonly PlannedTarget[], reason: LeftReason): readonly Step[] {
    for (const planned of targets) {
      if (this.uncertain.has(planned.key)) this.leftUncertain.push(planned);
      else this.put(planned, { kind: 'notAttempted', reason });
    }
    return [];
  }

  /** Ends uncertain targets by what is known of them now. */
  finishUncertain(targets: readonly PlannedTarget[]): readonly Step[] {
    for (const planned of targets) {
      const { failure, isProven, ifProven } = this.uncertaintyOf(planned);
      const reason = this.run.stopReason;
      if (!isProven) this.put(planned, { kind: 'unknown', failure });
      else if (ifProven) this.put(planned, ifProven);
      else if (reason) this.put(planned, { kind: 'notAttempted', reason });
      else this.put(planned, { kind: 'failed', failure });
    }
    return [];
  }

  /** Takes an answer apart; what it does not mention is looked up. */
  private readAnswer(targets: readonly PlannedTarget[], answer: Answer): readonly Step[] {
    this.run.answered();
    const { requestId } = answer;
    const rest: PlannedTarget[] = [];
    for (const planned of targets) {
      const failure = answer.errors.get(planned.key);
      if (answer.deleted.has(planned.key)) this.put(planned, { kind: 'deleted', requestId });
      else if (failure) this.fail(planned, failure);
      else if (answer.missing.has(planned.key)) {
        const kind = this.uncertain.has(planned.key) ? 'deleted' : 'alreadyGone';
        this.put(planned, { kind, requestId });
      } else rest.push(planned);
    }
    if (answer.missing.size > 0) return [{ kind: 'send', targets: rest }];
    this.markUncertain(rest, { kind: 'unmentioned', requestId });
    return [{ kind: 'lookUp', targets: rest }];
  }

  private async recover(
    targets: readonly PlannedTarget[],
    failure: ApiFailure,
  ): Promise<readonly Step[]> {
    if (isFinal(failure)) return this.stop(targets, { kind: 'stopped', failure });
    if (failure.mayHaveActed === 'maybe') {
      this.markUncertain(targets, failure);
      if (isForeignRefusal(failure)) return this.stop(targets, { kind: 'stopped', failure });
      return [{ kind: 'lookUp', targets }];
    }
    if (isPassing(failure) && (await this.nextRound())) return [{ kind: 'send', targets }];
    if (failure.kind === 'unreachable') return this.stop(targets, { kind: 'stopped', failure });
    if (targets.length > 1) {
      const [first, second] = halves(targets);
      if (failure.kind === 'rejected' && failure.maxItems !== undefined) {
        this.run.batchSize = Math.min(this.run.batchSize, first.length);
      }
      return [
        { kind: 'send', targets: second },
        { kind: 'send', targets: first },
      ];
    }
    for (const planned of targets) this.fail(planned, failure);
    return [];
  }

  private stop(targets: readonly PlannedTarget[], reason: LeftReason): readonly Step[] {
    this.run.stop(reason);
    return this.skip(targets, reason);
  }

  /** A deleter has found before it sent anything that the targets have to stay. */
  private async keep(
    targets: readonly PlannedTarget[],
    reason: LeftReason,
    lookedAt: number,
  ): Promise<readonly Step[]> {
    const uncertain = targets.filter(({ key }) => this.uncertain.has(key));
    const fresh = targets.filter(({ key }) => !this.uncertain.has(key));
    this.skip(fresh, reason);
    // What holds something exists; whether it does when the lost request has had its time counts.
    if (reason.kind !== 'notEmpty') return this.finishUncertain(uncertain);
    const landed = Math.max(0, ...uncertain.map((each) => this.uncertaintyOf(each).mayLandUntil));
    if (lookedAt < landed) {
      const { clock } = this.run.options;
      await this.run.wait(landed - clock.now(), this.run.signal);
      return [{ kind: 'send', targets: uncertain }];
    }
    for (const planned of uncertain) this.put(planned, { kind: 'notAttempted', reason });
    return [];
  }

  /** ImageKit itself has refused to delete a target; an earlier request may still do it. */
  private fail(planned: PlannedTarget, failure: RunFailure): void {
    const uncertainty = this.uncertain.get(planned.key);
    if (!uncertainty) {
      this.put(planned, { kind: 'failed', failure });
      return;
    }
    uncertainty.ifProven = { kind: 'failed', failure };
    this.leftUncertain.push(planned);
  }

  /** The rounds are used up: what was seen to exist may still prove to have survived. */
  private giveUp(
    there: readonly PlannedTarget[],
    unanswered: readonly PlannedTarget[],
  ): readonly Step[] {
    const failureOf = (planned: PlannedTarget) => this.uncertaintyOf(planned).failure;
    const failures = [...there, ...unanswered].map(failureOf);
    const [first = interrupted] = failures;
    this.run.gaveUp(failures.find(({ kind }) => kind === 'interrupted') ?? first);
    for (const planned of there) {
      const failure = failureOf(planned);
      // Nothing was sent for it this time: what ended the run is the reason.
      if (failure.kind === 'interrupted') this.leftUncertain.push(planned);
      else this.fail(planned, failure);
    }
    return this.finishUncertain(unanswered);
  }

  /** Looks for each target, and ends those that are gone. */
  private async look(targets: readonly PlannedTarget[]): Promise<{
    readonly there: readonly PlannedTarget[];
    readonly unanswered: readonly PlannedTarget[];
  }> {
    const { exists } = this.deleter;
    if (!exists) return { there: targets, unanswered: [] };
    const sights = await lookUp(targets, exists, this.run);
    const of = (...kinds: readonly Sight['kind'][]) =>
      targets.filter((planned) => kinds.includes(sights.get(planned)?.kind ?? 'unanswered'));
    for (const planned of of('gone')) this.put(planned, { kind: 'deleted', requestId: undefined });
    for (const planned of of('there')) {
      const sight = sights.get(planned);
      const uncertainty = this.uncertaintyOf(planned);
      uncertainty.isProven = sight?.kind === 'there' && sight.since >= uncertainty.mayLandUntil;
    }
    // An id that can't be asked for: its deletion is answered by the same refusal.
    return { there: of('there', 'refused'), unanswered: of('unanswered') };
  }

  /** Waits for the next round; false when the rounds are used up. */
  private async nextRound(): Promise<boolean> {
    if (this.rounds >= maxRounds) return false;
    await this.run.wait(waitBefore(this.rounds), this.run.signal);
    this.rounds += 1;
    return true;
  }

  private uncertaintyOf({ key }: PlannedTarget): Uncertainty {
    const uncertainty = this.uncertain.get(key);
    if (!uncertainty) throw new TypeError(`Nothing was sent for ${key}`);
    return uncertainty;
  }

  private put(planned: PlannedTarget, outcome: DeletionOutcome): void {
    this.outcomes.push({ planned, outcome });
    if (outcome.kind === 'deleted' || outcome.kind === 'alreadyGone') {
      this.run.gone.add(planned.key);
    }
  }
}

/** A server out of reach and a lock: worth the same request later. */
function isPassing(failure: ApiFailure): boolean {
  return failure.kind === 'unreachable' || isLock(failure);
}

/** 423, which ImageKit answers while a job of its own works on a folder. */
function isLock({ status }: ApiFailure): boolean {
  return status === 423;
}

/**
 * A refusal or redirect without ImageKit's marks: something on the way that lets no deletion through,
 * whatever is in it.
 */
function isForeignRefusal({ kind, status = 0 }: ApiFailure): boolean {
  return kind === 'malformed' && status >= 300 && status < 500;
}

/** Anything but an `ApiError` is a mistake of ours, and says nothing about what the server did. */
function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiError) return error.failure;
  return {
    kind: 'malformed',
    message: error instanceof Error ? error.message : String(error),
    status: undefined,
    requestId: undefined,
    mayHaveActed: 'maybe',
  };
}

/** Two halves, the first one larger by at most one. */
function halves<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
