import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findRunLock, takeRunLock, type RunLock } from '../../../../src/io/journal/runLock';
import { root } from '../../../support/paths';
import { useFolder } from '../../../support/deletion/useFolder';
import { inTurn, useOtherSystem } from '../../../support/otherSystem';

suite('run lock', () => {
  const folder = useFolder();
  const system = useOtherSystem();
  const children = new Set<ChildProcess>();

  teardown(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });

  async function held(accountId: string): Promise<RunLock> {
    const attempt = await takeRunLock(folder(), accountId);
    assert.ok(attempt.kind === 'held', 'the lock is busy');
    return attempt.lock;
  }

  /** A process of its own that holds the lock. */
  async function holder(accountId: string) {
    const script = path.join(root, 'test/support/deletion/holdLock.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder(), accountId], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.add(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    assert.equal(line.toString().trim(), 'held');
    return {
      pid: child.pid,
      async kill() {
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      },
    };
  }

  /** The pipe that the only ticket names. */
  async function pipeOf(accountId: string): Promise<string> {
    assert.ok(await findRunLock(folder(), accountId));
    const [name = ''] = await readdir(folder());
    const ticket = JSON.parse(await readFile(path.join(folder(), name), 'utf8')) as {
      readonly pipe: string;
    };
    return ticket.pipe;
  }

  test('is had by one at a time, and free again after its release', async () => {
    const lock = await held('a');
    const other = await takeRunLock(folder(), 'a');
    assert.ok(other.kind === 'busy');
    assert.equal(other.holder.pid, process.pid);
    assert.ok(Math.abs(Date.now() - Date.parse(other.holder.since)) < 60_000);
    assert.deepEqual(await findRunLock(folder(), 'a'), other.holder);
    await lock.release();
    assert.equal(await findRunLock(folder(), 'a'), undefined);
    await (await held('a')).release();
    assert.deepEqual(await readdir(folder()), []);
  });

  test('is free after its release, though its ticket can not be removed', async () => {
    const lock = await held('a');
    system.fails('rm', () => 'EPERM');
    await lock.release();
    assert.equal((await readdir(folder())).length, 1, 'the ticket is still there');
    assert.equal(await findRunLock(folder(), 'a'), undefined);
    await (await held('a')).release();
  });

  test('waits on Windows for a ticket that a scanner has open', async () => {
    const lock = await held('a');
    system.is('win32');
    const first = inTurn('EBUSY', 'EPERM');
    system.fails('readFile', (file) => (file.includes('lock-') ? first() : undefined));
    const other = await findRunLock(folder(), 'a');
    assert.equal(other?.pid, process.pid);
    await lock.release();
  });

  test('keeps nothing where the others can not be read', async () => {
    const mine = await held('a');
    system.fails('readFile', (file) => (file.includes('lock-') ? 'EIO' : undefined));
    await assert.rejects(takeRunLock(folder(), 'a'), { code: 'EIO' });
    assert.equal((await readdir(folder())).length, 1, 'only the other one’s ticket is left');
    await mine.release();
  });

  test('keeps nothing where its ticket gets no name', async () => {
    system.fails('rename', () => 'EIO');
    await assert.rejects(takeRunLock(folder(), 'a'), { code: 'EIO' });
    assert.deepEqual(await readdir(folder()), []);
  });

  test('is taken over from a dead process whose ticket can not be removed', async () => {
    const other = await holder('a');
    await other.kill();
    const [dead = ''] = await readdir(folder());
    system.fails('rm', (file) => (file.endsWith(dead) ? 'EPERM' : undefined));
    const lock = await held('a');
    await lock.release();
    assert.equal(await findRunLock(folder(), 'a'), undefined);
  });

  test('has a pipe where the temporary folder has 110 characters', async () => {
    const long = path.join(folder(), 'x'.repeat(Math.max(1, 109 - folder().length)));
    assert.ok(long.length >= 110);
    await mkdir(long);
    system.has('TMPDIR', long);
    const lock = await held('a');
    const other = await takeRunLock(folder(), 'a');
    assert.equal(other.kind, 'busy');
    await lock.release();
    assert.deepEqual(await readdir(long), []);
  });

  test('is one for each account, whatever its id looks like', async () => {
    const locks = [await held('a'), await held('b'), await held('../a'), await held('')];
    for (const lock of locks) await lock.release();
    assert.deepEqual(await readdir(folder()), []);
  });

  test('makes its folder', async () => {
    const attempt = await takeRunLock(path.join(folder(), 'x', 'y'), 'a');
    assert.ok(attempt.kind === 'held');
    await attempt.lock.release();
    assert.equal(await findRunLock(path.join(folder(), 'never'), 'a'), undefined);
  });

  test('is refused while another process has it, and taken over when that was killed', async () => {
    const other = await holder('a');
    const attempt = await takeRunLock(folder(), 'a');
    assert.ok(attempt.kind === 'busy');
    assert.equal(attempt.holder.pid, other.pid);
    const pipe = await pipeOf('a');
    await other.kill();
    assert.equal(await findRunLock(folder(), 'a'), undefined);
    assert.ok(!existsSync(pipe), 'what the dead process has left is swept');
    const lock = await held('a');
    assert.equal((await readdir(folder())).length, 1);
    await lock.release();
  });

  test('does not take a stranger with the id of a dead holder for the holder', async () => {
    const other = await holder('a');
    await other.kill();
    const [name = ''] = await readdir(folder());
    const file = path.join(folder(), name);
    const ticket = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...ticket, pid: process.pid }));
    await (await held('a')).release();
  });

  test('sweeps nothing but the pipe of a dead ticket, whatever that names', async () => {
    const other = await holder('a');
    const pipe = await pipeOf('a');
    await other.kill();
    const [name = ''] = await readdir(folder());
    const mine = path.join(folder(), 'mine.txt');
    await writeFile(mine, '');
    await writeFile(path.join(folder(), name), JSON.stringify({ pid: 1, since: '', pipe: mine }));
    await (await held('a')).release();
    assert.ok(existsSync(mine));
    await rm(pipe, { force: true });
  });

  test('leaves nothing behind when it is released', async () => {
    const lock = await held('a');
    const pipe = await pipeOf('a');
    assert.equal(existsSync(pipe), process.platform !== 'win32');
    await lock.release();
    assert.ok(!existsSync(pipe));
  });

  test('takes over what a crash left half-written', async () => {
    const lock = await held('a');
    const [name = ''] = await readdir(folder());
    await lock.release();
    await writeFile(path.join(folder(), name), '{"pid":');
    await (await held('a')).release();
    assert.deepEqual(await readdir(folder()), []);
  });

  test('is never had by two, however many ask at once', async () => {
    let holders = 0;
    let most = 0;
    let runs = 0;
    const worker = async () => {
      for (let tries = 0; tries < 6; tries += 1) {
        const attempt = await takeRunLock(folder(), 'a');
        if (attempt.kind === 'busy') continue;
        holders += 1;
        runs += 1;
        most = Math.max(most, holders);
        await new Promise((resolve) => setImmediate(resolve));
        holders -= 1;
        await attempt.lock.release();
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    assert.equal(most, 1);
    assert.ok(runs > 0);
    assert.deepEqual(await readdir(folder()), []);
  });

  test('says so when it can not be written down', async () => {
    const file = path.join(folder(), 'file');
    await writeFile(file, '');
    await assert.rejects(takeRunLock(file, 'a'), { code: 'EEXIST' });
  });
});
