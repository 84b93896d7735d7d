import assert from 'node:assert/strict';
import type { AssetRef } from '../../../../src/core/reference';
import { findTargets, type FindOptions } from '../../../../src/core/plan/findTargets';
import type { Target } from '../../../../src/core/target';
import { seed, useRunSandbox } from '../../../support/deletion/runSandbox';
import { idOf } from '../../../support/deletion/targets';

const many = Array.from({ length: 60 }, (_, index) => seed(`/many/${index}.jpg`, 2));

suite('finding targets', () => {
  const sandbox = useRunSandbox([...many, seed('/a/hero.jpg', 4), seed('/a/logo.svg')]);

  interface Known {
    readonly fileId: string;
    readonly versionIds: readonly string[];
  }

  async function known(path: string): Promise<Known> {
    const { library } = await sandbox().control.state();
    const file = library.find(({ filePath }) => filePath === path);
    assert.ok(file, path);
    return { fileId: file.fileId, versionIds: file.versions.map(({ versionId }) => versionId) };
  }

  const idRef = (fileId: string): AssetRef => ({ kind: 'id', fileId });
  const urlRef = (path: string, versionToken: string | undefined): AssetRef => ({
    kind: 'url',
    url: `${sandbox().urlEndpoint}${path}`,
    versionToken,
    account: undefined,
    path,
    paths: [path],
  });

  async function find(
    refs: readonly (AssetRef | { kind: 'folder'; folderPath: string })[],
    more: Partial<FindOptions> = {},
  ) {
    const claims = refs.map((ref) => ({ ref, source: undefined }));
    const found = await findTargets(claims, {
      client: sandbox().client(),
      urlEndpoints: [sandbox().urlEndpoint],
      named: true,
      versionUrls: 'version',
      signal: new AbortController().signal,
      ...more,
    });
    return { ...found, all: found.targets.map(({ target }) => target) };
  }

  const tokenOf = async (fileId: string, versionId: string) => {
    const { url } = await sandbox().client().getVersion(fileId, versionId);
    return URL.parse(url)?.searchParams.get('ik-obj-version') ?? undefined;
  };

  const describe = (target: Target | undefined) =>
    target?.kind === 'asset' ? [target.asset.filePath, target.olderVersions] : target?.kind;

  test('takes an id for a file with all its versions, and counts the older ones', async () => {
    const { fileId } = await known('/a/hero.jpg');
    const { all, unresolved } = await find([idRef(fileId)]);
    assert.deepEqual(describe(all[0]), ['/a/hero.jpg', 3]);
    assert.deepEqual(unresolved, []);
  });

  test('does not count the versions of many files, one request each', async () => {
    const { library } = await sandbox().control.state();
    const ids = library.slice(0, 60).map(({ fileId }) => fileId);
    await sandbox().control.clearRequests();
    const { all } = await find(ids.map(idRef));
    assert.equal(all.length, 60);
    assert.deepEqual(describe(all[0])?.[1], undefined);
    assert.ok((await sandbox().control.requests()).length <= 4);
  });

  test('takes a version by its two ids', async () => {
    const { fileId, versionIds } = await known('/a/hero.jpg');
    const versionId = versionIds[1] ?? '';
    const { all, filesOfVersions } = await find([{ kind: 'version', fileId, versionId }]);
    assert.ok(all[0]?.kind === 'version');
    assert.deepEqual([all[0].version.fileId, all[0].version.versionId], [fileId, versionId]);
    assert.equal(filesOfVersions.get(fileId)?.versionId, versionIds.at(-1));
  });

  test('asks once for the versions of a file, however many of them are named', async () => {
    const { fileId, versionIds } = await known('/a/hero.jpg');
    await sandbox().control.clearRequests();
    const refs = versionIds.map((versionId) => ({ kind: 'version', fileId, versionId }) as const);
    assert.equal((await find(refs)).all.length, 4);
    const asked = (await sandbox().control.requests()).filter((r) => r.route === 'listVersions');
    assert.equal(asked.length, 1);
  });

  test('takes a URL with a version for that version, or for the file when that is meant', async () => {
    const { fileId, versionIds } = await known('/a/hero.jpg');
    const versionId = versionIds[1] ?? '';
    const ref = urlRef('/a/hero.jpg', await tokenOf(fileId, versionId));
    const [one] = (await find([ref])).all;
    assert.ok(one?.kind === 'version');
    assert.equal(one.version.versionId, versionId);
    assert.deepEqual(describe((await find([ref], { versionUrls: 'file' })).all[0]), [
      '/a/hero.jpg',
      3,
    ]);
    const plain = urlRef('/a/hero.jpg', undefined);
    assert.deepEqual(describe((await find([plain])).all[0]), ['/a/hero.jpg', 3]);
  });

  test('finds no version by a token of none: never the file in its place', async () => {
    const { all, unresolved } = await find([urlRef('/a/hero.jpg', 'nosuchtoken')]);
    assert.deepEqual(all, []);
    assert.deepEqual(unresolved[0]?.why, { kind: 'noVersion', filePath: '/a/hero.jpg' });
  });

  test('finds no version by an id of none: never the file in its place', async () => {
    const { fileId } = await known('/a/hero.jpg');
    const { all, unresolved } = await find([{ kind: 'version', fileId, versionId: idOf(7) }]);
    assert.deepEqual(all, []);
    assert.deepEqual(unresolved[0]?.why, { kind: 'noVersion', filePath: '/a/hero.jpg' });
  });

  test('touches neither of two versions that go by one id', async () => {
    const { fileId, versionIds } = await known('/a/hero.jpg');
    const [versionId = ''] = versionIds;
    const client = sandbox().client();
    const twice = async (id: string) => {
      const versions = await client.listVersions(id);
      return versions.map((version) => ({ ...version, versionId }));
    };
    const { all } = await find([{ kind: 'version', fileId, versionId }], {
      client: {
        list: client.list.bind(client),
        getAsset: client.getAsset.bind(client),
        listVersions: twice,
      },
    });
    assert.deepEqual(all, []);
  });

  test('says of each claim that leads nowhere why, and goes on with the others', async () => {
    const { fileId } = await known('/a/logo.svg');
    const other = {
      ...urlRef('/a/logo.svg', undefined),
      url: 'https://ik.imagekit.io/other/a/logo.svg',
    };
    const { all, unresolved } = await find([
      idRef(idOf(1)),
      idRef(fileId),
      { ...other, account: 'other' } as AssetRef,
      { kind: 'path', path: '/a/none.svg', paths: ['/a/none.svg'] },
    ]);
    assert.deepEqual(all.map(describe), [['/a/logo.svg', 0]]);
    assert.deepEqual(
      unresolved.map(({ why }) => why.kind),
      ['notFound', 'otherAccount', 'notFound'],
    );
  });

  test('does not fail over a file that lists still show after it is gone', async () => {
    const { fileId } = await known('/a/hero.jpg');
    const refs: AssetRef[] = [urlRef('/a/hero.jpg', undefined), urlRef('/a/logo.svg', undefined)];
    await sandbox().control.turn({ deleteLagMs: 60_000 });
    await sandbox().client().deleteFile(fileId);
    const { all, unresolved } = await find(refs);
    assert.deepEqual(all.map(describe), [['/a/logo.svg', 0]]);
    assert.deepEqual(
      unresolved.map(({ why }) => why.kind),
      ['notFound'],
    );
  });

  test('gives up when it is cancelled', async () => {
    const { fileId } = await known('/a/hero.jpg');
    await assert.rejects(find([idRef(fileId)], { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
  });

  test('takes a folder for everything in it', async () => {
    const { all } = await find([{ kind: 'folder', folderPath: '/a' }]);
    assert.deepEqual(all.map(describe), [['/a/hero.jpg', 3], ['/a/logo.svg', 0], 'folder']);
  });

  test('remembers where a claim came from', async () => {
    const { fileId } = await known('/a/logo.svg');
    const source = { file: 'index.html', line: 3, column: 7, length: 24 };
    const options = {
      client: sandbox().client(),
      urlEndpoints: [],
      named: false,
      versionUrls: 'file' as const,
      signal: new AbortController().signal,
    };
    const { targets } = await findTargets([{ ref: idRef(fileId), source }], options);
    assert.deepEqual(targets[0]?.source, source);
  });
});
