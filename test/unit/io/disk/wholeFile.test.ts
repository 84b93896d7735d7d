import assert from 'node:assert/strict';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { patiently } from '../../../../src/io/disk/patiently';
import { sweepDrafts, writeWhole } from '../../../../src/io/disk/wholeFile';
import { useFolder } from '../../../support/deletion/useFolder';
import { inTurn, systemError, useOtherSystem } from '../../../support/otherSystem';

suite('a file that is written whole', () => {
  const folder = useFolder();
  const system = useOtherSystem();
  const file = () => path.join(folder(), 'a.json');

  test('replaces the one before it', async () => {
    await writeFile(file(), 'long before');
    await writeWhole(file(), 'now');
    assert.equal(await readFile(file(), 'utf8'), 'now');
    assert.deepEqual(await readdir(folder()), ['a.json']);
  });

  test('gets its name on Windows when the virus scanner lets it go', async () => {
    system.is('win32');
    system.fails('rename', inTurn('EPERM', 'EACCES', 'EBUSY'));
    await writeWhole(file(), 'now');
    assert.equal(await readFile(file(), 'utf8'), 'now');
    assert.deepEqual(await readdir(folder()), ['a.json']);
  });

  test('leaves no draft where it gets no name', async () => {
    system.fails('rename', () => 'EPERM');
    await assert.rejects(writeWhole(file(), 'now'), { code: 'EPERM' });
    assert.deepEqual(await readdir(folder()), []);
  });

  test('leaves no draft where it can’t be written', async () => {
    system.fails('writeFile', () => 'ENOSPC');
    await assert.rejects(writeWhole(file(), 'now'), { code: 'ENOSPC' });
    assert.deepEqual(await readdir(folder()), []);
  });

  test('waits longer each time, and not for ever', async () => {
    system.is('win32');
    const times: number[] = [];
    const work = () => {
      times.push(performance.now());
      return Promise.reject(systemError('EPERM'));
    };
    await assert.rejects(patiently(work, 100), { code: 'EPERM' });
    // 10, 20, 30 and 40 ms.
    assert.equal(times.length, 5);
    const last = (times[4] ?? 0) - (times[3] ?? 0);
    assert.ok(last > 35, `the last pause took ${last} ms`);
  });

  test('waits for nothing that is an answer', async () => {
    let calls = 0;
    const says = (code: string) => () => {
      calls += 1;
      return Promise.reject(systemError(code));
    };
    await assert.rejects(patiently(says('EPERM'), 1_000), { code: 'EPERM' });
    system.is('win32');
    await assert.rejects(patiently(says('ENOENT'), 1_000), { code: 'ENOENT' });
    await assert.rejects(patiently(says('ENOSPC'), 1_000), { code: 'ENOSPC' });
    assert.equal(calls, 3);
  });

  test('sweeps old drafts, and neither young ones nor anything else', async () => {
    const old = new Date(Date.now() - 2 * 3_600_000);
    const names = ['draft-0123456789abcdef', 'draft-0123456789abcdee', 'draft-notes', 'a.json'];
    for (const name of names) {
      await writeFile(path.join(folder(), name), '');
      if (name !== names[1]) await utimes(path.join(folder(), name), old, old);
    }
    await sweepDrafts(folder());
    assert.deepEqual((await readdir(folder())).sort(), names.slice(1).sort());
    await sweepDrafts(path.join(folder(), 'never'));
  });
});
