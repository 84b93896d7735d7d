import assert from 'node:assert/strict';
import { once } from 'node:events';
import { toFile } from '@imagekit/nodejs';
import type { Asset, AssetVersion } from '../../../../src/api/asset';
import { ImageKitClient } from '../../../../src/api/client';
import { ApiError } from '../../../../src/api/errors';
import type { Claim } from '../../../../src/core/request';
import { findTargets } from '../../../../src/core/plan/findTargets';
import { makePlan, type DeletionPlan } from '../../../../src/core/plan/plan';
import { lookAgain, type Look, type LookOptions } from '../../../../src/core/plan/lookAgain';
import { readPlanFile, writePlanFile } from '../../../../src/core/plan/planFile';
import { snapshotOf, type Snapshot } from '../../../../src/core/plan/snapshot';
import { targetKey, targetPath, type Target } from '../../../../src/core/target';
import { useSandbox } from '../../../conformance/useSandbox';
import {
  asset,
  fileTarget,
  folderTarget,
  version,
  versionTarget,
} from '../../../support/deletion/targets';

suite('looking up an imported plan', () => {
  const sandbox = useSandbox();

  function options() {
    const { url, keys, urlEndpoint } = sandbox();
    const limits = { readsPerSecond: 1e6, writesPerSecond: 1e6 };
    const client = new ImageKitClient({ apiHost: url, privateKey: keys.standard, ...limits });
    return { client, urlEndpoints: [urlEndpoint], signal: new AbortController().signal };
  }

  function look(snapshots: readonly Snapshot[]): Promise<Look> {
    const none: ReadonlySet<string> = new Set();
    return lookAgain(
      { snapshots, inDoubt: none, deleted: none },
      { ...options(), countVersions: true },
    );
  }

  const idOf = async (path: string) => (await sandbox().file(path)).fileId;

  /** The plan that these claims make, as a file keeps it. */
  async function filed(...refs: readonly Claim['ref'][]): Promise<readonly Snapshot[]> {
    const claims = refs.map((ref) => ({ ref, source: undefined }));
    const found = await findTargets(claims, { ...options(), named: true, versionUrls: 'version' });
    assert.deepEqual(found.unresolved, []);
    const account = { name: 'sandbox', urlEndpoints: [sandbox().urlEndpoint] };
    const reading = readPlanFile(
      writePlanFile(planOf({ ...found, differences: new Map(), gone: new Set() }), account),
    );
    assert.equal(reading.kind, 'plan');
    return reading.plan.targets;
  }

  const file = async (path: string) => ({ kind: 'id', fileId: await idOf(path) }) as const;

  async function upload(path: string, words: string): Promise<void> {
    const slash = path.lastIndexOf('/');
    await sandbox().sdk.files.upload({
      file: await toFile(Buffer.from(words), 'any.txt'),
      folder: path.slice(0, slash) || '/',
      fileName: path.slice(slash + 1),
      useUniqueFileName: false,
    });
  }

  test('finds everything as it was, and sends nothing but reads', async () => {
    const { versions, fileId } = await sandbox().file('/products/hero.jpg');
    const plan = await filed(
      { kind: 'version', fileId, versionId: versions[0]?.versionId ?? '' },
      await file('/old banner.png'),
      { kind: 'folder', folderPath: '/docs' },
    );
    await sandbox().control.clearRequests();
    const checked = await look(plan);
    assert.deepEqual([...checked.differences], []);
    assert.deepEqual(checked.unresolved, []);
    assert.deepEqual(paths(planOf(checked)).sort(), plan.map(({ path }) => path).sort());
    assert.equal(checked.filesOfVersions.get(fileId)?.filePath, '/products/hero.jpg');
    const requests = await sandbox().control.requests();
    assert.ok(requests.length > 0 && requests.every(({ method }) => method === 'GET'));
  });

  test('calls what is gone by the name that the plan has for it', async () => {
    const { versions, fileId } = await sandbox().file('/products/hero.jpg');
    const versionId = versions[0]?.versionId ?? '';
    const plan = await filed(
      { kind: 'version', fileId, versionId },
      await file('/old banner.png'),
      { kind: 'folder', folderPath: '/products/summer' },
    );
    await sandbox().fetch('DELETE', `/v1/files/${fileId}/versions/${versionId}`);
    await sandbox().fetch('DELETE', `/v1/files/${await idOf('/old banner.png')}`);
    await sandbox().fetch('DELETE', '/v1/folder', { folderPath: '/products/summer' });
    const { targets, unresolved } = await look(plan);
    assert.deepEqual(targets, []);
    assert.deepEqual(
      unresolved
        .map(({ ref, why }) => [ref.kind === 'path' ? ref.path : ref.kind, why.kind])
        .sort(),
      [
        ['/old banner.png', 'notFound'],
        ['/products/hero.jpg', 'notFound'],
        ['/products/summer/beach.png', 'notFound'],
        ['folder', 'notFound'],
      ],
    );
  });

  /** Each line: what happens to the shoe, and how that is told. */
  const changes = [
    [
      'is moved',
      'path',
      () =>
        sandbox().fetch('POST', '/v1/files/move', {
          sourceFilePath: '/products/shoe.png',
          destinationPath: '/docs/',
        }),
    ],
    ['gets a new version', 'version', () => upload('/products/shoe.png', 'new bytes')],
    [
      'gets a tag',
      'date',
      async () => {
        await sandbox().control.setClock({ advanceMs: 1_000 });
        await sandbox().sdk.files.update(await idOf('/products/shoe.png'), { tags: ['keep'] });
      },
    ],
  ] as const;
  for (const [change, what, make] of changes) {
    test(`refuses a file that ${change} after the plan was made`, async () => {
      const plan = await filed(await file('/products/shoe.png'), await file('/old banner.png'));
      await make();
      const made = planOf(await look(plan));
      assert.deepEqual(
        made.refused.map(({ finding }) => finding),
        [{ kind: 'changed', what }],
      );
      assert.deepEqual(paths(made), ['/old banner.png']);
    });
  }

  test('refuses what has come into a folder, and the folder with it', async () => {
    const plan = await filed({ kind: 'folder', folderPath: '/products' });
    await upload('/products/summer/new.txt', 'not in the plan');
    const made = planOf(await look(plan));
    assert.deepEqual(
      made.refused.map(({ planned, finding }) => [targetPath(planned.target), finding]),
      [
        ['/products/summer/new.txt', { kind: 'added' }],
        ['/products/summer', { kind: 'occupied', holds: '/products/summer/new.txt' }],
        ['/products', { kind: 'occupied', holds: '/products/summer/new.txt' }],
      ],
    );
    assert.deepEqual(paths(made).sort(), [
      '/products/hero.jpg',
      '/products/shoe.png',
      '/products/summer/beach.png',
    ]);
  });

  test('keeps a folder of which the plan takes only a part', async () => {
    const whole = await filed({ kind: 'folder', folderPath: '/products' });
    const part = whole.filter(({ path }) => path !== '/products/shoe.png');
    const made = planOf(await look(part));
    assert.deepEqual(paths(made).sort(), [
      '/products/hero.jpg',
      '/products/summer',
      '/products/summer/beach.png',
    ]);
  });
});

