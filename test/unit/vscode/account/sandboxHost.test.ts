import assert from 'node:assert/strict';
import path from 'node:path';
import { ImageKitClient } from '../../../../src/api/client';
import { ApiError } from '../../../../src/api/errors';
import { SandboxHost } from '../../../../src/vscode/account/sandboxHost';
import { SandboxError } from '../../../../src/vscode/failures/errors';
import { standIn } from '../../../support/standIn';

const bundle = path.join(import.meta.dirname, '../../../../src/sandbox/main.ts');

suite('the sandbox of a window', () => {
  test('starts on this machine, answers to its own key, and ends', async () => {
    const host = new SandboxHost(bundle, undefined);
    const { apiHost, key, urlEndpoints } = await host.open();
    assert.match(apiHost, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(key, /^private_sandbox/);
    assert.deepEqual(urlEndpoints, [`${apiHost}/sandbox`, 'https://ik.imagekit.io/sandbox']);
    const client = new ImageKitClient({ privateKey: key, apiHost });
    const files = await client.list({ limit: 1 });
    assert.equal(files.length, 1);
    host.dispose();
    await assert.rejects(
      fetch(apiHost),
      (error: unknown) => error instanceof TypeError,
      'it still answers',
    );
  });

  test('is started once, however many ask', async () => {
    const host = new SandboxHost(bundle, undefined);
    const [first, second] = await Promise.all([host.open(), host.open()]);
    assert.equal(first, second);
    host.dispose();
  });

  test('is the one that runs already, where its address is given', async () => {
    const running = await standIn(() => undefined);
    const { apiHost, key } = await new SandboxHost(bundle, `${running.origin}/`).open();
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
      await assert.rejects(new SandboxHost(bundle, url).open(), SandboxError);
    });
  }

  test('a missing bundle is a clear failure, and the next use tries again', async () => {
    const host = new SandboxHost(path.join(import.meta.dirname, 'missing.js'), undefined);
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
    const other = path.join(import.meta.dirname, '../../../../src/core/account.ts');
    await assert.rejects(new SandboxHost(other, undefined).open(), SandboxError);
  });
});
