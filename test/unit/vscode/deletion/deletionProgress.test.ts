import assert from 'node:assert/strict';
import type { DeletionOutcome, TargetOutcome } from '../../../../src/core/run/outcome';
import { DeletionProgress } from '../../../../src/vscode/deletion/deletionProgress';
import { asset, confirmed, fileTarget } from '../../../support/deletion/targets';
import { until } from '../../../support/until';

suite('the progress of a run', () => {
  const plan = confirmed(Array.from({ length: 1000 }, (_, at) => fileTarget(asset(at))));
  const deleted: DeletionOutcome = { kind: 'deleted', requestId: undefined };
  const ended = (count: number): readonly TargetOutcome[] =>
    plan.targets.slice(0, count).map((planned) => ({ planned, outcome: deleted }));
  const { now } = Date;
  let time = 0;

  setup(() => {
    time = now();
    Date.now = () => time;
  });
  teardown(() => {
    Date.now = now;
  });

  function progressOf(settled: readonly TargetOutcome[] = []) {
    const said: { readonly message: string; readonly share: number }[] = [];
    const open = plan.targets.slice(settled.length);
    const lanes = { batchSize: 100, atATime: 1 };
    const progress = new DeletionProgress(open, settled, lanes, (message, share) =>
      said.push({ message, share }),
    );
    return { progress, last: () => said.at(-1) };
  }

  test('tells counts and bytes, and soon the pace and the time that is left', () => {
    const { progress, last } = progressOf();
    assert.deepEqual(last(), { message: 'deleting 0 of 1,000 files (0 B)', share: 0 });
    for (let batch = 0; batch < 5; batch += 1) {
      time += 4_000;
      progress.add(ended(100));
    }
    assert.deepEqual(last(), {
      message: 'deleting 500 of 1,000 files (488 KB) · 25/s · 20 s left',
      share: 0.5,
    });
    progress.end();
  });

  test('counts down between two answers', async () => {
    const { progress, last } = progressOf();
    for (let batch = 0; batch < 5; batch += 1) {
      time += 4_000;
      progress.add(ended(100));
    }
    time += 3_000;
    await until('a second to pass', () => last()?.message.endsWith('· 17 s left'));
    progress.end();
  });

  test('does not count what a refused key left out', () => {
    const { progress, last } = progressOf();
    progress.add(ended(100));
    const failure = { kind: 'cancelled' } as const;
    progress.add(
      plan.targets
        .slice(100)
        .map((each) => ({ planned: each, outcome: { kind: 'notAttempted', reason: failure } })),
    );
    assert.deepEqual(last(), { message: 'deleting 100 of 1,000 files (98 KB)', share: 0.1 });
    progress.end();
  });

  test('counts what was done before, but not for its pace', () => {
    const { progress, last } = progressOf(ended(500));
    for (let batch = 0; batch < 2; batch += 1) {
      time += 100_000;
      progress.add(ended(100));
    }
    time += 100_000;
    progress.add(ended(100));
    assert.equal(last()?.message, 'deleting 800 of 1,000 files (781 KB) · 1/s · 3 min left');
    progress.end();
  });

  test("counts down while it waits for ImageKit's rate limit", async () => {
    Date.now = now;
    const { progress, last } = progressOf();
    progress.wait(Date.now() + 1400);
    const words = (seconds: number) =>
      `deleting 0 of 1,000 files (0 B) · waiting ${seconds} s for ImageKit's rate limit`;
    assert.equal(last()?.message, words(2));
    await until('the next second', () => last()?.message === words(1));
    progress.wait(undefined);
    assert.equal(last()?.message, 'deleting 0 of 1,000 files (0 B)');
    progress.end();
  });
});
