import assert from 'node:assert/strict';
import path from 'node:path';
import { ImageKitClient } from '../../../../src/api/client';
import { ApiError } from '../../../../src/api/errors';
import { SandboxHost, type SandboxHostParts } from '../../../../src/vscode/account/sandboxHost';
import { SandboxError } from '../../../../src/vscode/failures/errors';
import { bundleSandbox } from '../../../support/bundleSandbox';
import { useFolder } from '../../../support/deletion/useFolder';
import { root } from '../../../support/paths';
import { sandboxControl } from '../../../support/sandboxControl';
import { standIn } from '../../../support/standIn';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { until } from '../../../support/until';

/** Waits until a sandbox has ended: no test leaves one running. */
const ended = (url: string) =>
  until('its end', () =>
    fetch(url).then(
      () => false,
      () => true,
    ),
  );

const sources = path.join(root, 'src/sandbox/main.ts');

suite('the sandbox of a window', function () {
  this.timeout(60_000);
  const folder = useFolder();
  const script = path.join(temporaryFolder('sandbox'), 'sandbox.js');
  const hostOf = (given: Partial<SandboxHostParts> = {}) =>
    new SandboxHost({ folder: folder(), script, graceMs: 200, runningUrl: undefined, ...given });

  suiteSetup(() => bundleSandbox(script));

  test('starts on this machine, answers to its own key, and ends', async () => {
    const host = hostOf();
    const { apiHost, key, urlEndpoints } = await host.open();
    assert.match(apiHost, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(key, /^private_sandbox/);
    assert.deepEqual(urlEndpoints, [`${apiHost}/sandbox`, 'https://ik.imagekit.io/sandbox']);
    const client = new ImageKitClient({ privateKey: key, apiHost });
    const files = await client.list({ limit: 1 });
    assert.equal(files.length, 1);
    host.dispose();
    await ended(apiHost);
  });

  test('is started once, however many ask', async () => {
    const host = hostOf();
    const [first, second] = await Promise.all([host.open(), host.open()]);
    assert.equal(first, second);
    host.dispose();
    await ended(first.apiHost);
  });

  test('is reset on demand, and says when that fails', async () => {
    const host = hostOf();
    const { apiHost } = await host.open();
    const control = sandboxControl(apiHost);
    await control.turn({ latencyMs: 7 });
    await host.reset();
    assert.equal((await control.turn({})).latencyMs, 0);
    host.dispose();
    await ended(apiHost);

    const running = await standIn((response) => response.writeHead(500).end());
    const elsewhere = hostOf({ script: sources, runningUrl: running.origin });
    await assert.rejects(elsewhere.reset(), SandboxError);
    await running.close();
  });

  test('is the one that runs already, where its address is given', async () => {
    const running = await standIn(() => undefined);
    const { apiHost, key } = await hostOf({
      script: sources,
      runningUrl: `${running.origin}/`,
    }).open();
    assert.equal(apiHost, running.origin);
    assert.match(key, /^private_sandbox/);
    assert.equal(running.connections(), 0);
    await running.close();
  });

  const elsewhere = [
    'https://api.imagekit.io',
    'http://127.0.0.1.evil.test:4010',
    'http://192.168.1.5:4010',
    'https://127.0.0.1:4010',
    'file:///tmp/sandbox',
    'not an address',
    '',
  ];
  for (const url of elsewhere) {
    test(`"${url}" is not taken for a sandbox`, async () => {
      await assert.rejects(hostOf({ script: sources, runningUrl: url }).open(), SandboxError);
    });
  }

  test('a missing bundle is a clear failure, and the next use tries again', async () => {
    const host = hostOf({ script: path.join(import.meta.dirname, 'missing.js') });
    const first = host.open();
    await assert.rejects(first, (error: unknown) => {
      assert.ok(error instanceof SandboxError);
      assert.ok(!(error instanceof ApiError));
      return error.cause instanceof Error;
    });
    assert.notEqual(host.open(), first);
    await assert.rejects(host.open(), SandboxError);
  });

  test('a file that is no sandbox is refused', async () => {
    const other = path.join(import.meta.dirname, '../../../../src/core/account/account.ts');
    await assert.rejects(hostOf({ script: other }).open(), SandboxError);
  });
});
