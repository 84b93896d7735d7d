import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect, promisify } from 'node:util';
import type { ImageKitClient } from '../../src/api/client';
import { ApiError } from '../../src/api/errors';
import type { ApiFailure } from '../../src/api/errors';
import type { DeletionOutcome } from '../../src/core/run/outcome';
import { keyAccess } from '../../src/core/account/keyAccess';
import type { FaultRequest } from '../../src/sandbox/control/faults';
import { HELP } from '../../src/sandbox/http/exchange';
import { seed, useRunSandbox } from '../support/deletion/runSandbox';

type Status = Omit<Extract<FaultRequest['action'], { kind: 'status' }>, 'kind'>;

const hotel = '<html><body>Welcome to the hotel</body></html>';

/** What proxies, gateways, mocks and policies answer in ImageKit's place, to anything. */
const foreign: readonly Status[] = [
  { status: 200, html: hotel },
  { status: 200, html: '' },
  { status: 200, json: [] },
  { status: 200, json: {} },
  { status: 200, json: null },
  { status: 200, json: { message: 'OK' } },
  { status: 204 },
  { status: 301, html: '', headers: { Location: 'http://127.0.0.1:9/' } },
  { status: 302, html: hotel, headers: { Location: 'http://127.0.0.1:9/' } },
  { status: 400, html: hotel },
  { status: 401, html: hotel, headers: { 'WWW-Authenticate': 'Basic' } },
  { status: 403, html: hotel },
  { status: 403, json: { message: 'Forbidden' } },
  { status: 404, html: '' },
  { status: 404, json: { message: 'Not Found' } },
  { status: 404, json: { message: 'The requested file does not exist.' } },
  { status: 404, json: { message: 'The requested file does not exist.', help: 'Call us.' } },
  { status: 405, html: hotel },
  { status: 407, html: '' },
  { status: 423, json: { message: 'Locked' } },
  { status: 429, html: hotel, headers: { 'Retry-After': '1' } },
  { status: 201, json: {} },
  { status: 206, html: hotel },
  { status: 304, html: '' },
  { status: 308, html: '', headers: { Location: 'http://127.0.0.1:9/' } },
  { status: 401, json: { error: 'invalid_token', message: 'Unauthorized' } },
  { status: 403, json: { message: 'Blocked', help: 'Ask your administrator.' } },
  {
    status: 404,
    json: { message: 'The requested file(s) does not exist.', missingFileIds: ['x'] },
  },
  { status: 410, html: hotel },
  { status: 418, json: { message: 'The requested asset does not exist.' } },
  { status: 451, html: hotel },
];

/** Marked as ImageKit's, but not what any route documents. */
const misshapen: readonly Status[] = [
  { status: 200, html: hotel },
  { status: 200, json: { message: 'The file could not be deleted' } },
  { status: 200, json: { jobId: '598821f949c0a938d57563bd' } },
  { status: 200, json: 'OK' },
  { status: 200, json: { successfullyDeletedFileIds: [], message: 'Not deleted.' } },
  { status: 201, json: {} },
  { status: 202, json: {} },
  { status: 404, json: { error: 'The requested file does not exist.' } },
  {
    status: 404,
    json: { message: 'The requested file does not exist in this region.', help: HELP },
  },
  { status: 410, html: '' },
  { status: 207, json: {} },
  { status: 400, html: hotel },
  { status: 401, html: hotel },
  { status: 403, html: hotel },
  { status: 403, json: ['Forbidden'] },
  { status: 404, html: hotel },
  { status: 404, json: { message: 'There is no such endpoint.', help: HELP } },
  { status: 404, json: { message: 'The requested job does not exist.', help: HELP } },
  { status: 404, json: { message: 'URL-endpoint not found.', help: HELP } },
  { status: 404, json: { message: 'The requested file(s) does not exist.', help: HELP } },
];

const actions = [
  ...foreign.map((answer) => ({ kind: 'status', ...answer, marked: false }) as const),
  ...misshapen.map((answer) => ({ kind: 'status', ...answer }) as const),
];

