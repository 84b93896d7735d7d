import assert from 'node:assert/strict';
import { ImageKitClient } from '../../../../src/api/client';
import type { Journal } from '../../../../src/core/journal/journal';
import { JournalError } from '../../../../src/core/journal/journalError';
import { execute } from '../../../../src/core/run/execute';
import type { DeletionOutcome, TargetOutcome } from '../../../../src/core/run/outcome';
import { summarize } from '../../../../src/core/run/summary';
import type { FaultRequest } from '../../../../src/sandbox/control/faults';
import { LeapClock } from '../../../support/clocks';
import { noJournal, seed, swift, useRunSandbox } from '../../../support/deletion/runSandbox';
import {
  asset,
  confirmed,
  fileTarget,
  folderTarget,
  versionTarget,
} from '../../../support/deletion/targets';

const bulk = Array.from({ length: 250 }, (_, index) => seed(`/bulk/${index}.jpg`));
const library = [
  ...bulk,
  seed('/one/hero.jpg', 4),
  seed('/nest/1.jpg'),
  seed('/nest/deep/2.jpg'),
  seed('/nest/deep/er/3.jpg'),
  seed('/stay/1.jpg', 3),
  seed('/nestling/1.jpg'),
];
const nest = ['/nest/', '/nest/deep/', '/nest/deep/er/'];

