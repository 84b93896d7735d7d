import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { ImageKitClient } from '../../../src/api/client';
import { ApiError } from '../../../src/api/errors';
import type { ApiFailure } from '../../../src/api/errors';
import { searchQuery } from '../../../src/api/search';
import { LeapClock } from '../../support/clocks';
import { errorBody, json, standIn } from '../../support/standIn';
import type { StandIn } from '../../support/standIn';

const privateKey = 'private_ab+c/d==';
const row = { type: 'file', fileId: 'f1', filePath: '/a.jpg', versionInfo: { id: 'v2' } };

suite('client', () => {
  let server: StandIn | undefined;
  let lines: string[] = [];

  setup(() => (lines = []));
  teardown(async () => {
    await server?.close();
    server = undefined;
  });

  async function to(answer: (response: ServerResponse) => void): Promise<ImageKitClient> {
    server = await standIn(answer);
    const log = (line: string): void => void lines.push(line);
    return new ImageKitClient(
      { privateKey, apiHost: server.origin, log: { debug: log, warn: log }, timeoutMs: 5000 },
      { clock: new LeapClock(), random: () => 0 },
    );
  }

  /** The requests that arrived, as `METHOD url body`. */
  function arrived(): readonly string[] {
    return server!.arrivals.map(({ method, url, body }) => `${method} ${url} ${body}`.trim());
  }

  async function failureOf(calling: Promise<unknown>): Promise<ApiFailure> {
    const error: unknown = await calling.then(
      (value) => assert.fail(`it returned ${inspect(value)}`),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ApiError, String(error));
    return error.failure;
  }

  const noContent = (response: ServerResponse): void =>
    void response.writeHead(204, { 'x-ik-requestId': 'req-1' }).end();

  test('asks for a page by all its parameters', async () => {
    const client = await to((response) => json(response, 200, [row]));
    const items = await client.list({
      type: 'all',
      path: '/a b',
      sort: 'ASC_NAME',
      fileType: 'image',
      limit: 10,
      skip: 20,
    });
    assert.equal(items.length, 1);
    assert.deepEqual(arrived(), [
      'GET /v1/files?type=all&path=%2Fa%20b&sort=ASC_NAME&fileType=image&limit=10&skip=20',
    ]);
  });

  test('searches', async () => {
    const client = await to((response) => json(response, 200, []));
    const query = searchQuery({ kind: 'name', match: 'is', value: 'ä b.jpg' });
    assert.ok(query !== undefined);
    assert.deepEqual(await client.list({ searchQuery: query }), []);
    assert.deepEqual(arrived(), ['GET /v1/files?searchQuery=name%20%3D%20%22%C3%A4%20b.jpg%22']);
  });

  test('reads details and versions', async () => {
    const details = await to((response) => json(response, 200, row));
    assert.equal((await details.getAsset('f1')).versionId, 'v2');
    assert.deepEqual(arrived(), ['GET /v1/files/f1/details']);
    await server!.close();

    const versions = await to((response) => json(response, 200, [row, row]));
    assert.equal((await versions.listVersions('f1')).length, 2);
    assert.deepEqual(arrived(), ['GET /v1/files/f1/versions']);
    await server!.close();

    const version = await to((response) => json(response, 200, row));
    assert.equal((await version.getVersion('f1', 'v2')).versionId, 'v2');
    assert.deepEqual(arrived(), ['GET /v1/files/f1/versions/v2']);
  });

  test('addresses versions by the file that was asked for, whatever their rows say', async () => {
    const other = { ...row, fileId: 'another' };
    const client = await to((response) => json(response, 200, [other]));
    assert.equal((await client.listVersions('f1'))[0]?.fileId, 'f1');
  });

  test('does not take the details of another file, or another version, for an answer', async () => {
    const client = await to((response) => json(response, 200, row));
    assert.equal((await failureOf(client.getAsset('f2'))).kind, 'malformed');
    assert.equal((await failureOf(client.getVersion('f1', 'v1'))).kind, 'malformed');
  });

  test('deletes a file, a version and a folder by their own routes', async () => {
    const client = await to(noContent);
    const receipt = { requestId: 'req-1' };
    assert.deepEqual(await client.deleteFile('f1'), receipt);
    assert.deepEqual(await client.deleteVersion('f1', 'v1'), receipt);
    assert.deepEqual(await client.deleteFolder('/a/b/'), receipt);
    assert.deepEqual(arrived(), [
      'DELETE /v1/files/f1',
      'DELETE /v1/files/f1/versions/v1',
      'DELETE /v1/folder {"folderPath":"/a/b"}',
    ]);
  });

  const marked = (status: number, body: string) => (response: ServerResponse) =>
    void response.writeHead(status, { 'x-ik-requestId': 'req-1' }).end(body);

  for (const body of ['', ' ', '{}'])
    test(`takes 200 ${JSON.stringify(body)} for a deletion`, async () => {
      const client = await to(marked(200, body));
      assert.deepEqual(await client.deleteVersion('f1', 'v1'), { requestId: 'req-1' });
      await client.deleteFile('f1');
      await client.deleteFolder('/a');
    });

  test('takes 200 with the details of its file for the deletion of a version', async () => {
    const client = await to((response) => json(response, 200, row));
    assert.deepEqual(await client.deleteVersion('f1', 'v1'), { requestId: 'req-1' });
    assert.deepEqual(await client.deleteVersion('f9', 'v2'), { requestId: 'req-1' });
    assert.equal((await failureOf(client.deleteVersion('f9', 'v9'))).kind, 'malformed');
    assert.equal((await failureOf(client.deleteFile('f1'))).kind, 'malformed');
  });

  const notDeleted = [
    '{"message":"The file could not be deleted"}',
    '{"jobId":"598821f949c0a938d57563bd"}',
    '{"fileId":"f1"}',
    '{"successfullyDeletedFileIds":["f1"]}',
    '{"errors":[]}',
    'null',
    'true',
    '[]',
    '[{}]',
    '<html>Done</html>',
    '{"succ',
  ];
  for (const body of notDeleted)
    test(`does not take ${body} for a deletion, marked as it is`, async () => {
      const client = await to(marked(200, body));
      for (const deletion of [
        () => client.deleteFile('f1'),
        () => client.deleteVersion('f1', 'v1'),
        () => client.deleteFolder('/a'),
      ]) {
        const failure = await failureOf(deletion());
        const { kind, mayHaveActed, status, requestId } = failure;
        assert.deepEqual(
          [kind, mayHaveActed, status, requestId],
          ['malformed', 'maybe', 200, 'req-1'],
        );
      }
    });

  for (const status of [201, 202, 203, 205, 206, 207, 304])
    test(`does not take ${status} for a deletion`, async () => {
      const client = await to(marked(status, ''));
      for (const deletion of [
        () => client.deleteFile('f1'),
        () => client.deleteVersion('f1', 'v1'),
        () => client.deleteFiles(['f1']),
        () => client.deleteFolder('/a'),
      ]) {
        const failure = await failureOf(deletion());
        assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'maybe']);
      }
    });

  const noBulk: readonly (readonly [number, unknown])[] = [
    [200, { message: 'Request accepted' }],
    [200, { successfullyDeletedFileIds: 'f1' }],
    [200, { successfullyDeletedFileIds: [1] }],
    [200, ['f1']],
    [204, undefined],
    [207, { successfullyDeletedFileIds: ['f1'] }],
    [207, { errors: [{ fileId: 'f1', error: 'x' }] }],
    [207, { successfullyDeletedFileIds: ['f1'], errors: null }],
    [207, { successfullyDeletedFileIds: ['f1'], errors: [{ id: 'f1' }] }],
    [207, [{ status: 200 }]],
    [200, { successfullyDeletedFileIds: ['f1'], message: 'The files could not be deleted.' }],
    [207, { successfullyDeletedFileIds: ['f1'], errors: [], error: 'rolled back' }],
  ];
  for (const [status, body] of noBulk)
    test(`a bulk answer ${status} ${JSON.stringify(body)} says of no file that it is gone`, async () => {
      const client = await to(marked(status, body === undefined ? '' : JSON.stringify(body)));
      const failure = await failureOf(client.deleteFiles(['f1']));
      assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'maybe']);
    });

  test('a bulk answer that echoes the ids without the mark deletes nothing', async () => {
    const body = JSON.stringify({ successfullyDeletedFileIds: ['f1'], errors: [] });
    for (const status of [200, 207]) {
      const client = await to((response) => void response.writeHead(status).end(body));
      const failure = await failureOf(client.deleteFiles(['f1']));
      assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'maybe']);
      await server!.close();
    }
  });

  for (const [status, body] of [
    [200, ''],
    [200, '{}'],
    [200, '{"message":"Blocked by policy"}'],
    [204, ''],
  ] as const)
    test(`does not take ${status} ${body} without ImageKit's mark for a deletion`, async () => {
      const client = await to((response) => void response.writeHead(status).end(body));
      for (const deletion of [
        () => client.deleteFile('f1'),
        () => client.deleteVersion('f1', 'v1'),
        () => client.deleteFolder('/a'),
      ]) {
        const failure = await failureOf(deletion());
        assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'maybe']);
      }
    });

  for (const body of ['<html>Welcome to the hotel</html>', '[]', 'OK', '{"succ', 'null'])
    test(`does not take 200 ${body} for a deletion`, async () => {
      const client = await to((response) => response.end(body));
      for (const deletion of [
        () => client.deleteFile('f1'),
        () => client.deleteVersion('f1', 'v1'),
        () => client.deleteFiles(['f1']),
        () => client.deleteFolder('/a'),
      ]) {
        const failure = await failureOf(deletion());
        assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'maybe']);
      }
    });

  test('a page of a hotel is not a listing either', async () => {
    const client = await to((response) => response.end('<html>Welcome to the hotel</html>'));
    const failure = await failureOf(client.list({}));
    assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'no']);
  });

  test('says where an answer is not what it should be, and nothing of its content', async () => {
    const client = await to((response) => json(response, 200, [row, { ...row, size: 'secret' }]));
    const { message, requestId } = await failureOf(client.list({}));
    assert.equal(message, 'expected number as 1.size');
    assert.equal(requestId, 'req-1');
  });

  test('sends the ids of a bulk deletion once each', async () => {
    const deleted = { successfullyDeletedFileIds: ['a', 'b'] };
    const client = await to((response) => json(response, 200, deleted));
    assert.deepEqual(await client.deleteFiles(['a', 'b', 'a']), {
      deleted: ['a', 'b'],
      errors: [],
      missing: [],
      requestId: 'req-1',
    });
    assert.deepEqual(arrived(), ['POST /v1/files/batch/deleteByFileIds {"fileIds":["a","b"]}']);
  });

  test('a 207 tells what failed, and an id that it leaves out is logged', async () => {
    const client = await to((response) =>
      json(response, 207, {
        successfullyDeletedFileIds: ['a', 'foreign'],
        errors: [{ fileId: 'b', error: 'Error in deleting tags for private_x' }],
      }),
    );
    const { deleted, errors } = await client.deleteFiles(['a', 'b', 'c']);
    assert.deepEqual(deleted, ['a']);
    assert.deepEqual(errors, [{ fileId: 'b', message: 'Error in deleting tags for [key]' }]);
    assert.ok(lines.some((line) => /1 ids unclear, 1 that were not asked for/.test(line)));
  });

  test('a 207 that repeats the key does not take it further, whatever the key looks like', async () => {
    const unusual = 'live+0123/abc=';
    server = await standIn((response, { headers }) => {
      const error = `refused ${unusual} as ${headers.authorization ?? ''}`;
      json(response, 207, { successfullyDeletedFileIds: [], errors: [{ fileId: 'a', error }] });
    });
    const client = new ImageKitClient({ privateKey: unusual, apiHost: server.origin });
    const { errors } = await client.deleteFiles(['a']);
    assert.deepEqual(errors, [{ fileId: 'a', message: 'refused [key] as Basic [key]' }]);
  });

  const gone = (missingFileIds: unknown) => ({
    ...errorBody('The requested file(s) does not exist.'),
    missingFileIds,
  });

  test('a 404 with missing ids is an answer: those are missing, and nothing was deleted', async () => {
    const client = await to((response) => json(response, 404, gone(['b', 'foreign', 'b'])));
    assert.deepEqual(await client.deleteFiles(['a', 'b']), {
      deleted: [],
      errors: [],
      missing: ['b'],
      requestId: 'req-1',
    });
  });

  for (const missing of [undefined, null, [], 'a', [1]])
    test(`a 404 whose missing ids are ${JSON.stringify(missing)} says nothing`, async () => {
      const client = await to((response) => json(response, 404, gone(missing)));
      const failure = await failureOf(client.deleteFiles(['a']));
      assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'maybe']);
    });

  test('a 404 whose missing ids are all foreign is a refusal', async () => {
    const client = await to((response) => json(response, 404, gone(['foreign'])));
    const failure = await failureOf(client.deleteFiles(['a']));
    assert.deepEqual([failure.kind, failure.mayHaveActed], ['notFound', 'no']);
  });

  test('a page with more rows than were asked for is none', async () => {
    const client = await to((response) => json(response, 200, [row, row, row]));
    assert.equal((await client.list({ limit: 3 })).length, 3);
    assert.equal((await failureOf(client.list({ limit: 2 }))).kind, 'malformed');
  });

  test('a 400 that names its limit tells it', async () => {
    const body = errorBody('fileIds cannot have more than 50 items.');
    const client = await to((response) => json(response, 400, body));
    const failure = await failureOf(client.deleteFiles(['a', 'b']));
    assert.equal(failure.kind === 'rejected' && failure.maxItems, 50);
  });

  test('sends nothing at all for what may not be sent', async () => {
    const client = await to(noContent);
    const refusals = [
      () => client.deleteFile(''),
      () => client.deleteFile('/a/b.jpg'),
      () => client.deleteFile(privateKey),
      () => client.deleteVersion('f1', ''),
      () => client.deleteVersion('..', 'v1'),
      () => client.deleteFiles([]),
      () => client.deleteFiles(['a', '']),
      () => client.deleteFolder('/'),
      () => client.deleteFolder(''),
      () => client.deleteFolder('/a/../'),
      () => client.getAsset('a/details'),
      () => client.listVersions(''),
      () => client.getVersion('f1', '.'),
      () => client.list({ path: '\ud800' }),
    ];
    for (const refused of refusals) {
      const failure = await failureOf(refused());
      assert.equal(failure.kind, 'rejected');
      assert.deepEqual([failure.status, failure.mayHaveActed], [undefined, 'no']);
    }
    assert.deepEqual(arrived(), []);
  });

  test('no redirect takes the key anywhere', async () => {
    const other = await standIn((response) => json(response, 200, []));
    const client = await to((response) => {
      response.writeHead(302, { Location: `${other.origin}/v1/files` }).end();
    });
    assert.equal((await failureOf(client.list({}))).kind, 'malformed');
    const failure = await failureOf(client.deleteFile('f1'));
    assert.deepEqual([failure.kind, failure.mayHaveActed], ['malformed', 'maybe']);
    assert.equal(other.arrivals.length, 0);
    await other.close();
  });

  test('keeps no more requests open than allowed', async () => {
    const open: ServerResponse[] = [];
    server = await standIn((response) => void open.push(response));
    const fast = { readsPerSecond: 1000, concurrency: 3 };
    const client = new ImageKitClient({ privateKey, apiHost: server.origin, ...fast });
    const pages = Array.from({ length: 7 }, () => client.list({}));
    let answered = 0;
    while (answered < 7) {
      while (open.length < Math.min(3, 7 - answered))
        await new Promise((resolve) => setTimeout(resolve, 5));
      assert.ok(server.arrivals.length - answered <= 3);
      json(open.shift()!, 200, []);
      answered++;
    }
    await Promise.all(pages);
  });

  test('keeps to its rate', async () => {
    server = await standIn((response) => json(response, 200, []));
    const client = new ImageKitClient({ privateKey, apiHost: server.origin, readsPerSecond: 100 });
    await Promise.all(Array.from({ length: 31 }, () => client.list({})));
    const took = server.arrivals.at(-1)!.at - server.arrivals[0]!.at;
    assert.ok(took >= 270, `31 requests, one each 10 ms, took ${took} ms`);
  });

  test('is made only with limits that let something through', () => {
    for (const wrong of [
      { concurrency: 0 },
      { readsPerSecond: 0 },
      { writesPerSecond: -1 },
      { timeoutMs: Number.NaN },
    ])
      assert.throws(() => new ImageKitClient({ privateKey, ...wrong }), ApiError);
  });

  test('is made only for a host that may have the key', () => {
    assert.throws(
      () => new ImageKitClient({ privateKey, apiHost: 'http://api.imagekit.io' }),
      ApiError,
    );
  });

  test('shows its key to nobody', async () => {
    const client = await to((response) =>
      json(response, 403, errorBody(`Unknown key ${privateKey} ${btoa(`${privateKey}:`)}`)),
    );
    const failure = await failureOf(client.deleteFile('f1'));
    const shown = [
      inspect(client, { depth: null, showHidden: true }),
      JSON.stringify(client),
      JSON.stringify(failure),
      ...lines,
    ].join('\n');
    assert.doesNotMatch(shown, /private_ab|cHJpdmF0ZV/);
    assert.equal(failure.message, 'Unknown key [key] [key]');
  });
});
