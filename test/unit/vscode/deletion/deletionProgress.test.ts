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
    const progress = new DeletionProgress(open, settled, (message, share) =>
      said.push({ message, share }),
    );
    return { progress, last: () => said.at(-1) };
  }

  test('tells counts and bytes, and soon the pace and the time that is left', () => {
    const { progress, last } = progressOf();
    assert.deepEqual(last(), { message: 'deleting 0 of 1,000 files (0 B)', share: 0 });
    time += 10_000;
    progress.add(ended(250));
    assert.deepEqual(last(), {
      message: 'deleting 250 of 1,000 files (244 KB) · 25/s · 30 s left',
      share: 0.25,
    });
  });

  test('counts what was done before, but not for its pace', () => {
    const { progress, last } = progressOf(ended(500));
    time += 100_000;
    progress.add(ended(100));
    assert.equal(last()?.message, 'deleting 600 of 1,000 files (586 KB) · 1/s · 7 min left');
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
