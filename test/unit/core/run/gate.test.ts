import assert from 'node:assert/strict';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import type { GuardFinding } from '../../../../src/core/plan/guards';
import { withBackup, type ConfirmedPlan } from '../../../../src/core/plan/plan';
import type { NotBackedUp } from '../../../../src/core/recovery/backup';
import { execute } from '../../../../src/core/run/execute';
import type { TargetOutcome } from '../../../../src/core/run/outcome';
import { resume } from '../../../../src/core/run/resume';
import { claimsToRetry } from '../../../../src/core/run/claimsToRetry';
import type { RunGate, RunOptions } from '../../../../src/core/run/run';
import { JournalFolder } from '../../../../src/io/journal/journalFolder';
import { HandClock, LeapClock } from '../../../support/clocks';
import { drain } from '../../../support/drain';
import { noJournal, seed, swift, useRunSandbox } from '../../../support/deletion/runSandbox';
import { confirmed, folderTarget, versionTarget } from '../../../support/deletion/targets';
import { useFolder } from '../../../support/deletion/useFolder';

const backup = { kind: 'required', withVersions: true, folder: '/backups' } as const;
const altered: NotBackedUp = { kind: 'altered' };

/** Lets pass what `isSafe` says; the others have no backup. */
function gateOf(isSafe: (key: string) => boolean, why = altered): RunGate {
  return {
    ensure: (batch) =>
      Promise.resolve(
        new Map(
          batch
            .filter(({ key, target }) => target.kind !== 'folder' && !isSafe(key))
            .map(({ key }) => [key, why]),
        ),
      ),
  };
}

const closed = gateOf(() => false);
const broken: RunGate = { ensure: () => Promise.reject(new Error('no disk')) };

