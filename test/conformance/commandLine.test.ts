import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sandboxControl } from '../support/sandboxControl';
import { basic } from './useSandbox';

const root = path.join(__dirname, '../..');

/** Runs the sandbox's entry as `npm run sandbox` does. */
function run(...args: string[]): ReturnType<typeof spawn> {
  const entry = path.join(root, 'src/sandbox/main.ts');
  return spawn(process.execPath, ['--import', 'tsx', entry, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function readyUrl(child: ReturnType<typeof spawn>): Promise<string> {
  assert.ok(child.stdout);
  for await (const line of createInterface(child.stdout)) {
    const url = /^sandbox ready (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The sandbox ended without being ready.');
}

suite('npm run sandbox', () => {
  test('says when it is ready, serves what was asked for and ends on SIGTERM', async () => {
    const key = 'private_sandboxMine/+=';
    const child = run('--assets', '30', '--key', key, '--limits', 'off');
    try {
      const url = await readyUrl(child);
      const headers = { authorization: basic(key) };
      const searchQuery = encodeURIComponent('path : "/generated"');
      const response = await fetch(`${url}/v1/files?searchQuery=type="file" AND ${searchQuery}`, {
        headers,
      });
      assert.equal(((await response.json()) as unknown[]).length, 30);
      assert.ok((await sandboxControl(url).summary()).files > 80);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await ended, [0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('ends when npm is told to, though npm passes no signal on', async () => {
    const child = spawn('npm', ['run', 'sandbox', '--', '--port', '0'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const url = await readyUrl(child);
      child.kill('SIGTERM');
      const answers = (): Promise<boolean> =>
        fetch(`${url}/v1/files`).then(
          () => true,
          () => false,
        );
      while (await answers());
    } finally {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // The whole group has ended, as it should.
      }
    }
  });

  for (const args of [
    ['--key', 'private_realKey'],
    ['--limits', 'some'],
    ['--assets', 'many'],
    ['--unheard-of'],
  ]) {
    test(`refuses ${args.join(' ')} and shows how it is used`, async () => {
      const child = run(...args);
      assert.ok(child.stderr);
      const lines: string[] = [];
      createInterface(child.stderr).on('line', (line) => lines.push(line));
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, 1);
      assert.match(lines.join('\n'), /Usage: npm run sandbox/);
      assert.equal(lines.join('\n').includes('private_realKey'), false);
    });
  }
});
