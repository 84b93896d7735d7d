import assert from 'node:assert/strict';
import type { AssetRef } from '../../../../src/core/reference';
import { findTargets } from '../../../../src/core/plan/findTargets';
import { seed, useRunSandbox } from '../../../support/deletion/runSandbox';
import { idOf } from '../../../support/deletion/targets';

suite('rows with several names', () => {
  const sandbox = useRunSandbox([seed('/a/hero.jpg', 2), seed('/a/logo.svg'), seed('/b/old.jpg')]);

  const pathRef = (path: string): AssetRef => ({ kind: 'path', path, paths: [path] });
  const urlRef = (path: string, endpoint = sandbox().urlEndpoint): AssetRef => ({
    kind: 'url',
    url: `${endpoint}${path}`,
    versionToken: undefined,
    account: undefined,
    path,
    paths: [path],
  });
  const foreign: AssetRef = { kind: 'id', fileId: idOf(7) };

  async function idRef(path: string): Promise<AssetRef & { readonly kind: 'id' }> {
    const { library } = await sandbox().control.state();
    const { fileId } = library.find(({ filePath }) => filePath === path) ?? assert.fail(path);
    return { kind: 'id', fileId };
  }

  async function find(ref: AssetRef, ...also: readonly AssetRef[]) {
    const { targets, unresolved, foreignIds } = await findTargets(
      [{ ref, also, source: undefined }],
      {
        client: sandbox().client(),
        urlEndpoints: [sandbox().urlEndpoint],
        named: true,
        versionUrls: 'version',
        signal: new AbortController().signal,
      },
    );
    const paths = targets.map(({ target }) =>
      target.kind === 'asset' ? target.asset.filePath : target.kind,
    );
    return { paths, why: unresolved.map(({ why }) => why), foreignIds };
  }

  test('lead to one file, and cost no request when the file says so itself', async () => {
    const id = await idRef('/a/hero.jpg');
    await find(id);
    const alone = (await sandbox().control.requests()).length;
    await sandbox().control.clearRequests();
    const { paths, why } = await find(id, urlRef('/a/hero.jpg'), pathRef('/a/hero.jpg'));
    assert.deepEqual([paths, why], [['/a/hero.jpg'], []]);
    assert.ok((await sandbox().control.requests()).length <= alone);
  });

  test('count by the URL where the id is of another system, and the id is told', async () => {
    const { paths, foreignIds } = await find(urlRef('/a/hero.jpg'), foreign);
    assert.deepEqual([paths, foreignIds], [['/a/hero.jpg'], [idOf(7)]]);
  });

  test('count by the id where the URL leads nowhere any more', async () => {
    const id = await idRef('/a/hero.jpg');
    assert.deepEqual((await find(urlRef('/a/was.jpg'), id)).paths, ['/a/hero.jpg']);
    assert.deepEqual((await find(id, urlRef('/a/was.jpg'))).paths, ['/a/hero.jpg']);
  });

  test('count for nothing where they lead to different files', async () => {
    const both = ['/a/hero.jpg', '/a/logo.svg'];
    for (const [ref, ...also] of [
      [await idRef('/a/hero.jpg'), urlRef('/a/logo.svg')],
      [await idRef('/a/hero.jpg'), pathRef('/a/logo.svg')],
      [urlRef('/a/hero.jpg'), await idRef('/a/logo.svg')],
      [urlRef('/a/hero.jpg'), pathRef('/a/logo.svg'), foreign],
      [urlRef('/a/none.jpg'), pathRef('/a/hero.jpg'), await idRef('/a/logo.svg')],
    ] as const) {
      const { paths, why } = await find(ref, ...also);
      assert.deepEqual(paths, []);
      assert.deepEqual(why, [{ kind: 'contradiction', filePaths: both }]);
    }
  });

  test('never count by a URL for a fileId that is gone', async () => {
    const { paths, why } = await find(foreign, urlRef('/a/hero.jpg'));
    assert.deepEqual([paths, why], [[], [{ kind: 'notFound' }]]);
  });

  test("never count when the URL is another account's", async () => {
    const other = urlRef('/a/logo.svg', 'https://ik.imagekit.io/other');
    const { paths, why } = await find(await idRef('/a/hero.jpg'), other);
    assert.deepEqual([paths, why[0]?.kind], [[], 'otherAccount']);
  });

  test('name no version of one file by the URL of another', async () => {
    const { fileId } = await idRef('/a/hero.jpg');
    const [version] = await sandbox().client().listVersions(fileId);
    assert.ok(version?.versionId);
    const ref: AssetRef = { kind: 'version', fileId, versionId: version.versionId };
    assert.deepEqual((await find(ref, urlRef('/a/hero.jpg'))).paths, ['version']);
    assert.equal((await find(ref, urlRef('/b/old.jpg'))).why[0]?.kind, 'contradiction');
  });
});
