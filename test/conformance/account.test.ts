import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { seedFiles } from '../../src/sandbox/seed';
import { startSandbox } from '../../src/sandbox/server';
import { refusedAs } from './refusal';
import { useSandbox } from './useSandbox';

suite('official SDK: usage', () => {
  const sandbox = useSandbox();
  const days = { startDate: '2026-05-01', endDate: '2026-06-01' };
  const hero = (): string => `${sandbox().urlEndpoint}/products/hero.jpg`;

  test('counts what was delivered and what is stored, the last day left out', async () => {
    const { bytes } = await sandbox().control.summary();
    await sandbox().control.setClock({ now: '2026-05-31T12:00:00Z' });
    const { byteLength } = await (await fetch(hero())).arrayBuffer();
    await sandbox().control.setClock({ now: '2026-06-01T00:00:00Z' });
    await fetch(hero());
    assert.deepEqual(await sandbox().sdk.accounts.usage.get(days), {
      bandwidthBytes: byteLength,
      mediaLibraryStorageBytes: bytes,
      videoProcessingUnitsCount: 0,
      extensionUnitsCount: 0,
      originalCacheStorageBytes: 0,
    });
  });

  test('is up to six hours old', async () => {
    const stored = async (): Promise<number | undefined> =>
      (await sandbox().sdk.accounts.usage.get(days)).mediaLibraryStorageBytes;
    const before = await stored();
    await sandbox().sdk.files.delete((await sandbox().file('/products/hero.jpg')).fileId);
    assert.equal(await stored(), before);
    await sandbox().control.setClock({ advanceMs: 6 * 3_600_000 });
    assert.equal(await stored(), (await sandbox().control.summary()).bytes);
  });

  test('refuses dates with the documented messages', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', 'startDate and endDate are required in query parameters.'],
      ['startDate=2026-01-01', 'startDate and endDate are required in query parameters.'],
      [
        'startDate=1.1.2026&endDate=2026-01-02',
        'startDate and endDate should be in format YYYY-MM-DD.',
      ],
      [
        'startDate=2026-02-01&endDate=2026-02-30',
        'startDate and endDate should be in format YYYY-MM-DD.',
      ],
      ['startDate=2026-02-01&endDate=2026-01-01', 'startDate should be before endDate.'],
      ['startDate=2026-02-01&endDate=2026-02-01', 'startDate should be before endDate.'],
      [
        'startDate=2026-01-01&endDate=2026-04-01',
        'startDate and endDate should be within 90 days.',
      ],
    ];
    for (const [query, message] of cases) {
      await refusedAs(
        ImageKit.BadRequestError,
        message,
        sandbox().sdk.get(`/v1/accounts/usage?${query}`),
      );
    }
  });

  test('tells which URLs are asked for, both days included', async () => {
    await sandbox().control.setClock({ now: '2026-06-01T12:00:00Z' });
    const visitor = { headers: { referer: 'https://shop.example/', 'user-agent': 'Probe/1' } };
    for (const url of [hero(), hero(), `${hero()}?tr=w-100`]) await fetch(url, visitor);
    await fetch(`${sandbox().urlEndpoint}/gone.jpg`, visitor);
    const report = await sandbox().sdk.accounts.usageAnalytics.get(days);
    assert.equal(report.requestCount, 4);
    assert.deepEqual(report.cache, { hitCount: 1, missCount: 2, errorCount: 0 });
    assert.deepEqual(
      report.topImages.byRequests.map(({ name, requestCount }) => [name, requestCount]),
      [[hero(), 3]],
    );
    assert.deepEqual(report.topImageTransforms.byRequests[0]?.name, 'w-100');
    assert.deepEqual(report.top404Assets, [
      { name: `${sandbox().urlEndpoint}/gone.jpg`, requestCount: 1 },
    ]);
    assert.equal(report.topReferrers.byRequests[0]?.name, 'https://shop.example/');
    assert.deepEqual(report.topUserAgents.byRequests[0]?.requestCount, 4);
    assert.deepEqual(report.statusCodes, [
      { name: '200', requestCount: 3 },
      { name: '404', requestCount: 1 },
    ]);
    assert.equal(report.generatedAt.slice(0, 10), '2026-06-01');
  });
});