suite('a look at what was agreed to', () => {
  const signal = new AbortController().signal;
  const none: ReadonlySet<string> = new Set();

  /** What a library answers with: a file, nothing at all, or a failure. */
  interface Library {
    readonly searched?: readonly Asset[];
    readonly details?: (fileId: string) => Asset | ApiError;
    readonly versions?: readonly AssetVersion[] | ApiError;
  }

  function clientOf({ searched = [], details = () => missing, versions = [] }: Library) {
    const asked: string[] = [];
    const busy = { now: 0, most: 0 };
    const answer = async <T>(what: string, value: T | ApiError): Promise<T> => {
      asked.push(what);
      busy.most = Math.max(busy.most, (busy.now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      busy.now -= 1;
      if (value instanceof ApiError) throw value;
      return value;
    };
    const client: LookOptions['client'] = {
      list: ({ searchQuery = '' }) =>
        answer(
          'search',
          searched.filter(({ fileId }) => searchQuery.includes(`"${fileId}"`)),
        ),
      getAsset: (fileId) => answer(fileId, details(fileId)),
      listVersions: (fileId) => answer(`${fileId}/versions`, versions),
      getVersion: (fileId, versionId) => answer<AssetVersion>(`${fileId}/${versionId}`, missing),
    };
    return { client, asked, busy };
  }

  const look = (
    targets: readonly Target[],
    client: LookOptions['client'],
    inDoubt: readonly string[] = [],
  ) =>
    lookAgain(
      { snapshots: targets.map(snapshotOf), inDoubt: new Set(inDoubt), deleted: none },
      { client, countVersions: false, signal },
    );

  const files = (count: number) => Array.from({ length: count }, (_, at) => asset(at));
  const keyOf = ({ fileId }: Asset) => `asset:${fileId}`;

  test('is not satisfied with a search that does not find a file', async () => {
    const all = files(300);
    const [first, second, third] = all;
    assert.ok(first && second && third);
    const tagged = { ...first, tags: ['keep'], updatedAt: '2026-06-01T00:00:00.000Z' };
    const { client } = clientOf({
      details: (fileId) => {
        if (fileId === first.fileId) return tagged;
        return fileId === second.fileId ? missing : refused;
      },
    });
    const seen = await look(all.map(fileTarget), client);
    assert.deepEqual(
      seen.targets.map(({ target }) => target),
      [{ kind: 'asset', asset: tagged, olderVersions: undefined }],
    );
    assert.deepEqual([...seen.differences], [[keyOf(first), { kind: 'changed', what: 'date' }]]);
    assert.deepEqual([...seen.gone], [keyOf(second)], 'only a 404 of ImageKit says so');
    const unseen = seen.unresolved.filter(({ why }) => why.kind === 'unseen');
    assert.equal(unseen.length, 298);
  });

  test('asks for some 50 files at once, and for several times 50 at a time', async () => {
    const all = files(429);
    const { client, asked, busy } = clientOf({ searched: all });
    const seen = await look(all.map(fileTarget), client);
    assert.equal(seen.targets.length, 429);
    assert.deepEqual(new Set(asked), new Set(['search']));
    assert.ok(asked.length <= 8, String(asked.length));
    assert.equal(busy.most, asked.length, "the client's limits are the only ones");
  });

  test('leaves a long list of files in doubt that no search finds to the run', async () => {
    const all = files(200);
    const { client, asked } = clientOf({ searched: all.slice(0, 150) });
    const seen = await look(all.map(fileTarget), client, all.map(keyOf));
    assert.equal(seen.targets.length, 150);
    assert.equal(seen.unresolved.length, 50);
    assert.deepEqual([...seen.gone], []);
    assert.deepEqual(new Set(asked), new Set(['search']));
  });

  test('asks for the few in doubt that the search for a long list does not find', async () => {
    const all = files(30);
    const [first, second] = all;
    assert.ok(first && second);
    const { client, asked } = clientOf({
      searched: all.slice(2),
      details: (fileId) => (fileId === first.fileId ? missing : refused),
    });
    const seen = await look(all.map(fileTarget), client, [keyOf(first), keyOf(second)]);
    assert.deepEqual([...seen.gone], [keyOf(first)]);
    assert.deepEqual(asked.toSorted(), [first.fileId, second.fileId, 'search'].toSorted());
  });

  test('asks for a few files one by one, by the call that never lags', async () => {
    const [one, two] = files(2);
    assert.ok(one && two);
    const { client, asked } = clientOf({
      searched: [one, two],
      details: (fileId) => (fileId === one.fileId ? one : missing),
    });
    const seen = await look([fileTarget(one), fileTarget(two)], client, [keyOf(two)]);
    assert.deepEqual(asked.toSorted(), [one.fileId, two.fileId]);
    assert.deepEqual([...seen.gone], [keyOf(two)]);
  });

  test('calls a version gone with its file, or when it is asked for by itself', async () => {
    const [file] = files(1);
    assert.ok(file);
    const old = version(file, 'v1');
    const targets = ['v1', 'v2'].map((versionId) => versionTarget(file, versionId));
    const there = clientOf({ details: () => file, versions: [old] });
    const seen = await look(targets, there.client);
    assert.deepEqual(
      seen.targets.map(({ target }) => targetKey(target)),
      [`version:${file.fileId}/v1`],
    );
    assert.deepEqual([...seen.gone], [`version:${file.fileId}/v2`]);
    assert.equal(seen.filesOfVersions.get(file.fileId), file);
    const without = await look(targets, clientOf({}).client);
    assert.equal(without.gone.size, 2);
    const silent = clientOf({ details: () => file, versions: refused });
    const getVersion = (): Promise<AssetVersion> => Promise.reject(refused);
    const unseen = await look(targets, { ...silent.client, getVersion });
    assert.deepEqual(
      [unseen.targets.length, unseen.gone.size, unseen.unresolved.length],
      [0, 0, 2],
    );
  });

  test('knows nothing of a folder that its parent does not list, unless it was sent', async () => {
    const folder = folderTarget('/a');
    const { client } = clientOf({});
    assert.deepEqual([...(await look([folder], client)).gone], []);
    assert.deepEqual([...(await look([folder], client, ['folder:/a'])).gone], ['folder:/a']);
  });

  test('asks nobody any longer when one answer ends it', async () => {
    const signals: AbortSignal[] = [];
    const { client } = clientOf({});
    const getAsset = async (fileId: string, until?: AbortSignal): Promise<Asset> => {
      assert.ok(until);
      signals.push(until);
      if (fileId === 'one') throw failure('server');
      await once(until, 'abort');
      throw until.reason;
    };
    const targets = ['one', 'two'].map((id) => fileTarget(asset(id)));
    await assert.rejects(look(targets, { ...client, getAsset }), ApiError);
    assert.ok(signals.length === 2 && signals.every(({ aborted }) => aborted));
  });

  const fields = { message: '', status: 400, requestId: undefined, mayHaveActed: 'no' } as const;
  const failure = (kind: 'server' | 'unreachable') => new ApiError({ kind, ...fields }, 'GET');
  const missing = new ApiError({ kind: 'notFound', ...fields, missingFileIds: [] }, 'GET');
  const refused = new ApiError(
    { kind: 'rejected', ...fields, reason: undefined, maxItems: undefined },
    'GET',
  );
});

const paths = ({ targets }: DeletionPlan) => targets.map((row) => targetPath(row.target));

/** The plan that follows from it, when nothing else is protected. */
function planOf({ targets, unresolved, differences }: Look): DeletionPlan {
  return makePlan({
    id: 'plan',
    accountId: 'sandbox',
    createdAt: '2026-06-01T00:00:00.000Z',
    targets: targets.map((found) => ({ ...found, references: [] })),
    unresolved,
    guard: ({ key }) => differences.get(key),
  });
}