suite('answers that are not ImageKit’s own', () => {
  const sandbox = useRunSandbox([seed('/a/1.jpg', 3), seed('/a/2.jpg'), seed('/b/3.jpg')]);

  async function failureOf(calling: Promise<unknown>): Promise<ApiFailure> {
    const error: unknown = await calling.then(
      (value) => assert.fail(`it returned ${inspect(value)}`),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ApiError, String(error));
    return error.failure;
  }

  async function file(path: string) {
    const found = (await sandbox().control.state()).library.find((row) => row.filePath === path);
    assert.ok(found);
    return found;
  }

  /** A client that has seen ImageKit's mark. */
  async function acquainted(): Promise<ImageKitClient> {
    const client = sandbox().client();
    await client.list({ limit: 1 });
    return client;
  }

  for (const action of actions) {
    const { status, marked = true, json, html } = { json: undefined, html: undefined, ...action };
    const body = html ?? JSON.stringify(json);
    test(`${status} ${body} ${marked ? 'with' : 'without'} the mark decides nothing`, async () => {
      const { fileId, versions } = await file('/a/1.jpg');
      await sandbox().control.plant({ action, count: 'always' });
      const reads = [
        (by: ImageKitClient) => by.list({ path: '/a' }),
        (by: ImageKitClient) => by.getAsset(fileId),
        (by: ImageKitClient) => by.getVersion(fileId, versions[0]!.versionId),
        (by: ImageKitClient) => by.listVersions(fileId),
      ];
      const writes = [
        (by: ImageKitClient) => by.deleteFile(fileId),
        (by: ImageKitClient) => by.deleteVersion(fileId, versions[0]!.versionId),
        (by: ImageKitClient) => by.deleteFiles([fileId]),
        (by: ImageKitClient) => by.deleteFolder('/a'),
      ];
      for (const read of reads) {
        const failure = await failureOf(read(sandbox().client()));
        assert.deepEqual(
          [failure.kind, failure.mayHaveActed, failure.status],
          ['malformed', 'no', status],
        );
      }
      for (const write of writes) {
        const failure = await failureOf(write(sandbox().client()));
        assert.deepEqual(
          [failure.kind, failure.mayHaveActed, failure.status],
          ['malformed', 'maybe', status],
        );
      }
      const access = await keyAccess(sandbox().client(), new AbortController().signal);
      assert.equal(access, 'unknown');
    });
  }

  test('a listing of nothing without the mark lets no folder be deleted', async () => {
    const plan = await sandbox().planOf('/a/');
    await sandbox().control.plant({
      route: 'listAssets',
      count: 'always',
      action: { kind: 'status', status: 200, json: [], marked: false },
    });
    const client = sandbox().client();
    const folders = plan.targets.filter(({ target }) => target.kind === 'folder');
    const outcomes = await sandbox().run({ ...plan, targets: folders }, { client });
    assert.deepEqual(outcomes.map(kindOf), ['notAttempted']);
    assert.deepEqual(await sandbox().writes(), []);
  });

  test('a bulk answer that echoes every id without the mark makes no file deleted', async () => {
    const plan = await sandbox().planOf('/a');
    const ids = plan.targets.map(({ key }) => key.replace('asset:', ''));
    await sandbox().control.plant({
      route: 'deleteFiles',
      count: 'always',
      action: {
        kind: 'status',
        status: 200,
        json: { successfullyDeletedFileIds: ids },
        marked: false,
      },
    });
    const outcomes = await sandbox().run(plan, { client: await acquainted() });
    assert.equal(outcomes.length, 2);
    for (const outcome of outcomes) assert.notEqual(kindOf(outcome), 'deleted');
    assert.equal((await sandbox().paths('/a')).length, 2);
  });

  test('behind a proxy that removes request IDs, a file is deleted once its details say so', async () => {
    const plan = await sandbox().planOf('/a');
    await sandbox().control.turn({ requestIds: false });
    const outcomes = await sandbox().run(plan);
    assert.deepEqual(outcomes.map(kindOf), ['deleted', 'deleted']);
    assert.deepEqual(await sandbox().paths('/a'), []);
    const requests = await sandbox().control.requests();
    const looks = requests.filter(({ route, status }) => route === 'getFile' && status === 404);
    assert.equal(looks.length, 2, JSON.stringify(requests.map(({ route }) => route)));
  });

  test('behind a proxy that removes request IDs, no folder is deleted', async () => {
    const plan = await sandbox().planOf('/b/');
    await sandbox().control.turn({ requestIds: false });
    let told = 0;
    const client = sandbox().client({ onUnmarked: () => told++ });
    assert.equal((await client.list({ path: '/b' })).length, 1);
    const outcomes = await sandbox().run(plan, { client });
    const kinds = outcomes.map(({ planned, outcome }) => [planned.target.kind, outcome.kind]);
    assert.deepEqual(kinds, [
      ['asset', 'deleted'],
      ['folder', 'notAttempted'],
    ]);
    assert.equal(told, 1);
    assert.ok((await sandbox().control.state()).folderPaths.includes('/b'));
  });

  test('behind a proxy that removes request IDs, a read-only key is known by its documented refusal', async () => {
    await sandbox().control.turn({ requestIds: false });
    const privateKey = sandbox().keys.readOnly;
    const access = await keyAccess(sandbox().client({ privateKey }), new AbortController().signal);
    assert.equal(access, 'readOnly');
  });

  test('a mark that echoes the credentials is none, and is written nowhere', async () => {
    const key = sandbox().keys.standard;
    const credentials = Buffer.from(`${key}:`).toString('base64');
    const shown: string[] = [];
    const log = (line: string): void => void shown.push(line);
    const { fileId } = await file('/a/2.jpg');
    for (const echo of [key, credentials, credentials.replace(/=+$/, ''), `Basic ${credentials}`]) {
      const headers = { 'x-ik-requestId': echo };
      await sandbox().control.plant({
        route: 'deleteFile',
        action: { kind: 'status', status: 204, headers },
      });
      const client = sandbox().client({ log: { debug: log, warn: log } });
      shown.push(JSON.stringify(await failureOf(client.deleteFile(fileId))));
    }
    assert.equal(shown.length, 12);
    assert.doesNotMatch(shown.join('\n'), /private_|cHJpdmF0ZV/);
  });

  for (const [what, part] of [
    ['open brackets', '['],
    ['empty objects', '{},'],
    ['nested lists', '[[[]]],'],
  ] as const)
    test(`60 MB of ${what} take little memory, whatever is asked`, async () => {
      const bytes = Buffer.from(`[${part.repeat(60e6 / part.length)}`);
      const server = createServer((request, response) => {
        request.resume();
        response.writeHead(200, { 'x-ik-requestId': 'r' }).end(bytes);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      try {
        const script = require.resolve('../support/askAll.ts');
        const run = ['--import', 'tsx', script, `http://127.0.0.1:${port}`];
        const { stdout } = await promisify(execFile)(process.execPath, run);
        const { kinds, grownMB } = JSON.parse(stdout) as { kinds: string[]; grownMB: number };
        assert.deepEqual([...new Set(kinds)], ['malformed']);
        assert.ok(grownMB < 200, `${grownMB} MB`);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
});

function kindOf({ outcome }: { readonly outcome: DeletionOutcome }): DeletionOutcome['kind'] {
  return outcome.kind;
}