suite('official SDK: endpoints, fields and metadata', () => {
  const sandbox = useSandbox();

  test("lists the default URL endpoint, without the account's ID", async () => {
    const [endpoint, ...others] = await sandbox().sdk.accounts.urlEndpoints.list();
    assert.equal(endpoint?.id, 'default');
    assert.deepEqual(others, []);
    assert.deepEqual(await sandbox().sdk.accounts.urlEndpoints.get('default'), endpoint);
    await refusedAs(
      ImageKit.NotFoundError,
      'URL-endpoint not found.',
      sandbox().sdk.accounts.urlEndpoints.get('other'),
    );
  });

  test('lists the custom metadata fields that the seeded library uses', async () => {
    const fields = await sandbox().sdk.customMetadataFields.list();
    const names = new Set(fields.map(({ name }) => name));
    const used = seedFiles().flatMap(({ customMetadata = {} }) => Object.keys(customMetadata));
    assert.deepEqual(
      used.filter((name) => !names.has(name)),
      [],
    );
    for (const { schema } of fields) assert.ok(schema.type);
  });

  test('gives the metadata of a picture by id and by URL', async () => {
    const { fileId } = await sandbox().file('/products/shoe.png');
    const metadata = await sandbox().sdk.files.metadata.get(fileId);
    assert.deepEqual([metadata.width, metadata.height, metadata.format], [64, 48, 'png']);
    assert.match(metadata.pHash ?? '', /^[0-9a-f]{16}$/);
    const url = `${sandbox().urlEndpoint}/products/shoe.png?tr=w-10`;
    assert.deepEqual(await sandbox().sdk.files.metadata.getFromURL({ url }), metadata);
    const older = await sandbox().fetch('GET', `/v1/files/metadata?url=${encodeURIComponent(url)}`);
    assert.deepEqual(await older.json(), metadata);
  });

  test('refuses metadata with the documented messages', async () => {
    const { metadata } = sandbox().sdk.files;
    const inaccessible = 'The requested file does not exist or is inaccessible at this time.';
    await refusedAs(ImageKit.NotFoundError, inaccessible, metadata.get('0'.repeat(24)));
    await refusedAs(
      ImageKit.NotFoundError,
      inaccessible,
      metadata.getFromURL({ url: `${sandbox().urlEndpoint}/gone.jpg` }),
    );
    await refusedAs(
      ImageKit.BadRequestError,
      'The url should be accessible using your ImageKit.io account.',
      metadata.getFromURL({ url: 'https://example.com/a.jpg' }),
    );
    const { fileId } = await sandbox().file('/private/contract.pdf');
    await refusedAs(
      ImageKit.BadRequestError,
      'The requested file is corrupt or invalid.',
      metadata.get(fileId),
    );
  });

  test('says plainly what is left out', async () => {
    for (const path of [
      '/v1/saved-extensions',
      '/v1/named-transformations/x',
      '/v1/accounts/origins',
      '/api/v2/files/upload',
    ]) {
      assert.equal((await sandbox().fetch('GET', path)).status, 501, path);
    }
    assert.equal((await sandbox().fetch('GET', '/v1/dummy/test')).status, 404);
  });
});

suite('the library a sandbox starts with', () => {
  test('is the seeded one, with generated assets on request, and every file delivers', async function () {
    this.timeout(60_000);
    const sandbox = await startSandbox({ limits: 'off', assets: 250 });
    try {
      const sdk = new ImageKit({ privateKey: sandbox.keys.standard, baseURL: sandbox.url });
      const rows = await sdk.assets.list();
      assert.equal(rows.length, seedFiles().length + 250);
      for (const file of rows) {
        assert.ok(file.type === 'file');
        if (file.isPublished === false) continue;
        const src = file.url ?? '';
        const { urlEndpoint } = sandbox;
        const signed = file.isPrivateFile === true;
        const url = signed ? sdk.helper.buildSrc({ urlEndpoint, src, signed }) : src;
        const response = await fetch(url);
        const { byteLength } = await response.arrayBuffer();
        assert.equal(byteLength, file.size, `${file.filePath ?? ''}: ${response.status}`);
      }
    } finally {
      await sandbox.close();
    }
  });
});
