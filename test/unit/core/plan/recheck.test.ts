import assert from 'node:assert/strict';
import { toFile } from '@imagekit/nodejs';
import { ImageKitClient } from '../../../../src/api/client';
import type { Claim } from '../../../../src/core/request';
import { findTargets } from '../../../../src/core/plan/findTargets';
import { makePlan, type DeletionPlan } from '../../../../src/core/plan/plan';
import { readPlanFile, writePlanFile, type FiledTarget } from '../../../../src/core/plan/planFile';
import { recheck, type Recheck } from '../../../../src/core/plan/recheck';
import { targetPath } from '../../../../src/core/target';
import { useSandbox } from '../../../conformance/useSandbox';

suite('looking up an imported plan', () => {
  const sandbox = useSandbox();

  function options() {
    const { url, keys, urlEndpoint } = sandbox();
    const limits = { readsPerSecond: 1e6, writesPerSecond: 1e6 };
    const client = new ImageKitClient({ apiHost: url, privateKey: keys.standard, ...limits });
    return { client, urlEndpoints: [urlEndpoint], signal: new AbortController().signal };
  }

  const idOf = async (path: string) => (await sandbox().file(path)).fileId;

  /** The plan that these claims make, as a file keeps it. */
  async function filed(...refs: readonly Claim['ref'][]): Promise<readonly FiledTarget[]> {
    const claims = refs.map((ref) => ({ ref, source: undefined }));
    const found = await findTargets(claims, { ...options(), named: true, versionUrls: 'version' });
    assert.deepEqual(found.unresolved, []);
    const account = { name: 'sandbox', urlEndpoints: [sandbox().urlEndpoint] };
    const reading = readPlanFile(
      writePlanFile(planOf({ ...found, differences: new Map() }), account),
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
    const checked = await recheck(plan, options());
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
    const { targets, unresolved } = await recheck(plan, options());
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
      const made = planOf(await recheck(plan, options()));
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
    const made = planOf(await recheck(plan, options()));
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
    const made = planOf(await recheck(part, options()));
    assert.deepEqual(paths(made).sort(), [
      '/products/hero.jpg',
      '/products/summer',
      '/products/summer/beach.png',
    ]);
  });
});

const paths = ({ targets }: DeletionPlan) => targets.map((row) => targetPath(row.target));

/** The plan that follows from it, when nothing else is protected. */
function planOf({ targets, unresolved, differences }: Recheck): DeletionPlan {
  return makePlan({
    id: 'plan',
    accountId: 'sandbox',
    createdAt: '2026-06-01T00:00:00.000Z',
    targets: targets.map((found) => ({ ...found, references: [] })),
    unresolved,
    guard: ({ key }) => differences.get(key),
  });
}
