import assert from 'node:assert/strict';
import fc from 'fast-check';
import { execute } from '../../../../src/core/run/execute';
import type { TargetOutcome } from '../../../../src/core/run/outcome';
import { resume } from '../../../../src/core/run/resume';
import { isGone, outcomesOf } from '../../../../src/core/journal/runRecord';
import { targetPath } from '../../../../src/core/target';
import { MemoryJournal } from '../../../support/deletion/memoryJournal';
import { modelClient, type Fault } from '../../../support/deletion/modelClient';
import { scenario, type Session } from '../../../support/deletion/scenario';
import { World } from '../../../support/deletion/world';

const runs = 3000;
const timeoutMs = 30_000;

const finalFaults = new Set<Fault['kind']>(['forbidden', 'unauthorized', 'rateLimited']);

/** Runs one session to its end, and checks it on the way. Returns false when it crashed. */
async function runSession(world: World, session: Session): Promise<boolean> {
  const { stepper, disk, scenario: how } = world;
  const rest = resume(disk.record);
  const planned = new Set(rest.plan.targets.map(({ key }) => key));
  const stop = new AbortController();
  let isAlive = true;
  const step = () => (isAlive ? stepper.step() : new Promise<never>(() => undefined));
  const journal = new MemoryJournal(disk, step, session.journalFailsFrom ?? Infinity);
  /** Why nothing may be sent any more. */
  let closed: string | undefined;
  /** What was looked up after the cancellation. */
  const askedLast = new Set<string>();

  const client = modelClient({
    ...how,
    library: world.library,
    illFormed: world.illFormed,
    step,
    timeOut: () =>
      new Promise((resolve) => isAlive && stepper.schedule(timeoutMs, () => resolve())),
    later: (act) => stepper.later(act, timeoutMs),
    onSend(sent) {
      const { method, keys, isWrite } = sent;
      if (closed === 'cancelled' && method !== 'list') {
        for (const key of keys) {
          assert.ok(!askedLast.has(key), `${key} is looked up again after the cancellation`);
          askedLast.add(key);
        }
      }
      if (method !== 'list') {
        for (const key of keys) assert.ok(planned.has(key), `${method} ${key}: not left to do`);
      }
      if (isWrite) {
        assert.equal(closed, undefined, method);
        for (const key of keys) {
          assert.ok(disk.record.inDoubt.has(key), `${method} ${key}: no intent on the disk`);
        }
      }
      return world.answerTo(sent);
    },
    onAnswer({ fault, isWrite }) {
      if (finalFaults.has(fault.kind)) closed ??= fault.kind;
      if (isWrite && fault.kind === 'foreign') closed ??= fault.kind;
    },
  });

  const outcomes: TargetOutcome[] = [];
  const end: { is: 'running' | 'done' | Error } = { is: 'running' };
  const run = async () => {
    const { plan, inDoubt, gone } = rest;
    const { signal } = stop;
    const { batchSize, writesAtATime } = how;
    const limits = { batchSize, writesAtATime, lookUps: 2, timeoutMs, silenceMs: timeoutMs + 1000 };
    const options = { client, journal, signal, clock: stepper, ...limits, inDoubt, gone };
    for await (const some of execute(plan, options)) outcomes.push(...some);
  };
  void run().then(
    () => (end.is = 'done'),
    (error: unknown) => (end.is = error as Error),
  );
  for (let steps = 0; end.is === 'running'; steps += 1) {
    if (steps === session.crashesAt) {
      isAlive = false;
      stepper.crash();
      disk.cut(session.kept);
      return false;
    }
    if (steps === session.cancelledAt) {
      stop.abort();
      closed ??= 'cancelled';
    }
    assert.ok(steps < 20_000, 'the run does not come to an end');
    await world.advance();
    if (journal.failed) closed ??= 'no record';
  }
  if (end.is instanceof Error) throw end.is;

  assert.deepEqual(outcomes.map(keyOf).sort(), [...planned].sort(), 'one outcome for each target');
  const isCancelled = stop.signal.aborted;
  const left = [...rest.outcomes, ...outcomes].filter(({ outcome }) => !isGone(outcome));
  const isOccupied = (folderPath: string) =>
    [...world.strange, ...left.map(({ planned: { target } }) => targetPath(target))].some((path) =>
      path.startsWith(`${folderPath}/`),
    );
  for (const each of outcomes) {
    const wasInDoubt = rest.inDoubt.has(keyOf(each));
    const isSomeInDoubt = rest.inDoubt.size > 0;
    const before = {
      wasInDoubt,
      isSomeInDoubt,
      isCancelled,
      isUnrecorded: journal.failed,
      isOccupied,
    };
    assert.ok(isCaused(world, each, before), `${keyOf(each)}: ${JSON.stringify(each.outcome)}`);
  }
  if (journal.failed) return true;
  const told = new Map([...rest.outcomes, ...outcomes].map((each) => [keyOf(each), each.outcome]));
  assert.deepEqual(disk.record.outcomes, told, 'the record says what was told');
  return true;
}

