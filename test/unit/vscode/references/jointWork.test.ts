import assert from 'node:assert/strict';
import { JointWork } from '../../../../src/vscode/references/jointWork';

suite('joint work', () => {
  let begun: { readonly signal: AbortSignal; end(error?: Error): void }[];
  let work: JointWork;

  setup(() => {
    begun = [];
    work = new JointWork(
      (signal) =>
        new Promise((resolve, reject) => {
          begun.push({ signal, end: (error) => (error ? reject(error) : resolve()) });
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
  });

  const never = () => new AbortController().signal;

  test('is begun once for all who wait, and again for who comes later', async () => {
    const both = [work.join(never()), work.join(never())];
    assert.equal(begun.length, 1);
    begun[0]?.end();
    await Promise.all(both);
    const later = work.join(never());
    assert.equal(begun.length, 2);
    begun[1]?.end();
    await later;
  });

  test('goes on as long as one of them waits', async () => {
    const leaver = new AbortController();
    const left = work.join(leaver.signal);
    const stays = work.join(never());
    leaver.abort(new Error('enough'));
    await assert.rejects(left, /enough/);
    assert.equal(begun[0]?.signal.aborted, false);
    begun[0].end();
    await stays;
  });

  test('ends when nobody waits any more, and can be begun anew at once', async () => {
    const leaver = new AbortController();
    const left = work.join(leaver.signal);
    leaver.abort(new Error('enough'));
    await assert.rejects(left, /enough/);
    assert.equal(begun[0]?.signal.aborted, true);
    const again = work.join(never());
    assert.equal(begun.length, 2);
    begun[1]?.end();
    await again;
  });

  test('is not started for a caller who has left already', async () => {
    await assert.rejects(work.join(AbortSignal.abort(new Error('enough'))), /enough/);
    assert.equal(begun.length, 0);
  });

  test('fails for all who wait, and settles for who only wants it to be over', async () => {
    const both = [work.join(never()), work.join(never())];
    const idle = work.idle();
    begun[0]?.end(new Error('broken'));
    for (const each of both) await assert.rejects(each, /broken/);
    await idle;
    await work.idle();
  });
});