suite('a run with a backup', () => {
  const folder = useFolder();
  const sandbox = useRunSandbox([
    ...Array.from({ length: 12 }, (_, index) => seed(`/many/${index}.jpg`)),
    seed('/one/hero.jpg', 3),
  ]);

  const planOf = async (...folders: readonly string[]): Promise<ConfirmedPlan> =>
    withBackup(await sandbox().planOf(...folders), backup);

  async function versionPlan(): Promise<ConfirmedPlan> {
    const [planned] = (await sandbox().planOf('/one')).targets;
    const { library } = await sandbox().control.state();
    const older = library.find(({ filePath }) => filePath === '/one/hero.jpg')?.versions[0];
    assert.ok(planned?.target.kind === 'asset' && older);
    return withBackup(confirmed([versionTarget(planned.target.asset, older.versionId)]), backup);
  }

  const reasons = (outcomes: readonly TargetOutcome[]) =>
    outcomes.map(({ outcome }) =>
      outcome.kind === 'notAttempted' ? outcome.reason.kind : outcome.kind,
    );

  const plans: readonly (readonly [string, () => Promise<ConfirmedPlan>])[] = [
    ['one file', () => planOf('/one')],
    ['files in bulk', () => planOf('/many')],
    ['a version', versionPlan],
    ['files with their folder', () => planOf('/many/', '/one/')],
  ];
  for (const [what, plan] of plans) {
    for (const [how, gate] of [
      ['whose backup fails', closed],
      ['whose backup breaks down', broken],
    ] as const) {
      test(`sends no deletion and writes no intent for ${what} ${how}`, async () => {
        const intents: string[] = [];
        const journal = {
          ...noJournal,
          before: (batch: readonly { readonly key: string }[]) => {
            intents.push(...batch.map(({ key }) => key));
            return Promise.resolve();
          },
        };
        const outcomes = await sandbox().run(await plan(), { gate, journal });
        assert.deepEqual(await sandbox().writes(), []);
        // A folder's own request is announced before the look that shows it isn't empty.
        assert.deepEqual(
          intents.filter((key) => !key.startsWith('folder:')),
          [],
        );
        for (const { planned, outcome } of outcomes) {
          assert.ok(outcome.kind === 'notAttempted');
          const isFolder = planned.target.kind === 'folder' && how === 'whose backup fails';
          assert.equal(outcome.reason.kind, isFolder ? 'notEmpty' : 'notBackedUp');
        }
      });
    }
  }

  test('deletes what is backed up, and says of each of the others why it stays', async () => {
    const plan = await planOf('/many/');
    const files = plan.targets.filter(({ target }) => target.kind === 'asset');
    const unsafe = new Set(files.slice(0, 5).map(({ key }) => key));
    const outcomes = await sandbox().run(plan, { gate: gateOf((key) => !unsafe.has(key)) });
    for (const { planned, outcome } of outcomes) {
      if (unsafe.has(planned.key)) {
        assert.deepEqual(outcome, {
          kind: 'notAttempted',
          reason: { kind: 'notBackedUp', why: altered },
        });
      } else
        assert.equal(outcome.kind, planned.target.kind === 'folder' ? 'notAttempted' : 'deleted');
    }
    assert.equal((await sandbox().paths('/many')).length, 5);
  });

  test('deletes an empty folder, which holds nothing to back up', async () => {
    const plan = await planOf('/many/');
    assert.deepEqual(
      new Set(reasons(await sandbox().run(plan, { gate: gateOf(() => true) }))),
      new Set(['deleted']),
    );
    const again = withBackup(confirmed([folderTarget('/many')]), backup);
    assert.equal(reasons(await sandbox().run(again, { gate: closed })).length, 1);
  });

  /** A gate that lets everything pass after so many milliseconds, and what is looked at after it. */
  function slowGate(ms: number) {
    const clock = new HandClock();
    const asked: string[] = [];
    const gate: RunGate = { ensure: () => clock.advance(ms).then(() => new Map()) };
    return { clock, asked, gate };
  }

  test('looks again at what has waited for its backup, and keeps what is protected by then', async () => {
    const plan = await planOf('/many');
    const [first, second] = plan.targets;
    assert.ok(first && second);
    const findings = new Map<string, GuardFinding>([
      [first.key, { kind: 'protectedTag', tag: 'keep' }],
      [second.key, { kind: 'changed', what: 'version' }],
    ]);
    const { clock, asked, gate } = slowGate(6_000);
    const recheck: RunOptions['recheck'] = (targets) => {
      asked.push(...targets.map(({ key }) => key));
      return Promise.resolve(findings);
    };
    const outcomes = await sandbox().run(plan, { gate, clock, recheck });
    assert.deepEqual(
      asked,
      plan.targets.map(({ key }) => key),
    );
    for (const { planned, outcome } of outcomes) {
      const finding = findings.get(planned.key);
      if (!finding) assert.equal(outcome.kind, 'deleted');
      else {
        assert.deepEqual(outcome, { kind: 'notAttempted', reason: { kind: 'kept', finding } });
      }
    }
    assert.equal((await sandbox().paths('/many')).length, 2);
  });

  test('trusts the look that it began with for a few seconds', async () => {
    const { clock, gate } = slowGate(4_000);
    const recheck = () => assert.fail('asked too early');
    const outcomes = await sandbox().run(await planOf('/many'), { gate, clock, recheck });
    assert.deepEqual(new Set(reasons(outcomes)), new Set(['deleted']));
  });

  test('stops before its next request when it cannot look again', async () => {
    const { clock, gate } = slowGate(6_000);
    const failure: ApiFailure = {
      ...{ kind: 'unreachable', message: 'gone', status: undefined, requestId: undefined },
      mayHaveActed: 'no',
    };
    const recheck = () => Promise.reject(new ApiError(failure, 'GET /v1/files'));
    const outcomes = await sandbox().run(await planOf('/many'), { gate, clock, recheck });
    assert.deepEqual(new Set(reasons(outcomes)), new Set(['stopped']));
    assert.deepEqual(await sandbox().writes(), []);
  });

  test('does not begin without its gate', async () => {
    const plan = await planOf('/many');
    await assert.rejects(sandbox().run(plan), /needs its gate/);
    assert.deepEqual(await sandbox().writes(), []);
  });

  test('needs its gate again when it goes on after it was interrupted', async () => {
    const journals = new JournalFolder(folder());
    const plan = await planOf('/many');
    const account = { id: 'account-1', name: 'acme' };
    const begun = await journals.create(plan, account);
    const { runId } = begun;
    await begun.before(plan.targets.slice(0, 3));
    await begun.end();
    const { record, journal } = await journals.reopen(runId);
    const rest = resume(record);
    assert.deepEqual(rest.plan.backup, backup);
    const { inDoubt, gone } = rest;
    const options = {
      ...{ ...swift, journal, inDoubt, gone, clock: new LeapClock(), client: sandbox().client() },
      signal: new AbortController().signal,
    };
    await assert.rejects(drain(execute(rest.plan, options)), /needs its gate/);
    const ended = await drain(execute(rest.plan, { ...options, gate: closed }));
    const outcomes = ended.yielded.flat();
    assert.deepEqual(new Set(reasons(outcomes)), new Set(['notBackedUp']));
    assert.deepEqual(await sandbox().writes(), []);
    await journal.end();
    const after = await journals.read(runId);
    assert.equal(resume(after).plan.targets.length, 12, 'all of it can be taken up again');
    assert.deepEqual(claimsToRetry(outcomes), [], 'nothing of it has failed');
  });

  test('that was recorded without a backup goes on without one', async () => {
    const journals = new JournalFolder(folder());
    const journal = await journals.create(await sandbox().planOf('/one'), {
      id: 'account-1',
      name: 'acme',
    });
    const { runId } = journal;
    await journal.end();
    const record = await journals.read(runId);
    assert.equal(record.header.backup, undefined);
    assert.deepEqual(resume(record).plan.backup, { kind: 'none' });
  });

  test('asks the gate again before it sends something a second time', async () => {
    const plan = await planOf('/one');
    await sandbox().control.plant({
      method: 'DELETE',
      action: { kind: 'reset', when: 'before' },
    });
    let asked = 0;
    const gate = gateOf(() => (asked += 1) === 1);
    const outcomes = await sandbox().run(plan, { gate });
    assert.deepEqual(await sandbox().paths('/one'), ['/one/hero.jpg']);
    assert.deepEqual(reasons(outcomes), ['notBackedUp']);
  });
});
