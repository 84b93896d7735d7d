import { ApiError, type ApiFailure } from '../../api/errors';
import { halves } from './stages';
import type { DeletionOutcome, TargetOutcome } from './outcome';
import { NotSent, type Answer, type Route } from './targetDeleters';
import { isFinal, type Run } from './run';
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

/** What an interrupted run leaves behind: it may have been sent, and nobody heard the answer. */
const interrupted: ApiFailure = {
  kind: 'unreachable',
  message: 'The run was interrupted before the answer arrived.',
  status: undefined,
  requestId: undefined,
  mayHaveActed: 'maybe',
};

/** Sends one batch, heals it as far as it can be healed, and tells how each target ended. */
export async function settle(
  targets: readonly PlannedTarget[],
  route: Route,
  run: Run,
): Promise<readonly TargetOutcome[]> {
  const batch = new Batch(route, run);
  const inDoubt = targets.filter(({ key }) => run.options.inDoubt?.has(key));
  const fresh = targets.filter(({ key }) => !run.options.inDoubt?.has(key));
  batch.lose(inDoubt, interrupted);
  if (run.stopReason) {
    batch.leave(targets);
    return batch.outcomes;
  }
  const steps: Step[] = [
    { kind: 'send', targets: fresh },
    { kind: 'lookUp', targets: inDoubt },
  ];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (step.targets.length === 0) continue;
    const next = await (step.kind === 'send' ? batch.send(step) : batch.lookUp(step));
    steps.push(...next);
  }
  return batch.outcomes;
}

class Batch {
  readonly outcomes: TargetOutcome[] = [];
  /** What a request was sent for that may have worked, with the failure that hid its answer. */
  readonly #lost = new Map<string, ApiFailure>();
  /** What was seen to exist after that. */
  readonly #survived = new Set<string>();
  #rounds = 0;

  constructor(
    private readonly route: Route,
    private readonly run: Run,
  ) {}

  lose(targets: readonly PlannedTarget[], failure: ApiFailure): void {
    for (const { key } of targets) {
      this.#lost.set(key, failure);
      this.#survived.delete(key);
    }
  }

  async send({ targets }: Step): Promise<readonly Step[]> {
    if (this.run.stopReason) return this.leave(targets);
    try {
      await this.run.options.journal.before(targets);
    } catch (error) {
      // No record, no request: the one error that ends a run without an answer of the server.
      this.run.stop({ kind: 'noRecord', message: messageOf(error) });
      return this.leave(targets);
    }
    try {
      return this.read(targets, await this.route.send(targets));
    } catch (error) {
      // The other half of the answer: `ApiError` becomes outcomes here and nowhere else.
      if (error instanceof NotSent) return this.leave(targets, error);
      if (this.run.signal.aborted && error === this.run.signal.reason) return this.leave(targets);
      return this.recover(targets, failureOf(error));
    }
  }

  async lookUp({ targets }: Step): Promise<readonly Step[]> {
    const [again, doubtful] = await this.look(targets);
    if (doubtful.length + again.length === 0) return [];
    if (this.run.stopReason || !(await this.another())) {
      for (const planned of [...again, ...doubtful]) this.giveUp(planned);
      return [];
    }
    return [
      { kind: 'send', targets: again },
      { kind: 'lookUp', targets: doubtful },
    ];
  }

  /** Asks for each target. Returns what is to be sent again, and what nobody answered for. */
  private async look(
    targets: readonly PlannedTarget[],
  ): Promise<readonly [again: readonly PlannedTarget[], doubtful: readonly PlannedTarget[]]> {
    const { exists } = this.route;
    if (!exists) return [targets, []];
    const again: PlannedTarget[] = [];
    const doubtful: PlannedTarget[] = [];
    const enough = new AbortController();
    const ask = async (planned: PlannedTarget): Promise<void> => {
      try {
        if (await exists(planned, enough.signal)) {
          this.#survived.add(planned.key);
          again.push(planned);
        } else this.put(planned, { kind: 'deleted', requestId: undefined });
      } catch (error) {
        const failure = failureOf(error);
        // An id that can't be asked for: its deletion will be answered by the same refusal.
        if (failure.kind === 'rejected') again.push(planned);
        else doubtful.push(planned);
        // One silent server is enough to know: asking for the others would only take its time, too.
        if (failure.kind === 'unreachable') enough.abort();
        if (!isFinal(failure)) return;
        this.run.stop({ kind: 'stopped', failure });
        enough.abort();
      }
    };
    await Promise.all(targets.map(ask));
    return [again, doubtful];
  }

