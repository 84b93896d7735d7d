import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { resetSandbox } from '../../../../src/io/sandbox/resetSandbox';
import { joinSharedSandbox, type SharedSandbox } from '../../../../src/io/sandbox/sharedSandbox';
import { bundleSandbox } from '../../../support/bundleSandbox';
import { useFolder } from '../../../support/deletion/useFolder';
import { sandboxControl } from '../../../support/sandboxControl';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { until } from '../../../support/until';
import { has } from '../../../support/testWith';

/** Long enough for a window that comes back, in ms. */
const longGraceMs = 1_500;

suite('the sandbox that all windows share', function () {
  this.timeout(60_000);
  const folder = useFolder();
  const script = path.join(temporaryFolder('sandbox'), 'sandbox.js');
  const windows: SharedSandbox[] = [];

  suiteSetup(() => bundleSandbox(script));

  /** No test leaves a process: without a window each sandbox ends by itself. */
  teardown(async () => {
    const urls = new Set(windows.map(({ url }) => url));
    for (const { leave } of windows.splice(0)) leave();
    for (const url of urls) await until(`the end of ${url}`, async () => !(await answers(url)));
  });

  async function join(graceMs = 200): Promise<SharedSandbox> {
    const window = await joinSharedSandbox({ folder: folder(), script, graceMs });
    windows.push(window);
    return window;
  }

  const record = () => path.join(folder(), 'sandbox.json');
  const answers = (url: string): Promise<boolean> =>
    sandboxControl(url)
      .summary()
      .then(
        () => true,
        () => false,
      );

  /** A program that has got the port of the door. */
  async function stranger(answer: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => answer(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve).unref());
    return (server.address() as AddressInfo).port;
  }

  test('is found by the next window, with what the first has changed', async () => {
    const first = await join(longGraceMs);
    await sandboxControl(first.url).turn({ latencyMs: 7 });
    const second = await join();
    assert.equal(second.url, first.url);
    assert.equal((await sandboxControl(second.url).turn({})).latencyMs, 7);
  });

  test('is one, however many windows start at once', async () => {
    const joined = await Promise.all([join(), join(), join(), join()]);
    assert.equal(new Set(joined.map(({ url }) => url)).size, 1);
  });

  test('survives a window that closes and comes back', async () => {
    const before = await join(longGraceMs);
    await sandboxControl(before.url).turn({ latencyMs: 7 });
    before.leave();
    await before.ended;
    const after = await join();
    assert.equal(after.url, before.url);
    await new Promise((resolve) => setTimeout(resolve, 2 * longGraceMs));
    assert.ok(await answers(after.url), 'it ended with a window in it');
  });

  test('ends by itself when the last window is gone, and the next one starts another', async () => {
    const [first, second] = [await join(), await join()];
    first.leave();
    second.leave();
    await until('its end', async () => !(await answers(first.url)));
    assert.notEqual((await join()).url, first.url);
  });

  test('lets no window in that came to its door before the end and speaks after it', async () => {
    const { url } = await join();
    const { door } = JSON.parse(await readFile(record(), 'utf8')) as { readonly door: number };
    const late = createConnection(door, '127.0.0.1');
    await once(late, 'connect');
    for (const { leave } of windows.splice(0)) leave();
    await until('its end', async () => !(await answers(url)));
    let said = '';
    late.on('error', () => undefined).on('data', (chunk) => (said += String(chunk)));
    late.write('challenge\n');
    try {
      await until('an answer, or the end', () => said !== '' || late.destroyed);
      assert.equal(said, '');
    } finally {
      late.destroy();
    }
  });

  test('tells its windows when it was ended from outside', async () => {
    const { url, ended } = await join();
    const { pid } = JSON.parse(await readFile(record(), 'utf8')) as { readonly pid: number };
    process.kill(pid, 'SIGKILL');
    await ended;
    assert.notEqual((await join()).url, url);
  });

  test('keeps its record from other people', async () => {
    await join();
    const { mode } = await import('node:fs/promises').then(({ stat }) => stat(record()));
    if (has('file modes')) assert.equal(mode & 0o077, 0);
  });

  const strangers: Readonly<Record<string, (socket: Socket) => void>> = {
    'says nothing': () => undefined,
    'hangs up': (socket) => socket.destroy(),
    'says what it hears': (socket) => socket.pipe(socket),
    'speaks HTTP': (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'.padEnd(500, ' ')),
    'has a signature of its own': (socket) => socket.write(`${'a'.repeat(64)}\n`),
    'does not stop': (socket) => socket.write('a'.repeat(1_000_000)),
  };
  for (const [name, answer] of Object.entries(strangers)) {
    test(`is no program on the recorded port that ${name}`, async () => {
      const door = await stranger(answer);
      const url = 'http://127.0.0.1:9';
      await writeFile(record(), JSON.stringify({ url, door, token: 'ab', pid: 1 }));
      const { url: joined } = await join();
      assert.notEqual(joined, url);
      assert.ok(await answers(joined));
    });
  }

  for (const text of ['', 'no JSON', '{}', '[]', '{"url":1,"door":"x"}']) {
    test(`starts where its record says ${text === '' ? 'nothing' : text}`, async () => {
      await writeFile(record(), text);
      assert.ok(await answers((await join()).url));
    });
  }

  test('says why when it cannot be started', async () => {
    const broken = path.join(folder(), 'broken.js');
    await writeFile(broken, 'process.exit(3);');
    const joining = joinSharedSandbox({ folder: folder(), script: broken });
    await assert.rejects(joining, /ended with code 3/);
  });

  test('brings back with a reset what was deleted, under the same IDs', async () => {
    const { url } = await join();
    const control = sandboxControl(url);
    const before = await control.state();
    const { library } = before;
    const headers = {
      authorization: `Basic ${Buffer.from('private_sandboxFull+Access/00000000=:').toString('base64')}`,
    };
    const [file] = library;
    assert.ok(file);
    const deleted = await fetch(`${url}/v1/files/${file.fileId}`, { method: 'DELETE', headers });
    assert.equal(deleted.status, 204);
    await resetSandbox(url);
    assert.deepEqual((await control.state()).library, library);
  });

  test('says when a reset is refused', async () => {
    const { url } = await join();
    await assert.rejects(resetSandbox(`${url}/x`), /answered 401/);
  });
});