/** Whether what an outcome gives as its cause is something that happened. */
function isCaused(
  { sent, illFormed }: World,
  { planned: { key, target }, outcome }: TargetOutcome,
  before: {
    readonly wasInDoubt: boolean;
    readonly isSomeInDoubt: boolean;
    readonly isCancelled: boolean;
    readonly isUnrecorded: boolean;
    readonly isOccupied: (folderPath: string) => boolean;
  },
): boolean {
  const met = (...kinds: readonly Fault['kind'][]) =>
    sent.some(({ keys, fault }) => keys.includes(key) && kinds.includes(fault.kind));
  const anywhere = (...kinds: readonly Fault['kind'][]) =>
    sent.some(({ fault }) => kinds.includes(fault.kind));
  const isLost = met('lost', 'server', 'malformed', 'silence', 'foreign', 'unmentioned');
  switch (outcome.kind) {
    case 'deleted':
    case 'alreadyGone':
      return true;
    case 'failed':
      return isLost || met('itemErrors', 'locked') || illFormed.has(idIn(target));
    case 'unknown':
      return isLost || before.wasInDoubt;
    case 'notAttempted':
      switch (outcome.reason.kind) {
        case 'cancelled':
          return before.isCancelled;
        case 'silent':
          return before.isSomeInDoubt;
        case 'noRecord':
          return before.isUnrecorded;
        case 'stopped':
          return anywhere(
            ...finalFaults,
            'refused',
            'lost',
            'server',
            'malformed',
            'silence',
            'foreign',
          );
        case 'kept':
        case 'notBackedUp':
          return false;
        case 'notEmpty':
          return target.kind === 'folder' && before.isOccupied(target.folderPath);
        case 'unchecked':
          return (
            target.kind === 'folder' &&
            anywhere('lost', 'server', 'malformed', 'silence', 'foreign', 'refused', 'locked')
          );
      }
  }
}

function idIn(target: TargetOutcome['planned']['target']): string {
  return target.kind === 'asset' ? target.asset.fileId : '';
}

function keyOf({ planned }: TargetOutcome): string {
  return planned.key;
}

suite('a run, whatever happens to it', () => {
  test(`keeps its promises in ${runs} scenarios`, async () => {
    const tally = { sessions: 0, crashes: 0, requests: 0, faults: 0 };
    const ends: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(scenario, async (how) => {
        const world = new World(how);
        for (const session of how.sessions) {
          tally.sessions += 1;
          if (await runSession(world, session)) continue;
          tally.crashes += 1;
        }
        const last = { crashesAt: undefined, cancelledAt: undefined, journalFailsFrom: undefined };
        await runSession(world, { ...last, kept: 0 });
        await world.settle();
        checkEnd(world);
        tally.sessions += 1;
        tally.requests += world.sent.length;
        tally.faults += world.sent.filter(({ fault }) => fault.kind !== 'none').length;
        for (const { outcome } of outcomesOf(world.disk.record)) {
          ends[outcome.kind] = (ends[outcome.kind] ?? 0) + 1;
        }
      }),
      { numRuns: runs },
    );
    console.log(`      ${JSON.stringify({ scenarios: runs, ...tally, ...ends })}`);
  }).timeout(120_000);
});

/** What is true of the library when everything is over. */
function checkEnd(world: World): void {
  const { plan, disk, library } = world;
  const outcomes = outcomesOf(disk.record);
  assert.equal(outcomes.length, plan.targets.length, 'one outcome for each target of the plan');
  for (const { planned, outcome } of outcomes) {
    const exists = world.exists(planned.target);
    if (isGone(outcome)) assert.ok(!exists, `${planned.key} is said to be ${outcome.kind}`);
    else if (outcome.kind !== 'unknown' && !world.isTouched(planned.target)) {
      // A folder is its path: another one there, with something in it, is kept as well.
      assert.ok(library.has(planned.target), `${planned.key} is said to be there, ${outcome.kind}`);
    }
  }
  for (const fileId of world.bystanders) {
    assert.ok(library.files.has(fileId), `${fileId} was not planned, and is gone`);
  }
  for (const [fileId, versionId] of world.spared) {
    assert.ok(library.files.get(fileId)?.versionIds.has(versionId), `${versionId} was not planned`);
  }
}
