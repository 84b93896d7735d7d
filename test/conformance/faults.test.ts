import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { refusedAs } from './refusal';
import { basic, useSandbox } from './useSandbox';

const gone = /fetch failed|terminated|ECONNRESET|other side closed/;

suite('planted faults', () => {
  const sandbox = useSandbox();

  const heroId = async (): Promise<string> => (await sandbox().file('/products/hero.jpg')).fileId;
  const heroExists = async (): Promise<boolean> =>
    (await sandbox().control.state()).library.some(
      ({ filePath }) => filePath === '/products/hero.jpg',
    );

  /** Waits until a request has come to such an end, then forgets it. */
  const logged = async (status: string): Promise<void> => {
    while (!(await sandbox().control.requests()).some((one) => one.status === status));
    await sandbox().control.clearRequests();
  };

  test('cut the connection before the work: nothing is deleted', async () => {
    const id = await heroId();
    await sandbox().control.plant({ route: 'deleteFile', action: { kind: 'reset' } });
    await assert.rejects(sandbox().sdk.files.delete(id), ImageKit.APIConnectionError);
    assert.equal(await heroExists(), true);
  });

  test('cut it after the work: a retry finds the file gone, so the SDK calls it missing', async () => {
    const id = await heroId();
    await sandbox().control.plant({
      route: 'deleteFile',
      action: { kind: 'reset', when: 'after' },
    });
    const retrying = new ImageKit({
      privateKey: sandbox().keys.standard,
      baseURL: sandbox().url,
      maxRetries: 1,
    });
    await assert.rejects(retrying.files.delete(id), ImageKit.NotFoundError);
    assert.equal(await heroExists(), false);
    const deletions = (await sandbox().control.requests()).filter(
      ({ route }) => route === 'deleteFile',
    );
    assert.deepEqual(
      deletions.map(({ status }) => status),
      ['reset', 404],
    );
  });

  test('cut it in the middle of the answer', async () => {
    await sandbox().control.plant({
      route: 'listAssets',
      action: { kind: 'reset', when: 'during' },
    });
    const response = await sandbox().fetch('GET', '/v1/files');
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), gone);
  });

  test('leave a request without any answer, the work done or not', async () => {
    const id = await heroId();
    for (const [when, exists] of [
      ['before', true],
      ['after', false],
    ] as const) {
      await sandbox().control.plant({ route: 'deleteFile', action: { kind: 'timeout', when } });
      const given = new AbortController();
      const answer = fetch(`${sandbox().url}/v1/files/${id}`, {
        method: 'DELETE',
        headers: { authorization: basic(sandbox().keys.standard) },
        signal: given.signal,
      });
      await logged('timeout');
      given.abort();
      await assert.rejects(answer, { name: 'AbortError' });
      assert.equal(await heroExists(), exists);
    }
  });

  test('answer any status, before the work or after it', async () => {
    const id = await heroId();
    await sandbox().control.plant({ id, action: { kind: 'status', status: 500 } });
    await refusedAs(
      ImageKit.InternalServerError,
      'We have experienced an internal error while processing your request.',
      sandbox().sdk.files.delete(id),
    );
    assert.equal(await heroExists(), true);
    await sandbox().control.plant({ id, action: { kind: 'status', status: 502, when: 'after' } });
    const response = await sandbox().fetch('DELETE', `/v1/files/${id}`);
    assert.equal(response.status, 502);
    assert.equal(response.headers.get('content-type'), 'text/html');
    assert.match(await response.text(), /^<html>/);
    assert.equal(await heroExists(), false);
  });

  test('answer with any body and headers', async () => {
    await sandbox().control.plant({
      route: 'listAssets',
      action: {
        kind: 'status',
        status: 400,
        json: { message: 'mine' },
        headers: { 'x-mine': '1' },
      },
    });
    const response = await sandbox().fetch('GET', '/v1/files');
    assert.deepEqual(await response.json(), { message: 'mine' });
    assert.equal(response.headers.get('x-mine'), '1');
    await sandbox().control.plant({ action: { kind: 'status', status: 200, html: '<p>hi</p>' } });
    assert.equal(await (await sandbox().fetch('GET', '/v1/files')).text(), '<p>hi</p>');
  });

  test('answer 401, 403, 423 and 429 as the real ones are', async () => {
    const bodies: Record<number, string> = {
      401: 'Your request does not contain private API key.',
      403: 'Your request contains expired private API key.',
      423: 'A bulk job is running on given folder path, please try after sometime.',
    };
    for (const [status, message] of Object.entries(bodies)) {
      await sandbox().control.plant({ action: { kind: 'status', status: Number(status) } });
      const response = await sandbox().fetch('DELETE', `/v1/files/${await heroId()}`);
      assert.equal(response.status, Number(status));
      assert.equal(((await response.json()) as { message: string }).message, message);
    }
    await sandbox().control.plant({
      action: { kind: 'status', status: 429, headers: { 'X-RateLimit-Reset': '250' } },
    });
    const response = await sandbox().fetch('GET', '/v1/files');
    assert.equal(response.headers.get('x-ratelimit-reset'), '250');
    assert.deepEqual(Object.keys((await response.json()) as object), ['message']);
  });

  test('cut JSON in half', async () => {
    await sandbox().control.plant({ route: 'listAssets', action: { kind: 'truncate' } });
    const response = await sandbox().fetch('GET', '/v1/files');
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /^\[\{"type":"file"/);
    assert.throws(() => JSON.parse(text) as unknown, SyntaxError);
  });

  test('answer 200 {} where 204 is due', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    await sandbox().control.plant({ route: 'deleteVersion', action: { kind: 'emptyObject' } });
    const versionId = versions[0]?.versionId ?? '';
    assert.deepEqual(await sandbox().sdk.files.versions.delete(versionId, { fileId }), {});
    assert.equal((await sandbox().file('/products/hero.jpg')).versions.length, 2);
  });

  test('make an answer late', async () => {
    await sandbox().control.plant({ route: 'listAssets', action: { kind: 'delay', ms: 150 } });
    const started = performance.now();
    await sandbox().fetch('GET', '/v1/files');
    assert.ok(performance.now() - started >= 149);
  });

  test('meet the nth request, for as many as asked', async () => {
    await sandbox().control.plant({
      route: 'listAssets',
      nth: 2,
      count: 2,
      action: { kind: 'status', status: 503 },
    });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      statuses.push((await sandbox().fetch('GET', '/v1/files')).status);
    }
    assert.deepEqual(statuses, [200, 503, 503, 200, 200]);
    assert.equal((await sandbox().control.faults())[0]?.seen, 5);
  });

  test('are found by method and path, and by an id in the path or the body', async () => {
    const id = await heroId();
    const broken = { kind: 'status', status: 503 } as const;
    await sandbox().control.plant({
      method: 'get',
      path: '/v1/files/*/details',
      count: 'always',
      action: broken,
    });
    await sandbox().control.plant({ id, count: 'always', action: broken });
    const status = async (method: string, path: string, body?: object): Promise<number> =>
      (await sandbox().fetch(method, path, body)).status;
    const { fileId: other } = await sandbox().file('/products/shoe.png');
    assert.equal(await status('GET', `/v1/files/${other}/details`), 503);
    assert.equal(await status('GET', `/v1/files/${other}/versions`), 200);
    assert.equal(await status('GET', `/v1/files/${id}/versions`), 503);
    const bulk = '/v1/files/batch/deleteByFileIds';
    assert.equal(await status('POST', bulk, { fileIds: [other, id] }), 503);
    assert.equal(await status('POST', bulk, { fileIds: [other] }), 200);
    await sandbox().control.clearFaults();
    assert.equal(await status('GET', `/v1/files/${id}/versions`), 200);
  });

  test('meet deliveries too', async () => {
    await sandbox().control.plant({ route: 'delivery', action: { kind: 'truncate' } });
    const { size } = (await sandbox().file('/products/hero.jpg')).versions[2] ?? { size: 0 };
    const url = `${sandbox().urlEndpoint}/products/hero.jpg`;
    assert.equal((await (await fetch(url)).arrayBuffer()).byteLength, size >> 1);
    assert.equal((await (await fetch(url)).arrayBuffer()).byteLength, size);
  });

  test('never meet a request that is refused at the door', async () => {
    await sandbox().control.plant({ action: { kind: 'status', status: 503 } });
    assert.equal((await fetch(`${sandbox().url}/v1/files`)).status, 401);
    assert.equal((await sandbox().fetch('GET', '/v1/files')).status, 503);
  });

  test('that make no sense are refused with the reason', async () => {
    await assert.rejects(
      sandbox().control.plant({ action: { kind: 'status', status: 99 } }),
      /400 .*action\.status/,
    );
  });
});