  /** Takes an answer apart; what it does not mention is looked up. */
  private read(targets: readonly PlannedTarget[], answer: Answer): readonly Step[] {
    const { requestId } = answer;
    const rest: PlannedTarget[] = [];
    for (const planned of targets) {
      const failure = answer.errors.get(planned.key);
      if (answer.deleted.has(planned.key)) this.put(planned, { kind: 'deleted', requestId });
      else if (failure) this.put(planned, { kind: 'failed', failure });
      else if (answer.missing.has(planned.key)) {
        const kind = this.#lost.has(planned.key) ? 'deleted' : 'alreadyGone';
        this.put(planned, { kind, requestId });
      } else rest.push(planned);
    }
    if (answer.missing.size > 0) return [{ kind: 'send', targets: rest }];
    this.lose(rest, unmentioned(requestId));
    return [{ kind: 'lookUp', targets: rest }];
  }

  private async recover(
    targets: readonly PlannedTarget[],
    failure: ApiFailure,
  ): Promise<readonly Step[]> {
    if (isFinal(failure)) {
      this.run.stop({ kind: 'stopped', failure });
      return this.leave(targets);
    }
    if (failure.mayHaveActed === 'maybe') {
      this.lose(targets, failure);
      return [{ kind: 'lookUp', targets }];
    }
    if (isPassing(failure) && (await this.another())) return [{ kind: 'send', targets }];
    if (failure.kind === 'unreachable') {
      this.run.stop({ kind: 'stopped', failure });
      return this.leave(targets);
    }
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
    for (const planned of targets) {
      // A lock may be told of before anybody looks whether there is something behind it.
      const isHidden = isLock(failure) && this.#lost.has(planned.key);
      this.put(planned, { kind: isHidden ? 'unknown' : 'failed', failure });
    }
    return [];
  }

  /** Waits for the next round; false when the rounds are used up. */
  private async another(): Promise<boolean> {
    if (this.#rounds >= maxRounds) return false;
    await this.run.options.pause(waitBefore(this.#rounds), this.run.signal);
    this.#rounds += 1;
    return true;
  }

  /** Ends targets for which nothing more is sent. */
  leave(targets: readonly PlannedTarget[], notSent?: NotSent): readonly Step[] {
    for (const planned of targets) {
      const reason = notSent?.reason ?? this.run.stopReason ?? { kind: 'cancelled' };
      if (this.#lost.has(planned.key)) this.giveUp(planned);
      else this.put(planned, { kind: 'notAttempted', reason });
    }
    return [];
  }

  /** Ends a target whose request was lost: seen to have survived it, or not seen at all. */
  private giveUp(planned: PlannedTarget): void {
    const failure = this.#lost.get(planned.key) ?? interrupted;
    const reason = this.run.stopReason;
    if (!this.#survived.has(planned.key)) this.put(planned, { kind: 'unknown', failure });
    else if (reason) this.put(planned, { kind: 'notAttempted', reason });
    else this.put(planned, { kind: 'failed', failure });
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

function unmentioned(requestId: string | undefined): ApiFailure {
  return {
    kind: 'malformed',
    message: 'The answer does not mention this file.',
    status: 200,
    requestId,
    mayHaveActed: 'maybe',
  };
}

/** Anything but an `ApiError` is a mistake of ours, and says nothing about what the server did. */
function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiError) return error.failure;
  return {
    kind: 'malformed',
    message: messageOf(error),
    status: undefined,
    requestId: undefined,
    mayHaveActed: 'maybe',
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
