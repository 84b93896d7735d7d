import type { ApiFailure } from '../../api/errors';
import { BatchEnds } from './batchEnds';
import { failureOf, isFinal, isForeignRefusal, isPassing } from './failureKinds';
import { lookUp, type Sight } from './lookUp';
import type { GuardFinding } from '../plan/guards';
import type { LeftReason, RunFailure, TargetOutcome } from './outcome';
import { NotSent, type Answer, type TargetDeleter } from './targetDeleters';
import { noRecord, type RunState } from './run';
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

/** What hides the end of targets that an earlier run of the plan has left in doubt. */
const interrupted: RunFailure = { kind: 'interrupted' };

/**
 * Sends one batch, heals it as far as it can be healed, and tells how each target ended.
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
  const ends = new BatchEnds(run);
  const isInDoubt = ({ key }: PlannedTarget) => run.options.inDoubt?.has(key) === true;
  const inDoubt = targets.filter(isInDoubt);
  const fresh = targets.filter((planned) => !isInDoubt(planned));
  ends.markUncertain(inDoubt, interrupted);
  if (run.stopReason) {
    ends.finishUncertain(inDoubt);
    ends.skip(fresh, run.stopReason);
    return ends.outcomes;
  }
  const batch = new Batch(deleter, run, ends);
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
  return ends.outcomes;
}

class Batch {
  private rounds = 0;

  constructor(
    private readonly deleter: TargetDeleter,
    private readonly run: RunState,
    private readonly ends: BatchEnds,
  ) {}

  async send(asked: readonly PlannedTarget[]): Promise<readonly Step[]> {
    const { run } = this;
    if (run.stopReason) return this.skip(asked, run.stopReason);
    const targets = await this.agreed(await this.backedUp(asked));
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
      this.ends.skipForGood(planned, stopReason ?? { kind: 'notBackedUp', why });
    }
    return asked.filter(({ key }) => !missing.has(key));
  }

  /** Those that are still as they were agreed to; a backup takes its time. The others end here. */
  private async agreed(asked: readonly PlannedTarget[]): Promise<readonly PlannedTarget[]> {
    const { run } = this;
    const { recheck } = run.options;
    // What a folder holds is listed right before its deletion.
    const waited = asked.filter(({ target }) => target.kind !== 'folder');
    if (!recheck || waited.length === 0 || run.isFresh || run.stopReason) return asked;
    let findings: ReadonlyMap<string, GuardFinding>;
    try {
      findings = await recheck(waited, run.signal);
    } catch (error) {
      // The first reason stands: a cancellation ends the look, too.
      run.stop({ kind: 'stopped', failure: failureOf(error) });
      return asked;
    }
    for (const planned of waited) {
      const finding = findings.get(planned.key);
      if (finding) this.ends.skipForGood(planned, { kind: 'kept', finding });
    }
    return asked.filter(({ key }) => !findings.has(key));
  }

  /** Looks whether uncertain targets still exist; those that do are sent again. */
  async lookUp(targets: readonly PlannedTarget[]): Promise<readonly Step[]> {
    const { there, unanswered } = await this.look(targets);
    const open = [...there, ...unanswered];
    if (open.length === 0) return [];
    const { stopReason } = this.run;
    if (stopReason?.kind === 'cancelled') return this.finish(open);
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
    const targets = this.ends.leftUncertain;
    const { stopReason, options } = this.run;
    const isRefused = stopReason?.kind === 'stopped' && isFinal(stopReason.failure);
    if (targets.length > 0 && this.deleter.exists && !isRefused) {
      const landed = this.ends.landedBy(targets);
      await this.run.wait(landed - options.clock.now(), this.run.cancelled);
      const { there, unanswered } = await this.look(targets);
      this.ends.finishUncertain([...there, ...unanswered]);
    } else this.ends.finishUncertain(targets);
  }

  /** Takes an answer apart; what it does not mention is looked up. */
  private readAnswer(targets: readonly PlannedTarget[], answer: Answer): readonly Step[] {
    this.run.answered();
    const { requestId } = answer;
    const rest: PlannedTarget[] = [];
    for (const planned of targets) {
      const failure = answer.errors.get(planned.key);
      if (answer.deleted.has(planned.key)) this.ends.put(planned, { kind: 'deleted', requestId });
      else if (failure) this.ends.fail(planned, failure);
      else if (answer.missing.has(planned.key)) {
        const kind = this.ends.isUncertain(planned) ? 'deleted' : 'alreadyGone';
        this.ends.put(planned, { kind, requestId });
      } else rest.push(planned);
    }
    if (answer.missing.size > 0) return [{ kind: 'send', targets: rest }];
    this.ends.markUncertain(rest, { kind: 'unmentioned', requestId });
    return [{ kind: 'lookUp', targets: rest }];
  }

  private async recover(
    targets: readonly PlannedTarget[],
    failure: ApiFailure,
  ): Promise<readonly Step[]> {
    if (isFinal(failure)) return this.stop(targets, { kind: 'stopped', failure });
    if (failure.mayHaveActed === 'maybe') {
      this.ends.markUncertain(targets, failure);
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
    for (const planned of targets) this.ends.fail(planned, failure);
    return [];
  }

  private skip(targets: readonly PlannedTarget[], reason: LeftReason): readonly Step[] {
    this.ends.skip(targets, reason);
    return [];
  }

  private finish(uncertain: readonly PlannedTarget[]): readonly Step[] {
    this.ends.finishUncertain(uncertain);
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
    const uncertain = targets.filter((planned) => this.ends.isUncertain(planned));
    this.ends.skip(
      targets.filter((planned) => !this.ends.isUncertain(planned)),
      reason,
    );
    // What holds something exists; whether it does when the lost request has had its time counts.
    if (reason.kind !== 'notEmpty') return this.finish(uncertain);
    const landed = this.ends.landedBy(uncertain);
    if (lookedAt < landed) {
      const { clock } = this.run.options;
      await this.run.wait(landed - clock.now(), this.run.signal);
      return [{ kind: 'send', targets: uncertain }];
    }
    for (const planned of uncertain) this.ends.put(planned, { kind: 'notAttempted', reason });
    return [];
  }

  /** The rounds are used up: what was seen to exist may still prove to have survived. */
  private giveUp(
    there: readonly PlannedTarget[],
    unanswered: readonly PlannedTarget[],
  ): readonly Step[] {
    const failures = [...there, ...unanswered].map((planned) => this.ends.failureOf(planned));
    const [first = interrupted] = failures;
    this.run.gaveUp(failures.find(({ kind }) => kind === 'interrupted') ?? first);
    for (const planned of there) {
      const failure = this.ends.failureOf(planned);
      // Nothing was sent for it this time: what ended the run is the reason.
      if (failure.kind === 'interrupted') this.ends.leftUncertain.push(planned);
      else this.ends.fail(planned, failure);
    }
    return this.finish(unanswered);
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
    for (const planned of of('gone'))
      this.ends.put(planned, { kind: 'deleted', requestId: undefined });
    for (const planned of of('there')) {
      const sight = sights.get(planned);
      this.ends.seen(planned, sight?.kind === 'there' ? sight.since : undefined);
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
}

/** Two halves, the first one larger by at most one. */
function halves<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
