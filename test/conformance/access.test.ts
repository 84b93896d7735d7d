import assert from 'node:assert/strict';
import http from 'node:http';
import ImageKit from '@imagekit/nodejs';
import { startSandbox } from '../../src/sandbox/server';
import { refusedAs } from './refusal';
import { basic, useSandbox } from './useSandbox';

const ABSENT = '0'.repeat(24);
const NO_KEY = 'Your request does not contain private API key.';
const UNKNOWN = 'Your account cannot be authenticated.';
const EXPIRED = 'Your request contains expired private API key.';

suite('keys', () => {
  const sandbox = useSandbox();

  const answer = async (authorization?: string): Promise<[number, string | undefined]> => {
    const response = await fetch(`${sandbox().url}/v1/files?limit=1`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    const body = (await response.json()) as { message?: string };
    return [response.status, body.message];
  };
  const as = (privateKey: string): ImageKit =>
    new ImageKit({ privateKey, baseURL: sandbox().url, maxRetries: 0 });

  test('are asked for', async () => {
    assert.deepEqual(await answer(), [401, NO_KEY]);
    assert.deepEqual(await answer(`Basic ${btoa(':')}`), [401, NO_KEY]);
    assert.deepEqual(await answer('Basic'), [401, NO_KEY]);
    assert.deepEqual(await answer(`Bearer ${btoa(`${sandbox().keys.standard}:`)}`), [401, NO_KEY]);
  });

  test('are taken with any password, or unencoded, but not without the colon', async () => {
    const { standard } = sandbox().keys;
    assert.equal((await answer(basic(standard)))[0], 200);
    assert.equal((await answer(`Basic ${btoa(`${standard}:do_not_set`)}`))[0], 200);
    assert.equal((await answer(`Basic ${standard}`))[0], 200);
    assert.deepEqual(await answer(`Basic ${btoa(standard)}`), [403, UNKNOWN]);
  });

  test('that are unknown, expired or disabled are told apart', async () => {
    const { keys } = sandbox();
    for (const [key, message] of [
      ['private_sandboxUnknown', UNKNOWN],
      ['public_sandbox', UNKNOWN],
      [keys.standard.replace(/=$/, ''), UNKNOWN],
      [keys.expired, EXPIRED],
      [keys.disabled, 'Your account is disabled.'],
    ] as const) {
      await refusedAs(ImageKit.PermissionDeniedError, message, as(key).assets.list());
    }
  });

  test('for reading may read and change nothing', async () => {
    const reader = as(sandbox().keys.readOnly);
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    await reader.assets.list();
    await reader.files.get(fileId);
    await reader.files.versions.list(fileId);
    await reader.files.metadata.get(fileId);
    await reader.customMetadataFields.list();
    const before = await sandbox().control.state();
    const versionId = versions[0]?.versionId ?? '';
    const url = `${sandbox().urlEndpoint}/products/hero.jpg`;
    const paths = { sourceFilePath: '/products/hero.jpg', destinationPath: '/a' };
    const folders = { sourceFolderPath: '/products', destinationPath: '/a' };
    const changes: (() => PromiseLike<unknown>)[] = [
      () => reader.files.delete(fileId),
      () => reader.files.versions.delete(versionId, { fileId }),
      () => reader.files.versions.restore(versionId, { fileId }),
      () => reader.files.bulk.delete({ fileIds: [fileId] }),
      () => reader.files.bulk.addTags({ fileIds: [fileId], tags: ['a'] }),
      () => reader.files.update(fileId, { tags: [] }),
      () => reader.files.copy(paths),
      () => reader.files.move(paths),
      () => reader.files.rename({ filePath: '/products/hero.jpg', newFileName: 'a.jpg' }),
      () => reader.folders.create({ folderName: 'a', parentFolderPath: '/' }),
      () => reader.folders.delete({ folderPath: '/products' }),
      () => reader.folders.copy(folders),
      () => reader.cache.invalidation.create({ url }),
      () => reader.files.upload({ file: 'eA==', fileName: 'a.txt' }),
    ];
    for (const change of changes) {
      await assert.rejects(async () => change(), ImageKit.PermissionDeniedError);
    }
    const after = await sandbox().control.state();
    assert.deepEqual({ ...after, requests: {} }, { ...before, requests: {} });
  });

  test('without any right may do nothing', async () => {
    await assert.rejects(
      as(sandbox().keys.none).assets.list(),
      (error) => error instanceof ImageKit.PermissionDeniedError,
    );
  });

  test('can expire in the middle of a run', async () => {
    const key = 'private_sandboxRolled/key+=';
    await sandbox().control.setKey({ name: 'rolled', key, callsLeft: 2 });
    await as(key).assets.list();
    await as(key).assets.list();
    await refusedAs(ImageKit.PermissionDeniedError, EXPIRED, as(key).assets.list());
  });

  test("that are not the sandbox's own are refused at the start and later", async () => {
    await assert.rejects(startSandbox({ key: 'private_realKey' }), /private_sandbox/);
    await assert.rejects(startSandbox({ readOnlyKey: 'private_realKey' }), /private_sandbox/);
    await assert.rejects(
      sandbox().control.setKey({ name: 'real', key: 'private_realKey' }),
      /key: /,
    );
  });
});

suite('the order in which a request is refused', () => {
  const sandbox = useSandbox();
  const none = [{ limit: 0, intervalMs: 1000, burst: 0 }];

  test('is key, permission, rate, parameters, form of the id, absence, current version', async () => {
    const { keys, control } = sandbox();
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const status = async (method: string, path: string, key?: string): Promise<number> => {
      const headers = key === undefined ? {} : { authorization: basic(key) };
      return (await fetch(sandbox().url + path, { method, headers })).status;
    };
    const current = `/v1/files/${fileId}/versions/${versions[2]?.versionId ?? ''}`;
    await control.turn({ limits: { write: none } });
    assert.equal(await status('DELETE', '/v1/files/ill-formed'), 401);
    assert.equal(await status('DELETE', '/v1/files/ill-formed', keys.expired), 403);
    assert.equal(await status('DELETE', '/v1/files/ill-formed', keys.readOnly), 403);
    assert.equal(await status('DELETE', '/v1/files/ill-formed', keys.standard), 429);
    await control.turn({ limits: { write: [] } });
    assert.equal(await status('DELETE', '/v1/files/ill-formed', keys.standard), 400);
    assert.equal(await status('DELETE', `/v1/files/${ABSENT}`, keys.standard), 404);
    assert.equal(await status('DELETE', current, keys.standard), 400);
    assert.equal((await sandbox().file('/products/hero.jpg')).versions.length, 3);
  });

  test('puts the list of a bulk call before the ids in it', async () => {
    await sandbox().control.turn({ malformedBulkIds: 'invalid' });
    const fileIds = [...Array<string>(100).fill('ill-formed'), ABSENT];
    await refusedAs(
      ImageKit.BadRequestError,
      'fileIds cannot have more than 100 items.',
      sandbox().sdk.files.bulk.delete({ fileIds }),
    );
  });

  test('asks for a key before it says that there is no such endpoint', async () => {
    assert.equal((await fetch(`${sandbox().url}/v1/nothing`)).status, 401);
    assert.equal((await sandbox().fetch('GET', '/v1/nothing')).status, 404);
  });
});

suite('rate limits', () => {
  const sandbox = useSandbox();

  test('answer 429 with the three headers, a message alone, and the wait in milliseconds', async () => {
    await sandbox().control.turn({
      limits: { list: [{ limit: 10, intervalMs: 60_000, burst: 1 }] },
    });
    const first = await sandbox().fetch('GET', '/v1/files');
    assert.equal(first.status, 200);
    assert.equal(first.headers.get('x-ratelimit-limit'), null);
    const second = await sandbox().fetch('GET', '/v1/files');
    assert.equal(second.status, 429);
    assert.deepEqual(Object.keys((await second.json()) as object), ['message']);
    assert.equal(second.headers.get('x-ratelimit-limit'), '10');
    assert.equal(second.headers.get('x-ratelimit-interval'), '60000');
    assert.equal(second.headers.get('retry-after'), null);
    const reset = Number(second.headers.get('x-ratelimit-reset'));
    assert.ok(reset > 4000 && reset <= 6000, String(reset));
  });

  test('count each class of endpoints apart, whichever key asks', async () => {
    const once = [{ limit: 1, intervalMs: 3_600_000 }];
    await sandbox().control.turn({ limits: { list: once, read: once } });
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const reader = new ImageKit({
      privateKey: sandbox().keys.readOnly,
      baseURL: sandbox().url,
      maxRetries: 0,
    });
    await sandbox().sdk.assets.list();
    await assert.rejects(reader.assets.list(), ImageKit.RateLimitError);
    await reader.files.get(fileId);
    await assert.rejects(sandbox().sdk.files.versions.list(fileId), ImageKit.RateLimitError);
  });

  test('can put headers on granted requests and add Retry-After', async () => {
    await sandbox().control.turn({
      rateHeadersOnSuccess: true,
      retryAfter: true,
      limits: { list: [{ limit: 1, intervalMs: 10_000 }] },
    });
    const first = await sandbox().fetch('GET', '/v1/files');
    assert.equal(first.headers.get('x-ratelimit-limit'), '1');
    const second = await sandbox().fetch('GET', '/v1/files');
    assert.match(second.headers.get('retry-after') ?? '', /^(9|10)$/);
  });

  test('hold from the start unless turned off', async () => {
    const limited = await startSandbox({ files: [] });
    try {
      const headers = { authorization: basic(limited.keys.standard) };
      const statuses: number[] = [];
      for (let i = 0; i < 40; i += 1) {
        const url = `${limited.url}/v1/files/${ABSENT}`;
        statuses.push((await fetch(url, { method: 'DELETE', headers })).status);
      }
      assert.ok(statuses.includes(429));
    } finally {
      await limited.close();
    }
  });
});

suite('every answer', () => {
  const sandbox = useSandbox();

  test('has a request ID of its own, refused or not', async () => {
    const seen = new Set<string>();
    const requests = [
      sandbox().fetch('GET', '/v1/files'),
      sandbox().fetch('DELETE', `/v1/files/${ABSENT}`),
      fetch(`${sandbox().url}/v1/files`),
      fetch(`${sandbox().urlEndpoint}/products/hero.jpg`),
    ];
    for (const response of await Promise.all(requests)) {
      seen.add(response.headers.get('x-ik-requestid') ?? '');
    }
    assert.equal(seen.size, requests.length);
    assert.equal(seen.has(''), false);
  });

  test('comes from 127.0.0.1 and nowhere else', async () => {
    const { port } = sandbox();
    const reached = (host: string): Promise<boolean> =>
      new Promise((resolve) => {
        const request = http.get({ host, port, path: '/v1/files', timeout: 2000 }, (response) => {
          response.resume();
          resolve(true);
        });
        request.on('error', () => resolve(false));
        request.on('timeout', () => request.destroy());
      });
    assert.equal(await reached('127.0.0.1'), true);
    assert.equal(await reached('127.0.0.2'), false);
    assert.equal(await reached('::1'), false);
  });

  test('is given even to a path that is no valid URL encoding', async () => {
    assert.equal((await sandbox().fetch('DELETE', '/v1/files/%E0%A4%A')).status, 400);
    assert.equal((await fetch(`${sandbox().urlEndpoint}/%E0%A4%A`)).status, 404);
  });
});
