import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { refusedAs } from './refusal';
import { useSandbox } from './useSandbox';

suite('official SDK: list and search', () => {
  const sandbox = useSandbox();

  const names = async (
    query: Parameters<ImageKit['assets']['list']>[0] = {},
  ): Promise<readonly (string | undefined)[]> =>
    (await sandbox().sdk.assets.list(query)).map(({ name }) => name);

  test('lists files of the whole library, oldest first, with every documented field', async () => {
    const listed = await sandbox().sdk.assets.list();
    assert.deepEqual(
      listed.map(({ name }) => name),
      [
        'old banner.png',
        'shoe.png',
        'report..final (1).pdf',
        `it's "quoted" & 50% off.txt`,
        'résumé 日本.pdf',
        'beach.png',
        'contract.pdf',
        'hero.jpg',
      ],
    );
    const shoe = listed[1];
    assert.ok(shoe?.type === 'file');
    assert.match(shoe.fileId ?? '', /^[0-9a-f]{24}$/);
    const { fileId, createdAt, updatedAt, url, ...rest } = shoe;
    const at = Date.parse(updatedAt ?? '');
    const base = `${sandbox().urlEndpoint}/products/shoe.png?updatedAt=${at}`;
    assert.equal(url, base);
    assert.match(createdAt ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(rest, {
      type: 'file',
      name: 'shoe.png',
      filePath: '/products/shoe.png',
      tags: ['sale'],
      AITags: [{ name: 'Footwear', confidence: 97.1, source: 'google-auto-tagging' }],
      versionInfo: { id: fileId, name: 'Version 1' },
      isPrivateFile: false,
      isPublished: true,
      customCoordinates: null,
      thumbnail: `${base}&tr=n-ik_ml_thumbnail`,
      fileType: 'image',
      mime: 'image/png',
      width: 64,
      height: 48,
      size: '/products/shoe.png version 1'.length,
      hasAlpha: false,
      customMetadata: { sku: 'RUN-01', price: 89 },
    });
  });

  test('lists direct children of a folder, whatever slashes are around it', async () => {
    for (const path of ['/products', '/products/', 'products', 'products/']) {
      assert.deepEqual(await names({ path }), ['shoe.png', 'hero.jpg'], path);
    }
    assert.deepEqual(await names({ path: '/' }), ['old banner.png']);
  });

  test('lists a missing folder as empty', async () => {
    assert.deepEqual(await names({ path: '/nowhere' }), []);
  });

  test('tells files, older versions and folders apart by type', async () => {
    assert.deepEqual((await names({ type: 'folder' })).toSorted(), [
      'docs',
      'private',
      'products',
      'summer',
    ]);
    assert.deepEqual(await names({ type: 'all', path: '/products' }), [
      'summer',
      'shoe.png',
      'hero.jpg',
    ]);
    const versions = await sandbox().sdk.assets.list({ type: 'file-version' });
    const { fileId, versions: all } = await sandbox().file('/products/hero.jpg');
    const older = versions.filter((row) => row.type === 'file-version');
    assert.equal(older.length, versions.length);
    assert.deepEqual(
      older
        .filter((row) => row.fileId === fileId)
        .map(({ versionInfo }) => [versionInfo?.id, versionInfo?.name]),
      [
        [all[0]?.versionId, 'Version 1'],
        [all[1]?.versionId, 'Version 2'],
      ],
    );
    for (const { url } of older)
      assert.match(url ?? '', /\?ik-obj-version=[\w.+-]{32}&updatedAt=\d+$/);
  });

  test('gives folders as the API describes them', async () => {
    const [summer] = await sandbox().sdk.assets.list({ type: 'folder', path: '/products' });
    assert.ok(summer?.type === 'folder');
    const { folderId, createdAt, updatedAt, ...rest } = summer;
    assert.match(folderId ?? '', /^[0-9a-f]{24}$/);
    assert.equal(createdAt, updatedAt);
    assert.deepEqual(rest, {
      type: 'folder',
      name: 'summer',
      folderPath: '/products/summer',
      customMetadata: {},
    });
  });

  test('sorts by each key in both directions', async () => {
    assert.deepEqual(await names({ path: '/docs', sort: 'ASC_NAME' }), [
      `it's "quoted" & 50% off.txt`,
      'report..final (1).pdf',
      'résumé 日本.pdf',
    ]);
    const ascending = await names({ sort: 'ASC_CREATED' });
    assert.deepEqual(await names({ sort: 'DESC_CREATED' }), ascending.toReversed());
    assert.deepEqual(await names({ sort: 'ASC_UPDATED' }), ascending);
    const sizes = (await sandbox().sdk.assets.list({ sort: 'DESC_SIZE' })).map((row) =>
      'size' in row ? row.size : 0,
    );
    assert.deepEqual(
      sizes,
      sizes.toSorted((a = 0, b = 0) => b - a),
    );
    const [widest] = await names({ sort: 'DESC_WIDTH' });
    assert.match(widest ?? '', /\.(png|jpg)$/);
    const [lowest] = await names({ sort: 'ASC_HEIGHT' });
    assert.match(lowest ?? '', /\.(pdf|txt)$/);
  });

  test('keeps images and other files apart', async () => {
    assert.deepEqual(await names({ fileType: 'image', path: '/docs' }), []);
    assert.equal((await names({ fileType: 'non-image' })).length, 4);
    assert.equal((await names({ fileType: 'image' })).length, 4);
  });

  test('pages by offset on the library as it is, so that rows move up after a deletion', async () => {
    const first = await names({ limit: 3 });
    const second = await names({ limit: 3, skip: 3 });
    const third = await names({ limit: 3, skip: 6 });
    assert.deepEqual([...first, ...second, ...third], await names());
    assert.equal(third.length, 2);
    const { fileId } = await sandbox().file('/old banner.png');
    await sandbox().sdk.files.delete(fileId);
    assert.deepEqual(await names({ limit: 3, skip: 3 }), [...second.slice(1), third[0]]);
  });

  test('refuses bad parameters with the documented messages', async () => {
    const cases: readonly (readonly [string, string])[] = [
      [
        'skip=-1',
        'The value of skip parameter should be greater than or equal to 0. Value sent is -1.',
      ],
      ['limit=0', 'Minimum value of limit parameter is 1. Value sent is 0.'],
      ['limit=2000', 'Maximum value of limit parameter is 1000. Value sent is 2000.'],
      ['sort=ASC_AGE', 'Your request contains invalid value for sort parameters.'],
      [
        'type=picture',
        'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.',
      ],
    ];
    for (const [query, message] of cases) {
      await refusedAs(ImageKit.BadRequestError, message, sandbox().sdk.get(`/v1/files?${query}`));
    }
  });

  test('refuses a search that makes no sense instead of finding nothing', async () => {
    for (const searchQuery of ['createdAt < "yesterday"', 'colour = "red"', 'name = "a" AND']) {
      await assert.rejects(
        sandbox().sdk.assets.list({ searchQuery }),
        (error) =>
          error instanceof ImageKit.BadRequestError &&
          /Invalid search query - /.test(error.message),
      );
    }
  });

  test('searches by what files are, and lets path and fileType still count', async () => {
    assert.deepEqual(await names({ searchQuery: 'tags IN ["sale"]' }), ['shoe.png', 'hero.jpg']);
    assert.deepEqual(await names({ searchQuery: 'tags IN ["Footwear"]' }), ['shoe.png']);
    assert.deepEqual(await names({ searchQuery: 'private = true' }), ['contract.pdf']);
    assert.deepEqual(await names({ searchQuery: '"customMetadata.price" > 50' }), ['shoe.png']);
    assert.deepEqual(await names({ searchQuery: 'createdAt < "2m" AND format = "png"' }), [
      'old banner.png',
      'shoe.png',
    ]);
    assert.deepEqual(
      await names({ searchQuery: 'type = "file" AND size > 1', path: '/products' }),
      ['shoe.png', 'hero.jpg'],
    );
    assert.deepEqual(
      await names({ searchQuery: 'type = "file" AND path : "/docs"', fileType: 'image' }),
      [],
    );
  });

  test('finds by ids, many at once', async () => {
    const hero = await sandbox().file('/products/hero.jpg');
    const banner = await sandbox().file('/old banner.png');
    const searchQuery = `id IN ["${hero.fileId}", "${'0'.repeat(24)}", "${banner.fileId}"]`;
    assert.deepEqual(await names({ searchQuery }), ['old banner.png', 'hero.jpg']);
  });

  test('makes type, name and tags void when there is a searchQuery', async () => {
    const query = new URLSearchParams({
      type: 'file',
      name: 'hero.jpg',
      tags: 'sale',
      searchQuery: 'name = "summer"',
    });
    const rows = await sandbox().sdk.get(`/v1/files?${query.toString()}`);
    assert.ok(Array.isArray(rows));
    assert.deepEqual(
      rows.map((row: { type: string; name: string }) => [row.type, row.name]),
      [['folder', 'summer']],
    );
  });

  test('finds older versions only when asked for that type', async () => {
    assert.equal((await names({ searchQuery: 'name = "hero.jpg"' })).length, 1);
    assert.equal(
      (await names({ searchQuery: 'name = "hero.jpg" AND type = "file-version"' })).length,
      2,
    );
  });

  test('understands the older SDK: a slash at the end, plus for space, legacy parameters', async () => {
    const response = await sandbox().fetch(
      'GET',
      '/v1/files/?searchQuery=name+=+%22old+banner.png%22',
    );
    const rows = (await response.json()) as { name: string }[];
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['old banner.png'],
    );
    const legacy = await sandbox().fetch('GET', '/v1/files?tags=hero,winter&name=hero.jpg');
    assert.equal(((await legacy.json()) as unknown[]).length, 1);
  });
});
