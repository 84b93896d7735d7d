import assert from 'node:assert/strict';
import { ImageKitClient } from '../../src/api/client';
import { searchQuery } from '../../src/api/search';
import type { Condition } from '../../src/api/search';
import { useSandbox } from './useSandbox';

const ABSENT = '0'.repeat(24);

suite('our client beside the official SDK', () => {
  const sandbox = useSandbox();

  function client(): ImageKitClient {
    return new ImageKitClient({
      privateKey: sandbox().keys.standard,
      apiHost: sandbox().url,
      readsPerSecond: 1000,
      writesPerSecond: 1000,
    });
  }

  /** What exists, in terms that a reset does not change. */
  async function state() {
    const { library, folderPaths, files, bytes } = await sandbox().control.state();
    const versions = library.map((file) => [
      file.filePath,
      ...file.versions.map(({ number }) => number),
    ]);
    return { versions, folderPaths, files, bytes };
  }

  /** Has both do the same, each on a fresh library, and returns what is left: one and the same. */
  async function sameState(withSdk: () => Promise<unknown>, withClient: () => Promise<unknown>) {
    const before = await state();
    await withSdk();
    const afterSdk = await state();
    await sandbox().control.reset();
    assert.deepEqual(await state(), before);
    await withClient();
    assert.deepEqual(await state(), afterSdk);
    assert.notDeepEqual(afterSdk, before);
    return afterSdk;
  }

  const idOf = async (path: string): Promise<string> => (await sandbox().file(path)).fileId;

  test('lists the same files, with the same values', async () => {
    const rows = await sandbox().sdk.assets.list({ type: 'file' });
    const items = await client().list({ type: 'file' });
    assert.equal(items.length, 8);
    assert.deepEqual(
      items.map((item) => {
        assert.ok(item.type === 'file');
        const { type, isPrivate, isPublished, versionId, versionName, ...plain } = item;
        const versionInfo = { id: versionId, name: versionName };
        return { type, isPrivateFile: isPrivate, isPublished, versionInfo, ...plain };
      }),
      rows.map((row) => {
        assert.ok(row.type === 'file');
        const { fileId, name, filePath, url, thumbnail, size, mime, fileType } = row;
        const { type, isPrivateFile, isPublished, versionInfo, createdAt, updatedAt } = row;
        const { width, height, tags } = row;
        return {
          ...{ type, isPrivateFile, isPublished, versionInfo, fileId, name, filePath, url },
          ...{ thumbnail, size, mime, fileType, width, height, tags: tags ?? [] },
          ...{ createdAt, updatedAt },
        };
      }),
    );
  });

  const listings = [
    {},
    { type: 'all' },
    { type: 'folder' },
    { type: 'file-version' },
    { path: '/products' },
    { path: '/docs', type: 'all', sort: 'DESC_NAME' },
    { path: '/nowhere' },
    { fileType: 'image', sort: 'ASC_SIZE' },
    { limit: 3, skip: 2 },
  ] as const;
  for (const query of listings)
    test(`lists the same rows for ${JSON.stringify(query)}`, async () => {
      const rows = await sandbox().sdk.assets.list(query);
      const items = await client().list(query);
      assert.deepEqual(
        items.map((item) =>
          item.type === 'folder'
            ? [item.type, item.folderId, item.folderPath, item.name]
            : [item.type, item.fileId, item.versionId, item.filePath],
        ),
        rows.map((row) =>
          'folderId' in row
            ? [row.type, row.folderId, row.folderPath, row.name]
            : 'fileId' in row && [row.type, row.fileId, row.versionInfo?.id, row.filePath],
        ),
      );
    });

  const searches: readonly (readonly [Condition, readonly string[]])[] = [
    [{ kind: 'name', match: 'is', value: 'hero.jpg' }, ['/products/hero.jpg']],
    [{ kind: 'name', match: 'startsWith', value: 'résumé 日' }, ['/docs/résumé 日本.pdf']],
    [{ kind: 'name', match: 'has', value: 'BANNER' }, ['/old banner.png']],
    [{ kind: 'folder', match: 'is', path: '/products/summer' }, ['/products/summer/beach.png']],
    [
      {
        kind: 'all',
        of: [
          { kind: 'type', is: 'file' },
          { kind: 'folder', match: 'below', path: '/products' },
        ],
      },
      ['/products/hero.jpg', '/products/shoe.png', '/products/summer/beach.png'],
    ],
    [
      {
        kind: 'any',
        of: [
          { kind: 'name', match: 'is', value: "it's nowhere" },
          { kind: 'name', match: 'is', value: 'report..final (1).pdf' },
        ],
      },
      ['/docs/report..final (1).pdf'],
    ],
  ];
  for (const [condition, paths] of searches) {
    const query = searchQuery(condition);
    test(`finds the same by ${String(query)}`, async () => {
      assert.ok(query !== undefined);
      const items = await client().list({ searchQuery: query });
      const rows = await sandbox().sdk.assets.list({ searchQuery: query });
      const found = items.flatMap((item) => (item.type === 'file' ? [item.filePath] : []));
      assert.deepEqual(found.toSorted(), paths);
      assert.deepEqual(
        items.map((item) => item.name),
        rows.map((row) => row.name),
      );
    });
  }

  test('finds by ids, and only those that exist', async () => {
    const wanted = [
      await sandbox().file('/old banner.png'),
      await sandbox().file('/products/shoe.png'),
    ];
    const ids = wanted.map(({ fileId }) => fileId);
    const query = searchQuery({ kind: 'ids', in: [...ids, ABSENT] });
    assert.ok(query !== undefined);
    const items = await client().list({ searchQuery: query });
    assert.deepEqual(
      items.map((item) => item.type === 'file' && item.fileId).toSorted(),
      ids.toSorted(),
    );
  });

  test('reads the same details and versions', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const row = await sandbox().sdk.files.get(fileId);
    const asset = await client().getAsset(fileId);
    assert.deepEqual(
      [asset.fileId, asset.versionId, asset.url, asset.size, asset.tags],
      [row.fileId, row.versionInfo?.id, row.url, row.size, row.tags],
    );

    const rows = await sandbox().sdk.files.versions.list(fileId);
    const versions = await client().listVersions(fileId);
    assert.equal(versions.length, 3);
    assert.deepEqual(
      versions.map(({ versionId, versionName, url, size }) => [versionId, versionName, url, size]),
      rows.map(({ versionInfo, url, size }) => [versionInfo?.id, versionInfo?.name, url, size]),
    );
    for (const version of versions) {
      const one = await client().getVersion(fileId, version.versionId);
      const same = await sandbox().sdk.files.versions.get(version.versionId, { fileId });
      assert.deepEqual([one.url, one.fileId], [same.url, fileId]);
    }
  });

  test('deletes the same file', async () => {
    const left = await sameState(
      async () => sandbox().sdk.files.delete(await idOf('/products/hero.jpg')),
      async () => client().deleteFile(await idOf('/products/hero.jpg')),
    );
    assert.equal(left.files, 7);
  });

  test('deletes the same version', async () => {
    const middle = async () => {
      const { fileId, versions } = await sandbox().file('/products/hero.jpg');
      return { fileId, versionId: versions[1]!.versionId };
    };
    const left = await sameState(
      async () => {
        const { fileId, versionId } = await middle();
        await sandbox().sdk.files.versions.delete(versionId, { fileId });
      },
      async () => {
        const { fileId, versionId } = await middle();
        await client().deleteVersion(fileId, versionId);
      },
    );
    assert.equal(left.files, 8);
    assert.ok(left.versions.some((row) => row.join() === '/products/hero.jpg,1,3'));
  });

  test('deletes the same batch, and reports the ids that it was given', async () => {
    const two = async () => [await idOf('/products/hero.jpg'), await idOf('/products/shoe.png')];
    const left = await sameState(
      async () => {
        const fileIds = await two();
        const answer = await sandbox().sdk.files.bulk.delete({ fileIds });
        assert.deepEqual(answer.successfullyDeletedFileIds, fileIds);
      },
      async () => {
        const fileIds = await two();
        assert.deepEqual((await client().deleteFiles(fileIds)).deleted, fileIds);
      },
    );
    assert.equal(left.files, 6);
  });

  test('deletes nothing of a batch with an unknown id, and names the same ids as missing', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const before = await state();
    const fileIds = [fileId, ABSENT];
    await assert.rejects(sandbox().sdk.files.bulk.delete({ fileIds }).asResponse(), {
      error: {
        message: 'The requested file(s) does not exist.',
        help: 'For support kindly contact us at support@imagekit.io.',
        missingFileIds: [ABSENT],
      },
    });
    const { deleted, missing } = await client().deleteFiles(fileIds);
    assert.deepEqual([deleted, missing], [[], [ABSENT]]);
    assert.deepEqual(await state(), before);
  });

  test('deletes the same folder with all in it', async () => {
    const left = await sameState(
      async () => sandbox().sdk.folders.delete({ folderPath: '/products/' }),
      async () => client().deleteFolder('/products'),
    );
    assert.equal(left.files, 5);
    assert.ok(!left.folderPaths.includes('/products/summer'));
  });

  test('sends one request for each call', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    await sandbox().control.clearRequests();
    const ours = client();
    await ours.list({ limit: 1 });
    await ours.getAsset(fileId);
    await ours.listVersions(fileId);
    await ours.deleteVersion(fileId, versions[0]!.versionId);
    await ours.deleteFile(fileId);
    const requests = await sandbox().control.requests();
    assert.deepEqual(
      requests.map(({ method, path, key }) => `${method} ${path} ${key}`),
      [
        'GET /v1/files?limit=1 standard',
        `GET /v1/files/${fileId}/details standard`,
        `GET /v1/files/${fileId}/versions standard`,
        `DELETE /v1/files/${fileId}/versions/${versions[0]!.versionId} standard`,
        `DELETE /v1/files/${fileId} standard`,
      ],
    );
  });
});