suite('execute', () => {
  const sandbox = useRunSandbox(library);

  teardown(async () => {
    assert.deepEqual(await sandbox().paths('/stay'), ['/stay/1.jpg'], 'a bystander is gone');
    assert.deepEqual(await sandbox().paths('/nestling'), ['/nestling/1.jpg']);
  });

  const counts = (outcomes: readonly TargetOutcome[]) =>
    Object.entries(summarize(outcomes).counts)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ');
  const endOf = (outcomes: readonly TargetOutcome[], key: string): DeletionOutcome | undefined =>
    outcomes.find(({ planned }) => planned.key === key)?.outcome;
  const plant = (fault: FaultRequest) => sandbox().control.plant(fault);

  async function versionsOf(path: string): Promise<readonly string[]> {
    const { library: files } = await sandbox().control.state();
    const file = files.find(({ filePath }) => filePath === path);
    return file?.versions.map(({ versionId }) => versionId) ?? [];
  }

  test('deletes in batches of a hundred, each id once', async () => {
    const plan = await sandbox().planOf('/bulk');
    const outcomes = await sandbox().run(plan);
    assert.equal(counts(outcomes), '250 deleted');
    assert.deepEqual(await sandbox().paths('/bulk'), []);
    const requests = await sandbox().control.requests();
    assert.deepEqual(requests.map(({ fileIds }) => fileIds?.length).sort(), [100, 100, 50]);
    const ids = requests.flatMap(({ fileIds }) => fileIds ?? []);
    assert.equal(new Set(ids).size, 250);
    for (const { outcome } of outcomes) {
      assert.ok(outcome.kind === 'deleted');
      assert.ok(requests.some(({ requestId }) => requestId === outcome.requestId));
    }
  });

  test('takes a single file by its own route', async () => {
    const outcomes = await sandbox().run(await sandbox().planOf('/one'));
    assert.equal(counts(outcomes), '1 deleted');
    assert.deepEqual(await sandbox().writes(), ['deleteFile 204']);
    assert.deepEqual(await versionsOf('/one/hero.jpg'), []);
  });

  test('does nothing for an empty plan', async () => {
    assert.deepEqual(await sandbox().run(confirmed([])), []);
    assert.deepEqual(await sandbox().control.requests(), []);
  });

  suite('rate limits', () => {
    test('are waited for as told, and the run goes on', async () => {
      const plan = await sandbox().planOf('/bulk');
      await plant({ route: 'deleteFiles', nth: 2, action: { kind: 'status', status: 429 } });
      const waiting: (number | undefined)[] = [];
      const client = sandbox().client({ onWait: (wait) => waiting.push(wait?.untilMs) });
      assert.equal(counts(await sandbox().run(plan, { client })), '250 deleted');
      assert.ok(
        sandbox().waits.some((ms) => ms > 900 && ms <= 1000),
        sandbox().waits.join(),
      );
      assert.ok(waiting.length >= 2 && waiting.at(-1) === undefined);
    });

    test('that never end stop the run, and nothing is said to be gone', async () => {
      const plan = await sandbox().planOf('/bulk');
      const action = { kind: 'status', status: 429 } as const;
      await plant({ route: 'deleteFiles', nth: 2, count: 'always', action });
      const outcomes = await sandbox().run(plan, { writesAtATime: 1 });
      assert.equal(counts(outcomes), '100 deleted, 150 notAttempted');
      const { left } = summarize(outcomes);
      assert.ok(left?.kind === 'stopped' && left.failure.kind === 'rateLimited');
      assert.equal((await sandbox().paths('/bulk')).length, 150);
    });
  });

  suite('a lost answer', () => {
    const lost = [
      ['a connection cut before the deletion', { kind: 'reset', when: 'before' }, 'sent twice'],
      ['a connection cut after the deletion', { kind: 'reset', when: 'after' }, 'sent once'],
      ['an answer cut in the middle', { kind: 'reset', when: 'during' }, 'sent once'],
      ['half an answer', { kind: 'truncate' }, 'sent once'],
      ['a 500 before the deletion', { kind: 'status', status: 500 }, 'sent twice'],
      ['a 500 after the deletion', { kind: 'status', status: 500, when: 'after' }, 'sent once'],
      ['a gateway page', { kind: 'status', status: 502, html: '<h1>502</h1>' }, 'sent twice'],
      [
        'an empty answer after it',
        { kind: 'status', status: 200, json: {}, when: 'after' },
        'sent once',
      ],
    ] as const;

    for (const [what, action, times] of lost) {
      for (const folder of ['/bulk', '/one'] as const) {
        // A single deletion answers without a body, and any object is as good.
        if (folder === '/one' && (what === 'half an answer' || what === 'an empty answer after it'))
          continue;
        test(`is looked up, and only what exists is sent again: ${what} (${folder})`, async () => {
          const plan = await sandbox().planOf(folder);
          await plant({ method: folder === '/bulk' ? 'POST' : 'DELETE', action });
          const outcomes = await sandbox().run(plan, { writesAtATime: 1 });
          assert.equal(counts(outcomes), `${plan.targets.length} deleted`);
          assert.deepEqual(await sandbox().paths(folder), []);
          const writes = await sandbox().writes();
          const batches = Math.ceil(plan.targets.length / 100);
          assert.equal(writes.length, times === 'sent twice' ? batches + 1 : batches);
          const looked = (await sandbox().control.requests()).filter((r) => r.route === 'getFile');
          assert.equal(looked.length, Math.min(100, plan.targets.length));
        });
      }
    }

    test('is an answer that did not come in time, too', async () => {
      const plan = await sandbox().planOf('/one');
      await plant({ method: 'DELETE', action: { kind: 'timeout', when: 'after' } });
      const client = sandbox().client({ timeoutMs: 300 });
      assert.equal(counts(await sandbox().run(plan, { client })), '1 deleted');
      assert.equal((await sandbox().writes()).length, 1);
    });

    test('is unknown when it can not be looked up', async () => {
      const plan = await sandbox().planOf('/one');
      await plant({ method: 'DELETE', action: { kind: 'reset', when: 'after' } });
      const action = { kind: 'status', status: 500 } as const;
      await plant({ route: 'getFile', count: 'always', action });
      const outcomes = await sandbox().run(plan);
      assert.equal(counts(outcomes), '1 unknown');
      assert.equal((await sandbox().writes()).length, 1, 'it is not sent again blindly');
    });

    test('is a failure when the file is still there after five rounds, each later than the last', async () => {
      const plan = await sandbox().planOf('/one');
      const action = { kind: 'status', status: 503 } as const;
      await plant({ method: 'DELETE', count: 'always', action });
      const outcomes = await sandbox().run(plan);
      const end = outcomes[0]?.outcome;
      assert.ok(end?.kind === 'failed' && 'status' in end.failure && end.failure.status === 503);
      assert.equal((await sandbox().writes()).length, 6);
      const rounds = sandbox().waits.slice(0, 5);
      assert.deepEqual(
        rounds,
        rounds.toSorted((a, b) => a - b),
      );
      assert.equal((await sandbox().paths('/one')).length, 1);
    });

    test('of a version is looked up as that version', async () => {
      const [v1 = '', v2 = ''] = await versionsOf('/one/hero.jpg');
      const [planned] = (await sandbox().planOf('/one')).targets;
      assert.ok(planned?.target.kind === 'asset');
      const { asset: hero } = planned.target;
      await plant({ route: 'deleteVersion', action: { kind: 'reset', when: 'after' } });
      await plant({ route: 'deleteVersion', action: { kind: 'reset' } });
      const plan = confirmed([versionTarget(hero, v1), versionTarget(hero, v2)]);
      assert.equal(counts(await sandbox().run(plan, { writesAtATime: 1 })), '2 deleted');
      assert.equal((await versionsOf('/one/hero.jpg')).length, 2);
      assert.equal((await sandbox().writes()).length, 3);
    });
  });

  suite('what the server says of single files', () => {
    test('missing ones are already gone, and the others are sent again', async () => {
      const plan = await sandbox().planOf('/bulk');
      const gone = plan.targets.filter((_, index) => index % 40 === 0);
      for (const { target } of gone) {
        assert.ok(target.kind === 'asset');
        await sandbox().client().deleteFile(target.asset.fileId);
      }
      const outcomes = await sandbox().run(plan);
      assert.equal(counts(outcomes), '243 deleted, 7 alreadyGone');
      for (const { key } of gone) assert.equal(endOf(outcomes, key)?.kind, 'alreadyGone');
      assert.deepEqual(await sandbox().paths('/bulk'), []);
    });

    test('a 207 fails those that it names, with their own words', async () => {
      const plan = await sandbox().planOf('/bulk');
      const [planned] = plan.targets.slice(120);
      assert.ok(planned?.target.kind === 'asset');
      const ids = [planned.target.asset.fileId];
      await plant({ route: 'deleteFiles', count: 'always', action: { kind: 'itemErrors', ids } });
      const outcomes = await sandbox().run(plan);
      assert.equal(counts(outcomes), '249 deleted, 1 failed');
      const end = endOf(outcomes, planned.key);
      assert.ok(end?.kind === 'failed' && 'status' in end.failure);
      assert.equal(end.failure.status, 207);
      assert.ok(end.failure.message.length > 0);
      assert.deepEqual(await sandbox().paths('/bulk'), [planned.target.asset.filePath]);
    });

    for (const when of ['before', 'after'] as const) {
      test(`an answer that names nobody is no proof (deleted ${when} it: ${when === 'after'})`, async () => {
        const plan = await sandbox().planOf('/bulk');
        const json = { successfullyDeletedFileIds: [] };
        const action = { kind: 'status', status: 200, json, when } as const;
        await plant({ route: 'deleteFiles', action });
        assert.equal(counts(await sandbox().run(plan, { writesAtATime: 1 })), '250 deleted');
        assert.deepEqual(await sandbox().paths('/bulk'), []);
        assert.equal((await sandbox().writes()).length, when === 'after' ? 3 : 4);
      });
    }

    test('a smaller limit is learned, and nothing is lost over it', async () => {
      const plan = await sandbox().planOf('/bulk');
      const json = { message: 'fileIds cannot have more than 50 items.' };
      await plant({ route: 'deleteFiles', action: { kind: 'status', status: 400, json } });
      assert.equal(counts(await sandbox().run(plan, { writesAtATime: 1 })), '250 deleted');
      const sizes = (await sandbox().writes()).map((write) => write.split(' ').at(-1));
      assert.deepEqual(sizes, ['100', '50', '50', '50', '50', '50']);
    });

    for (const malformedBulkIds of ['invalid', 'missing'] as const) {
      test(`an ill-formed id among a hundred does not hold up the others (as ${malformedBulkIds})`, async () => {
        await sandbox().control.turn({ malformedBulkIds });
        const files = (await sandbox().planOf('/bulk')).targets.slice(0, 99);
        const bad = fileTarget(asset('3e21880d5efe355febd4bccx'));
        const plan = confirmed([
          ...files.slice(0, 42),
          ...confirmed([bad]).targets,
          ...files.slice(42),
        ]);
        const outcomes = await sandbox().run(plan);
        const end = endOf(outcomes, 'asset:3e21880d5efe355febd4bccx');
        assert.equal(end?.kind, malformedBulkIds === 'invalid' ? 'failed' : 'alreadyGone');
        assert.equal(outcomes.filter(({ outcome }) => outcome.kind === 'deleted').length, 99);
        assert.equal((await sandbox().paths('/bulk')).length, 151);
        // Two halves on each of seven levels, after the whole.
        assert.ok((await sandbox().writes()).length <= 15);
      });
    }

    test('an id that must not be sent at all fails alone, without a request for it', async () => {
      const files = (await sandbox().planOf('/bulk')).targets.slice(0, 3);
      const plan = confirmed([...files, fileTarget(asset('a/../b'))]);
      const outcomes = await sandbox().run(plan);
      assert.equal(counts(outcomes), '3 deleted, 1 failed');
      const sent = (await sandbox().control.requests()).flatMap(({ fileIds, path }) => [
        ...(fileIds ?? []),
        path,
      ]);
      assert.ok(!sent.some((text) => text.includes('..')));
    });

    test('a current version is refused by ImageKit, and its file stays', async () => {
      const current = (await versionsOf('/one/hero.jpg')).at(-1) ?? '';
      const [planned] = (await sandbox().planOf('/one')).targets;
      assert.ok(planned?.target.kind === 'asset');
      const plan = confirmed([versionTarget(planned.target.asset, current)]);
      const end = (await sandbox().run(plan))[0]?.outcome;
      assert.ok(end?.kind === 'failed' && 'status' in end.failure && end.failure.status === 400);
      assert.equal((await versionsOf('/one/hero.jpg')).length, 4);
    });
  });

  suite('the key', () => {
    test('that expires in the middle stops the run at once, and another one resumes it', async () => {
      const plan = await sandbox().planOf('/bulk');
      const { standard } = sandbox().keys;
      await sandbox().control.setKey({ name: 'standard', key: standard, callsLeft: 1 });
      const first = await sandbox().run(plan, { writesAtATime: 1 });
      assert.equal(counts(first), '100 deleted, 150 notAttempted');
      const { left } = summarize(first);
      assert.ok(left?.kind === 'stopped' && left.failure.kind === 'forbidden');
      assert.equal((await sandbox().writes()).length, 2);

      await sandbox().control.setKey({ name: 'new', key: 'private_sandboxNew=' });
      const rest = confirmed(
        first.flatMap(({ planned, outcome }) => (outcome.kind === 'deleted' ? [] : [planned])),
      );
      const client = sandbox().client({ privateKey: 'private_sandboxNew=' });
      assert.equal(counts(await sandbox().run(rest, { client })), '150 deleted');
    });

    test('that is refused holds back the requests that others have waiting', async () => {
      const plan = await sandbox().planOf('/bulk');
      const { url, keys } = sandbox();
      const client = new ImageKitClient({ apiHost: url, privateKey: keys.readOnly });
      const outcomes = await sandbox().run(plan, { client, writesAtATime: 3 });
      assert.equal(counts(outcomes), '250 notAttempted');
      assert.deepEqual(await sandbox().writes(), ['deleteFiles 403 100']);
    });

    for (const status of [401, 403]) {
      test(`is not tried on the folders that are left after a ${status}`, async () => {
        const plan = await sandbox().planOf(...nest);
        const action = { kind: 'status', status } as const;
        await plant({ route: 'listAssets', count: 'always', action });
        const outcomes = await sandbox().run(plan);
        assert.equal(counts(outcomes), '3 deleted, 3 notAttempted');
        const lists = (await sandbox().control.requests()).filter((r) => r.route === 'listAssets');
        assert.equal(lists.length, 1);
      });
    }
  });

  suite('cancelling', () => {
    test('lets what is in flight end, and leaves the rest', async () => {
      const plan = await sandbox().planOf('/bulk');
      const stop = new AbortController();
      const outcomes: TargetOutcome[] = [];
      const options = {
        client: sandbox().client(),
        journal: noJournal,
        ...swift,
        writesAtATime: 1,
      };
      const clock = new LeapClock();
      for await (const some of execute(plan, { ...options, clock, signal: stop.signal })) {
        outcomes.push(...some);
        stop.abort();
      }
      assert.equal(counts(outcomes), '100 deleted, 150 notAttempted');
      assert.deepEqual(summarize(outcomes).left, { kind: 'cancelled' });
      assert.equal((await sandbox().paths('/bulk')).length, 150);
    });

    test('before the start sends nothing', async () => {
      const plan = await sandbox().planOf('/bulk', ...nest);
      const outcomes = await sandbox().run(plan, { signal: AbortSignal.abort() });
      assert.equal(counts(outcomes), `${plan.targets.length} notAttempted`);
      assert.deepEqual(await sandbox().control.requests(), []);
    });

    test('between a lost answer and the next try says unknown: the first may still arrive', async () => {
      const plan = await sandbox().planOf('/one');
      await plant({ method: 'DELETE', count: 'always', action: { kind: 'reset' } });
      const stop = new AbortController();
      // The first wait is that before the third attempt.
      const clock = new LeapClock();
      const schedule = (ms: number, task: () => void) => {
        if (ms === 1000) stop.abort();
        return clock.schedule(ms, task);
      };
      const now = () => clock.now();
      const outcomes = await sandbox().run(plan, { signal: stop.signal, clock: { now, schedule } });
      assert.equal(outcomes[0]?.outcome.kind, 'unknown');
      assert.equal((await sandbox().writes()).length, 2);
    });

    test('is what happens to a run that nobody listens to any more', async () => {
      const plan = await sandbox().planOf('/bulk');
      const recorded: TargetOutcome[] = [];
      const journal: Journal = {
        before: () => Promise.resolve(),
        after: (some) => Promise.resolve(void recorded.push(...some)),
      };
      const signal = new AbortController().signal;
      const options = { client: sandbox().client(), journal, ...swift, batchSize: 50, signal };
      for await (const some of execute(plan, { ...options, clock: new LeapClock() })) {
        assert.equal(some.length, 50);
        break;
      }
      const left = await sandbox().paths('/bulk');
      assert.ok(left.length >= 150, `${left.length} are left`);
      const deleted = recorded.filter(({ outcome }) => outcome.kind === 'deleted');
      assert.equal(deleted.length + left.length, 250, 'what was in flight is recorded');
    });
  });

  suite('folders', () => {
    test('go after everything in them, the deepest first', async () => {
      const outcomes = await sandbox().run(await sandbox().planOf(...nest));
      assert.equal(counts(outcomes), '6 deleted');
      const { folderPaths } = await sandbox().control.state();
      assert.ok(!folderPaths.some((path) => `${path}/`.startsWith('/nest/')));
    });

    test('go although lists still show what was in them', async () => {
      await sandbox().control.turn({ deleteLagMs: 60_000 });
      assert.equal(counts(await sandbox().run(await sandbox().planOf(...nest))), '6 deleted');
    });

    test('stay when something in them is not part of the plan', async () => {
      const plan = await sandbox().planOf('/nest/', '/nest/deep/');
      const outcomes = await sandbox().run(plan);
      assert.equal(counts(outcomes), '2 deleted, 2 notAttempted');
      assert.deepEqual(endOf(outcomes, 'folder:/nest/deep'), {
        kind: 'notAttempted',
        reason: { kind: 'notEmpty', paths: ['/nest/deep/er'] },
      });
      assert.deepEqual(await sandbox().paths('/nest'), ['/nest/deep/er/3.jpg']);
    });

    test('stay when a file comes into them during the run', async () => {
      const plan = await sandbox().planOf(...nest);
      const journal: Journal = {
        before: async ([first]) => {
          if (first?.key === 'folder:/nest/deep') await sandbox().upload('/nest/deep', 'new.jpg');
        },
        after: () => Promise.resolve(),
      };
      const outcomes = await sandbox().run(plan, { journal });
      assert.equal(counts(outcomes), '4 deleted, 2 notAttempted');
      assert.deepEqual(await sandbox().paths('/nest'), ['/nest/deep/new.jpg']);
    });

    test('stay when a folder in them comes back with a file after it was deleted', async () => {
      const plan = await sandbox().planOf(...nest);
      const journal: Journal = {
        before: async ([first]) => {
          if (first?.key === 'folder:/nest') await sandbox().upload('/nest/deep', 'new.jpg');
        },
        after: () => Promise.resolve(),
      };
      const outcomes = await sandbox().run(plan, { journal });
      assert.equal(counts(outcomes), '5 deleted, 1 notAttempted');
      assert.deepEqual(await sandbox().paths('/nest'), ['/nest/deep/new.jpg']);
    });

    test('stay when a file in them could not be deleted', async () => {
      const plan = await sandbox().planOf(...nest);
      const [planned] = plan.targets;
      assert.ok(planned?.target.kind === 'asset');
      const ids = [planned.target.asset.fileId];
      await plant({ route: 'deleteFiles', count: 'always', action: { kind: 'itemErrors', ids } });
      const outcomes = await sandbox().run(plan);
      assert.equal(counts(outcomes), '4 deleted, 1 failed, 1 notAttempted');
      assert.deepEqual(await sandbox().paths('/nest'), ['/nest/1.jpg']);
    });

    test('stay when nobody says what is in them', async () => {
      const plan = await sandbox().planOf('/nest/deep/er/');
      const action = { kind: 'status', status: 500 } as const;
      await plant({ route: 'listAssets', count: 'always', action });
      const end = endOf(await sandbox().run(plan), 'folder:/nest/deep/er');
      assert.ok(end?.kind === 'notAttempted' && end.reason.kind === 'unchecked');
      assert.deepEqual(await sandbox().writes(), ['deleteFile 204']);
    });

    test('that are gone already are told so', async () => {
      const outcomes = await sandbox().run(confirmed([folderTarget('/never')]));
      assert.equal(counts(outcomes), '1 alreadyGone');
    });

    test('are deleted although the answer was lost', async () => {
      for (const when of ['before', 'after'] as const) {
        await sandbox().control.reset();
        const plan = await sandbox().planOf('/nest/deep/er/');
        await plant({ route: 'deleteFolder', action: { kind: 'reset', when } });
        assert.equal(counts(await sandbox().run(plan)), '2 deleted');
      }
    });

    test('that are locked for a while are waited for', async () => {
      const plan = await sandbox().planOf('/nest/deep/er/');
      const action = { kind: 'status', status: 423 } as const;
      await plant({ route: 'deleteFolder', count: 3, action });
      assert.equal(counts(await sandbox().run(plan)), '2 deleted');
      assert.equal(sandbox().waits.filter((ms) => ms >= 1000).length, 2);
    });

    test('that stay locked fail, and the run goes on', async () => {
      const plan = await sandbox().planOf('/nest/deep/er/', '/bulk/');
      const action = { kind: 'status', status: 423 } as const;
      await plant({ route: 'deleteFolder', count: 6, action });
      const outcomes = await sandbox().run(plan);
      assert.equal(counts(outcomes), '252 deleted, 1 failed');
      const end = endOf(outcomes, 'folder:/nest/deep/er');
      assert.ok(end?.kind === 'failed' && 'status' in end.failure && end.failure.status === 423);
    });

    test('are unknown when a lock hides whether a lost request worked', async () => {
      const plan = await sandbox().planOf('/nest/deep/er/');
      await plant({ route: 'deleteFolder', action: { kind: 'reset', when: 'after' } });
      const action = { kind: 'status', status: 423 } as const;
      await plant({ route: 'deleteFolder', count: 'always', action });
      assert.equal(counts(await sandbox().run(plan)), '1 deleted, 1 unknown');
    });

    test("with too much in them fail with the server's reason", async () => {
      const plan = await sandbox().planOf('/nest/deep/er/');
      const json = {
        message: 'Total nested assets are more than allowed.',
        reason: 'TOO_MANY_OBJECTS',
      };
      await plant({ route: 'deleteFolder', action: { kind: 'status', status: 400, json } });
      const end = endOf(await sandbox().run(plan), 'folder:/nest/deep/er');
      assert.ok(end?.kind === 'failed' && end.failure.kind === 'rejected');
      assert.equal(end.failure.reason, 'TOO_MANY_OBJECTS');
    });
  });

  suite('a network that is gone', () => {
    test('ends the run after its rounds, with nothing said to be gone', async () => {
      const plan = await sandbox().planOf('/bulk');
      const client = sandbox().client({ apiHost: 'http://127.0.0.1:9' });
      const outcomes = await sandbox().run(plan, { client });
      assert.equal(counts(outcomes), '250 notAttempted');
      const { left } = summarize(outcomes);
      assert.ok(left?.kind === 'stopped' && left.failure.kind === 'unreachable');
    });
  });

  suite('the record', () => {
    const failing = (failsAt: 'before' | 'after', from: number): Journal => {
      let calls = 0;
      const call = (name: string) => () => {
        if (name !== failsAt) return Promise.resolve();
        calls += 1;
        return calls < from
          ? Promise.resolve()
          : Promise.reject(new JournalError('disk', 'disk full'));
      };
      return { before: call('before'), after: call('after') };
    };

    test('comes before each request: without it nothing is sent', async () => {
      const plan = await sandbox().planOf('/bulk');
      const outcomes = await sandbox().run(plan, { journal: failing('before', 1) });
      assert.equal(counts(outcomes), '250 notAttempted');
      assert.deepEqual(summarize(outcomes).left, {
        kind: 'noRecord',
        problem: 'disk',
        message: 'disk full',
      });
      assert.deepEqual(await sandbox().writes(), []);
    });

    for (const [failsAt, from] of [
      ['before', 2],
      ['after', 1],
    ] as const) {
      test(`that fails on the way (${failsAt}) stops the run before its next request`, async () => {
        const plan = await sandbox().planOf('/bulk');
        const outcomes = await sandbox().run(plan, {
          journal: failing(failsAt, from),
          writesAtATime: 1,
        });
        assert.equal(counts(outcomes), '100 deleted, 150 notAttempted');
        assert.equal((await sandbox().writes()).length, 1);
        assert.equal((await sandbox().paths('/bulk')).length, 150);
      });
    }
  });
});
