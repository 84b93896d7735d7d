import assert from 'node:assert/strict';
import { startSandbox } from '../../src/sandbox/server';
import { useSandbox } from './useSandbox';

suite('control of a sandbox', () => {
  const sandbox = useSandbox();

  test('keeps a log of requests without their keys', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().control.clearRequests();
    await sandbox().sdk.files.bulk.delete({ fileIds: [fileId] });
    await fetch(`${sandbox().url}/v1/files?limit=1`);
    await fetch(`${sandbox().urlEndpoint}/gone.jpg`);
    const log = await sandbox().control.requests();
    assert.deepEqual(
      log.map(({ method, path, route, status, key, fileIds }) => ({
        ...{ method, path, route, status, key },
        ...(fileIds && { fileIds }),
      })),
      [
        {
          method: 'POST',
          path: '/v1/files/batch/deleteByFileIds',
          route: 'deleteFiles',
          status: 200,
          key: 'standard',
          fileIds: [fileId],
        },
        {
          method: 'GET',
          path: '/v1/files?limit=1',
          route: 'listAssets',
          status: 401,
          key: 'none',
        },
        { method: 'GET', path: '/sandbox/gone.jpg', route: 'delivery', status: 404, key: 'none' },
      ],
    );
    const text = JSON.stringify(log);
    const { standard } = sandbox().keys;
    assert.equal(text.includes(standard), false);
    assert.equal(text.includes(Buffer.from(`${standard}:`).toString('base64')), false);
    assert.match(log[0]?.requestId ?? '', /^[0-9a-f-]{36}$/);
  });

  test('puts everything back as it was at the start', async () => {
    const before = await sandbox().control.state();
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.delete(fileId);
    await sandbox().control.turn({ latencyMs: 1, limits: { list: [{ limit: 1, intervalMs: 1 }] } });
    await sandbox().control.plant({ count: 'always', action: { kind: 'reset' } });
    await sandbox().control.setClock({ now: '2030-01-01T00:00:00Z', frozen: true });
    await sandbox().control.setKey({
      name: 'standard',
      key: 'private_sandboxOther',
      state: 'disabled',
    });
    await sandbox().control.reset();
    const after = await sandbox().control.state();
    const paths = ({ library }: typeof after): unknown =>
      library.map(({ filePath, versions }) => [filePath, versions.length]);
    assert.deepEqual(paths(after), paths(before));
    assert.equal((await sandbox().sdk.assets.list()).length, 8);
  });

  test('begins anew with as many generated files as are asked for', async () => {
    const { library } = await sandbox().control.state();
    await sandbox().control.reset({ assets: 250 });
    const { library: more } = await sandbox().control.state();
    assert.equal(more.length, library.length + 250);
    await assert.rejects(sandbox().control.reset({ assets: -1 }), /400/);
    await sandbox().control.reset();
    assert.equal((await sandbox().control.state()).library.length, library.length);
  });

  test('shows its time, and every timestamp follows it', async () => {
    const { now, frozen } = await sandbox().control.setClock({
      now: '2026-02-03T04:05:06.789Z',
      frozen: true,
    });
    assert.deepEqual([now, frozen], ['2026-02-03T04:05:06.789Z', true]);
    const { fileId = '' } = await sandbox().sdk.files.upload({ file: 'eA==', fileName: 'a.txt' });
    assert.equal((await sandbox().sdk.files.get(fileId)).createdAt, now);
    assert.equal(parseInt(fileId.slice(0, 8), 16), Math.floor(Date.parse(now) / 1000));
  });

  test('answers what it does not know with the routes there are', async () => {
    const response = await fetch(`${sandbox().url}/__sandbox/nothing`);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /GET state/);
  });

  test('cannot be reached by a path of the API', async () => {
    for (const path of [
      '/v1/files/__sandbox/reset',
      '/v1/__sandbox/state',
      '/sandbox/__sandbox/',
    ]) {
      assert.equal((await sandbox().fetch('GET', path)).status, 404);
    }
  });

  test('a sandbox that closes ends requests that wait', async () => {
    const other = await startSandbox({ limits: 'off', files: [] });
    await fetch(`${other.url}/__sandbox/knobs`, {
      method: 'PATCH',
      body: JSON.stringify({ latencyMs: 60_000 }),
    });
    const waiting = fetch(`${other.url}/v1/files`).then(
      () => 'answered',
      () => 'ended',
    );
    await other.close();
    assert.equal(await waiting, 'ended');
    await assert.rejects(fetch(other.url));
  });
});
