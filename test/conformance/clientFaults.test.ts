import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ImageKitClient } from '../../src/api/client';
import type { ClientOptions, ClientPorts } from '../../src/api/client';
import { ApiError } from '../../src/api/errors';
import type { ApiFailure } from '../../src/api/errors';
import type { RateLimitWait } from '../../src/api/limits';
import type { FaultRequest } from '../../src/sandbox/control/faults';
import { LeapClock } from '../support/clocks';
import { useSandbox } from './useSandbox';

const ABSENT = '0'.repeat(24);

suite('our client at faults of the server', () => {
  const sandbox = useSandbox();

  function client(options: Partial<ClientOptions> = {}, ports: Partial<ClientPorts> = {}) {
    const { keys, url } = sandbox();
    const rates = { readsPerSecond: 1000, writesPerSecond: 1000 };
    return new ImageKitClient(
      { privateKey: keys.standard, apiHost: url, ...rates, ...options },
      ports,
    );
  }

  async function failureOf(calling: Promise<unknown>): Promise<ApiFailure> {
    const error: unknown = await calling.then(
      (value) => assert.fail(`it returned ${inspect(value)}`),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ApiError, String(error));
    return error.failure;
  }

  /** A short timeout where one is to strike; elsewhere none may, however slow the machine. */
  function patienceFor({ kind }: FaultRequest['action']): Partial<ClientOptions> {
    return { timeoutMs: kind === 'timeout' || kind === 'delay' ? 300 : 15_000 };
  }

  /** How often a route was called. */
  async function calls(route: string): Promise<number> {
    return (await sandbox().control.requests()).filter((request) => request.route === route).length;
  }

  async function paths(): Promise<readonly string[]> {
    return (await sandbox().control.state()).library.map(({ filePath }) => filePath);
  }

  /** The three ways to delete `/products/hero.jpg` or one of its versions, and how to see it. */
  const deletions = [
    {
      route: 'deleteFile',
      run: async (by: ImageKitClient) =>
        by.deleteFile((await sandbox().file('/products/hero.jpg')).fileId),
      exists: async () => (await paths()).includes('/products/hero.jpg'),
    },
    {
      route: 'deleteFiles',
      run: async (by: ImageKitClient) =>
        by.deleteFiles([(await sandbox().file('/products/hero.jpg')).fileId]),
      exists: async () => (await paths()).includes('/products/hero.jpg'),
    },
    {
      route: 'deleteVersion',
      run: async (by: ImageKitClient) => {
        const { fileId, versions } = await sandbox().file('/products/hero.jpg');
        return by.deleteVersion(fileId, versions[0]!.versionId);
      },
      exists: async () => (await sandbox().file('/products/hero.jpg')).versions.length === 3,
    },
    {
      route: 'deleteFolder',
      run: (by: ImageKitClient) => by.deleteFolder('/products'),
      exists: async () => (await sandbox().control.state()).folderPaths.includes('/products'),
    },
  ] as const;

  type Action = FaultRequest['action'];
  const lost: readonly (readonly [Action, ApiFailure['kind'], 'gone' | 'there'])[] = [
    [{ kind: 'status', status: 500 }, 'server', 'there'],
    [{ kind: 'status', status: 500, when: 'after' }, 'server', 'gone'],
    [{ kind: 'status', status: 502, html: '<h1>Bad Gateway</h1>' }, 'server', 'there'],
    [{ kind: 'status', status: 404, html: '<h1>Not Found</h1>' }, 'malformed', 'there'],
    [{ kind: 'status', status: 200, html: '<h1>Welcome</h1>' }, 'malformed', 'there'],
    [{ kind: 'reset', when: 'before' }, 'unreachable', 'there'],
    [{ kind: 'reset', when: 'after' }, 'unreachable', 'gone'],
    [{ kind: 'timeout', when: 'before' }, 'unreachable', 'there'],
    [{ kind: 'timeout', when: 'after' }, 'unreachable', 'gone'],
    [{ kind: 'delay', ms: 2000 }, 'unreachable', 'gone'],
  ];
  for (const { route, run, exists } of deletions)
    for (const [action, kind, then] of lost)
      test(`${route} at ${JSON.stringify(action)}: ${kind}, not repeated; it is ${then}`, async () => {
        await sandbox().control.plant({ route, action });
        const failure = await failureOf(run(client(patienceFor(action))));
        assert.deepEqual([failure.kind, failure.mayHaveActed], [kind, 'maybe']);
        // Sent again, it would be gone in each case, and "not found" where it was gone before.
        assert.equal(await exists(), then === 'there');
      });

  for (const action of [{ kind: 'truncate' }, { kind: 'reset', when: 'during' }] as const)
    test(`a bulk answer damaged by ${JSON.stringify(action)} is not believed`, async () => {
      const { fileId } = await sandbox().file('/products/hero.jpg');
      await sandbox().control.plant({ route: 'deleteFiles', action });
      const failure = await failureOf(client().deleteFiles([fileId]));
      assert.ok(['malformed', 'unreachable'].includes(failure.kind));
      assert.equal(failure.mayHaveActed, 'maybe');
      assert.ok(!(await paths()).includes('/products/hero.jpg'));
    });

  test('200 {} in place of 204 is a deletion', async () => {
    for (const { route, run } of deletions.filter((each) => each.route !== 'deleteFiles')) {
      await sandbox().control.reset();
      await sandbox().control.plant({ route, action: { kind: 'emptyObject' } });
      const receipt = await run(client());
      assert.match(receipt.requestId ?? '', /./, route);
    }
  });

  for (const { route, run, exists } of deletions) {
    test(`${route} at 429 is sent again, when it was told to`, async () => {
      const action = {
        kind: 'status',
        status: 429,
        headers: { 'X-RateLimit-Reset': '40' },
      } as const;
      await sandbox().control.plant({ route, action });
      const waits: (RateLimitWait | undefined)[] = [];
      const start = performance.now();
      await run(client({ onWait: (wait) => waits.push(wait) }));
      assert.ok(performance.now() - start >= 40);
      assert.equal(await calls(route), 2);
      assert.equal(await exists(), false);
      assert.deepEqual(
        waits.map((wait) => wait !== undefined),
        [true, false],
      );
    });

    for (const status of [401, 403, 423])
      test(`${route} at ${status} is refused, and has done nothing`, async () => {
        await sandbox().control.plant({ route, action: { kind: 'status', status } });
        const failure = await failureOf(run(client()));
        const kind = { 401: 'unauthorized', 403: 'forbidden', 423: 'rejected' }[status];
        assert.deepEqual([failure.kind, failure.mayHaveActed], [kind, 'no']);
        assert.equal(await calls(route), 1);
        assert.equal(await exists(), true);
      });

    test(`${route} with a read-only key is forbidden`, async () => {
      const failure = await failureOf(run(client({ privateKey: sandbox().keys.readOnly })));
      assert.deepEqual([failure.kind, failure.mayHaveActed], ['forbidden', 'no']);
      assert.equal(await exists(), true);
    });
  }

  for (const action of [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'during' },
    { kind: 'timeout' },
    { kind: 'delay', ms: 2000 },
  ] as const satisfies readonly Action[])
    test(`a listing survives ${JSON.stringify(action)} twice, and not three times`, async () => {
      await sandbox().control.plant({ route: 'listAssets', count: 2, action });
      const ours = client(patienceFor(action), { clock: new LeapClock() });
      assert.equal((await ours.list({})).length, 8);
      await sandbox().control.plant({ route: 'listAssets', count: 3, action });
      const { mayHaveActed } = await failureOf(ours.list({}));
      assert.equal(mayHaveActed, 'no');
    });

  test('a listing cut in half is no listing', async () => {
    await sandbox().control.plant({ route: 'listAssets', action: { kind: 'truncate' } });
    assert.equal((await failureOf(client().list({}))).kind, 'malformed');
  });

  test('errors of single files in a bulk call are told one by one', async () => {
    const hero = (await sandbox().file('/products/hero.jpg')).fileId;
    const shoe = (await sandbox().file('/products/shoe.png')).fileId;
    await sandbox().control.plant({
      route: 'deleteFiles',
      action: { kind: 'itemErrors', ids: [shoe], error: 'Error in deleting tags' },
    });
    const { deleted, errors, missing } = await client().deleteFiles([hero, shoe]);
    assert.deepEqual(deleted, [hero]);
    assert.deepEqual(errors, [{ fileId: shoe, message: 'Error in deleting tags' }]);
    assert.deepEqual(missing, []);
    assert.ok((await paths()).includes('/products/shoe.png'));
  });

  test('an ill-formed id in a bulk call is a refusal, or missing, as the server has it', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().control.turn({ malformedBulkIds: 'missing' });
    assert.deepEqual((await client().deleteFiles([fileId, 'nonsense'])).missing, ['nonsense']);
    await sandbox().control.turn({ malformedBulkIds: 'invalid' });
    const failure = await failureOf(client().deleteFiles([fileId, 'nonsense']));
    assert.deepEqual([failure.kind, failure.mayHaveActed], ['rejected', 'no']);
  });

  test('more ids than the server takes: it says how many it would', async () => {
    const ids = Array.from({ length: 101 }, (_, i) => i.toString(16).padStart(24, '0'));
    const failure = await failureOf(client().deleteFiles(ids));
    assert.equal(failure.kind === 'rejected' && failure.maxItems, 100);
  });

  test('an unknown id is not found, an ill-formed one is not "gone"', async () => {
    await sandbox().control.turn({ lenientIds: false });
    assert.equal((await failureOf(client().deleteFile(ABSENT))).kind, 'notFound');
    assert.equal((await failureOf(client().getAsset(ABSENT))).kind, 'notFound');
    assert.equal((await failureOf(client().deleteFile('forgedfileid00'))).kind, 'rejected');
    await sandbox().control.turn({ lenientIds: true });
    assert.equal((await failureOf(client().deleteFile('forgedfileid00'))).kind, 'notFound');
  });

  test('the current version and a full folder are refused with their reason', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const current = await failureOf(client().deleteVersion(fileId, versions.at(-1)!.versionId));
    assert.equal(current.kind, 'rejected');
    assert.equal(current.message, 'You cannot delete current version of a file.');
    await sandbox().control.turn({ folderCap: 1 });
    const folder = await failureOf(client().deleteFolder('/products'));
    assert.equal(folder.kind === 'rejected' && folder.reason, 'TOO_MANY_OBJECTS');
    assert.equal((await failureOf(client().deleteFolder('/nowhere'))).kind, 'notFound');
  });

  test('versions are addressed alike in both of the documented id forms', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const address = async () =>
      (await client().listVersions(fileId)).map((version) => version.fileId);
    await sandbox().control.turn({ versionIds: 'shared' });
    assert.deepEqual(
      await address(),
      versions.map(() => fileId),
    );
    await sandbox().control.turn({ versionIds: 'spec' });
    assert.deepEqual(
      await address(),
      versions.map(() => fileId),
    );
  });

  test('a list that lags still shows what details say is gone', async () => {
    await sandbox().control.turn({ deleteLagMs: 60_000 });
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await client().deleteFile(fileId);
    const rows = await client().list({});
    assert.ok(rows.some((row) => row.type === 'file' && row.fileId === fileId));
    assert.equal((await failureOf(client().getAsset(fileId))).kind, 'notFound');
  });

  for (const key of ['expired', 'disabled', 'none'] as const)
    test(`a key that is ${key} is forbidden everything`, async () => {
      const refused = client({ privateKey: sandbox().keys[key] });
      assert.equal((await failureOf(refused.list({ limit: 1 }))).kind, 'forbidden');
      assert.equal((await failureOf(refused.deleteFile(ABSENT))).kind, 'forbidden');
    });

  test('a key that expires in the middle is forbidden from then on', async () => {
    const privateKey = 'private_sandboxRolled+Key/=';
    await sandbox().control.setKey({ name: 'rolled', key: privateKey, callsLeft: 2 });
    const rolled = client({ privateKey });
    await rolled.list({ limit: 1 });
    await rolled.list({ limit: 1 });
    const failure = await failureOf(rolled.list({ limit: 1 }));
    assert.equal(failure.kind, 'forbidden');
    assert.equal(failure.message, 'Your request contains expired private API key.');
  });

  test('latency costs time and nothing else', async () => {
    await sandbox().control.turn({ latencyMs: 80 });
    assert.equal((await client().list({})).length, 8);
  });

  for (const knobs of [{}, { retryAfter: true }, { rateHeadersOnSuccess: true }])
    test(`keeps inside limits below its own with ${JSON.stringify(knobs)}`, async () => {
      const bulk = [{ limit: 20, intervalMs: 1000, burst: 2 }];
      await sandbox().control.turn({ limits: { bulk }, ...knobs });
      const ours = client({ writesPerSecond: 200 });
      const start = performance.now();
      const ids = Array.from({ length: 12 }, (_, i) => i.toString(16).padStart(24, 'a'));
      const answers = await Promise.all(ids.map((id) => ours.deleteFiles([id])));
      assert.ok(answers.every(({ missing }) => missing.length === 1));
      assert.ok(performance.now() - start >= 450, 'the limit was not in force');
    });

  test('the key shows in no failure and in no line of the log', async () => {
    const shown: string[] = [];
    const log = (line: string): void => void shown.push(line);
    const ours = client({ log: { debug: log, warn: log }, timeoutMs: 100 });
    for (const action of [{ kind: 'timeout' }, { kind: 'reset' }] as const) {
      await sandbox().control.plant({ route: 'deleteFile', action });
      shown.push(JSON.stringify(await failureOf(ours.deleteFile(ABSENT))));
    }
    await ours.list({});
    assert.ok(shown.length > 3);
    assert.doesNotMatch(shown.join('\n'), /private_|cHJpdmF0ZV/);
  });
});
