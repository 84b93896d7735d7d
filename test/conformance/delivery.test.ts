import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { fixtureBytes } from './fixtureFiles';
import { refusedAs } from './refusal';
import type { UsedSandbox } from './useSandbox';
import { useSandbox } from './useSandbox';

/** Status and body of a delivery, with what the CDN says about it. */
async function get(url: string): Promise<{ status: number; text: string; error: string | null }> {
  const response = await fetch(url);
  const text = await response.text();
  return { status: response.status, text, error: response.headers.get('ik-error') };
}

const urlOf = async (sandbox: UsedSandbox, path: string): Promise<string> => {
  const { fileId } = await sandbox.file(path);
  return (await sandbox.sdk.files.get(fileId)).url ?? '';
};

suite('delivery', () => {
  const sandbox = useSandbox();

  test('serves every listed file from its url, whatever its name', async () => {
    for (const row of await sandbox().sdk.assets.list({ searchQuery: 'private = false' })) {
      assert.ok(row.type === 'file');
      const response = await fetch(row.url ?? '');
      assert.equal(response.status, 200, row.filePath);
      assert.equal(response.headers.get('content-type'), row.mime);
      assert.equal((await response.arrayBuffer()).byteLength, row.size);
    }
  });

  test('serves the bytes of each version from its own url', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const [current, second, first] = await sandbox().sdk.files.versions.list(fileId);
    for (const [row, number] of [
      [current, 3],
      [second, 2],
      [first, 1],
    ] as const) {
      const { text } = await get(row?.url ?? '');
      assert.equal(text, fixtureBytes('/products/hero.jpg', number).toString());
    }
  });

  test('takes transformations, in the path and in the query', async () => {
    const base = sandbox().urlEndpoint;
    for (const url of [
      `${base}/tr:w-100,h-50:rt-90/products/hero.jpg`,
      `${base}/products/hero.jpg?tr=w-100`,
      `${base}/products/hero.jpg?tr=orig-true`,
      `${base}/old%20banner.png`,
    ]) {
      assert.equal((await get(url)).status, 200, url);
    }
  });

  test('says why a URL has no file', async () => {
    const { status, error } = await get(`${sandbox().urlEndpoint}/nothing.jpg`);
    assert.equal(status, 404);
    assert.equal(error, 'ENOENT - No file was found on S3 at the specified path');
  });

  test('goes on serving a URL it knows after the file is deleted, and no other', async () => {
    const url = await urlOf(sandbox(), '/products/hero.jpg');
    const known = await get(url);
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.delete(fileId);
    assert.deepEqual(await get(url), known);
    const { status, error } = await get(`${sandbox().urlEndpoint}/products/hero.jpg`);
    assert.equal(status, 404);
    assert.match(error ?? '', /^ENOENT - /);
  });

  test('forgets a URL when its time is over', async () => {
    const url = await urlOf(sandbox(), '/products/hero.jpg');
    await get(url);
    await sandbox().sdk.files.delete((await sandbox().file('/products/hero.jpg')).fileId);
    await sandbox().control.turn({ cdnTtlMs: 60_000 });
    await sandbox().control.setClock({ advanceMs: 59_000 });
    assert.equal((await get(url)).status, 200);
    await sandbox().control.setClock({ advanceMs: 1000 });
    assert.equal((await get(url)).status, 404);
  });

  test('keeps what it serves of a version even when another becomes current', async () => {
    const url = `${sandbox().urlEndpoint}/products/hero.jpg`;
    const before = await get(url);
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.versions.restore(versions[0]?.versionId ?? '', { fileId });
    assert.deepEqual(await get(url), before);
    const fresh = await get(await urlOf(sandbox(), '/products/hero.jpg'));
    assert.equal(fresh.text, fixtureBytes('/products/hero.jpg', 1).toString());
  });
});

suite('official SDK: purge', () => {
  const sandbox = useSandbox();

  test('is accepted, pending, and completed after its delay', async () => {
    const url = await urlOf(sandbox(), '/products/hero.jpg');
    await get(url);
    await sandbox().sdk.files.delete((await sandbox().file('/products/hero.jpg')).fileId);
    const { data, response } = await sandbox()
      .sdk.cache.invalidation.create({ url })
      .withResponse();
    assert.equal(response.status, 201);
    const status = async (): Promise<string | undefined> =>
      (await sandbox().sdk.cache.invalidation.get(data.requestId ?? '')).status;
    assert.equal(await status(), 'Pending');
    assert.equal((await get(url)).status, 200);
    await sandbox().control.setClock({ advanceMs: 15 * 60_000 });
    assert.equal(await status(), 'Completed');
    assert.equal((await get(url)).status, 404);
  });

  test('can stay pending for ever', async () => {
    await sandbox().control.turn({ purgeDelayMs: 'never' });
    const url = await urlOf(sandbox(), '/products/hero.jpg');
    const { requestId = '' } = await sandbox().sdk.cache.invalidation.create({ url });
    await sandbox().control.setClock({ advanceMs: 24 * 3_600_000 });
    assert.equal((await sandbox().sdk.cache.invalidation.get(requestId)).status, 'Pending');
  });

  test('of one URL clears that URL alone', async () => {
    const base = `${sandbox().urlEndpoint}/products/hero.jpg`;
    for (const url of [base, `${base}?tr=w-100`]) await get(url);
    await sandbox().sdk.cache.invalidation.create({ url: base });
    await sandbox().control.setClock({ advanceMs: 60_000 });
    assert.deepEqual(await cached(), [`${base}?tr=w-100`]);
  });

  test('of file.jpg* clears versions and query transformations, not those in the path', async () => {
    const base = sandbox().urlEndpoint;
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const versions = await sandbox().sdk.files.versions.list(fileId);
    for (const { url } of versions) await get(url ?? '');
    await get(`${base}/products/hero.jpg?tr=w-100`);
    await get(`${base}/tr:w-100/products/hero.jpg`);
    await get(`${base}/products/shoe.png`);
    await sandbox().sdk.cache.invalidation.create({ url: `${base}/products/hero.jpg*` });
    await sandbox().control.setClock({ advanceMs: 60_000 });
    assert.deepEqual(await cached(), [
      `${base}/tr:w-100/products/hero.jpg`,
      `${base}/products/shoe.png`,
    ]);
  });

  test('compares paths decoded', async () => {
    const base = sandbox().urlEndpoint;
    await get(`${base}/docs/r%C3%A9sum%C3%A9%20%E6%97%A5%E6%9C%AC.pdf`);
    const url = `${base}/docs/r%c3%a9sum%c3%a9%20日本.pdf*`;
    await sandbox().sdk.cache.invalidation.create({ url });
    await sandbox().control.setClock({ advanceMs: 60_000 });
    assert.deepEqual(await cached(), []);
  });

  test('spares what was fetched again after it was done', async () => {
    const url = await urlOf(sandbox(), '/products/hero.jpg');
    await get(url);
    await sandbox().sdk.cache.invalidation.create({ url });
    await sandbox().control.setClock({ advanceMs: 60_000 });
    await get(url);
    await sandbox().control.setClock({ advanceMs: 60_000 });
    assert.deepEqual(await cached(), [url]);
  });

  test('refuses URLs that are not of this account, and an id it does not know', async () => {
    for (const url of ['not a url', 'https://ik.imagekit.io/other/a.jpg', '/products/hero.jpg']) {
      await refusedAs(
        ImageKit.BadRequestError,
        'The URL is not valid for cache purging.',
        sandbox().sdk.cache.invalidation.create({ url }),
      );
    }
    const { status } = await sandbox().fetch('POST', '/v1/files/purge', {});
    assert.equal(status, 400);
    await refusedAs(
      ImageKit.BadRequestError,
      'No request found for this requestId.',
      sandbox().sdk.cache.invalidation.get('0'.repeat(24)),
    );
    assert.equal((await sandbox().control.summary()).purgesThisMonth, 0);
  });

  test('has a quota that starts anew with the month', async () => {
    await sandbox().control.setClock({ now: '2026-03-31T23:59:00Z', frozen: true });
    await sandbox().control.turn({ purgeQuota: 2 });
    const url = `${sandbox().urlEndpoint}/products/hero.jpg`;
    const purge = (): Promise<unknown> => sandbox().sdk.cache.invalidation.create({ url });
    await purge();
    await purge();
    const refused = await sandbox().fetch('POST', '/v1/files/purge', { url });
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('x-ratelimit-reset'), '60000');
    assert.deepEqual(Object.keys((await refused.json()) as object), ['message']);
    await sandbox().control.setClock({ advanceMs: 60_000 });
    await purge();
    assert.equal((await sandbox().control.summary()).purgesThisMonth, 1);
  });

  async function cached(): Promise<readonly string[]> {
    return (await sandbox().control.state()).cdn.map(({ url }) => decodeURI(url));
  }
});

suite('official SDK: private and unpublished files', () => {
  const sandbox = useSandbox();

  const signed = (src: string, expiresIn?: number): string =>
    sandbox().sdk.helper.buildSrc({
      urlEndpoint: sandbox().urlEndpoint,
      src,
      signed: true,
      ...(expiresIn !== undefined && { expiresIn }),
    });

  test('private ones open with a URL that the SDK signed, with and without an end', async () => {
    const plain = `${sandbox().urlEndpoint}/private/contract.pdf`;
    assert.equal((await get(plain)).status, 401);
    for (const url of [signed(plain), signed(plain, 60), signed(`${plain}?tr=orig-true`, 60)]) {
      assert.equal((await get(url)).status, 200, url);
    }
  });

  test('private ones stay closed to a signature that is altered, too old or of another key', async () => {
    const url = signed(`${sandbox().urlEndpoint}/private/contract.pdf`, 60);
    const other = new ImageKit({ privateKey: 'private_sandboxOther', baseURL: sandbox().url });
    for (const bad of [
      url.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      url.replace('ik-t=', 'ik-t=1'),
      `${url}&tr=w-100`,
      other.helper.buildSrc({
        urlEndpoint: sandbox().urlEndpoint,
        src: '/private/contract.pdf',
        signed: true,
      }),
    ]) {
      assert.equal((await get(bad)).status, 401, bad);
    }
    assert.equal((await get(url)).status, 200);
    await sandbox().control.setClock({ advanceMs: 61_000 });
    assert.equal((await get(url)).status, 401);
  });

  test('private ones open through a named transformation, as thumbnails do', async () => {
    const { fileId } = await sandbox().file('/private/contract.pdf');
    const { thumbnail, url } = await sandbox().sdk.files.get(fileId);
    assert.equal((await get(thumbnail ?? '')).status, 200);
    assert.equal((await get(url ?? '')).status, 401);
  });

  test('an unpublished one is not served, its copies are purged and its versions move', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const [current, second] = await sandbox().sdk.files.versions.list(fileId);
    for (const row of [current, second]) await get(row?.url ?? '');
    const publish = { isPublished: false, includeFileVersions: true };
    const details = await sandbox().sdk.files.update(fileId, { publish });
    assert.equal(details.isPublished, false);
    await sandbox().control.setClock({ advanceMs: 60_000 });
    assert.equal((await sandbox().control.summary()).purgesThisMonth, 1);
    for (const row of [current, second]) assert.equal((await get(row?.url ?? '')).status, 404);
    await sandbox().sdk.files.update(fileId, {
      publish: { isPublished: true, includeFileVersions: true },
    });
    assert.equal((await get(current?.url ?? '')).status, 200);
    assert.equal((await get(second?.url ?? '')).status, 404);
    const [, moved] = await sandbox().sdk.files.versions.list(fileId);
    assert.equal((await get(moved?.url ?? '')).status, 200);
    assert.equal((await sandbox().control.summary()).purgesThisMonth, 1);
  });

  test('only the current version is unpublished unless all are asked for', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.update(fileId, { publish: { isPublished: false } });
    const listed = await sandbox().sdk.files.versions.list(fileId);
    assert.deepEqual(
      listed.map(({ isPublished }) => isPublished),
      [false, true, true],
    );
    assert.deepEqual(
      (await sandbox().sdk.assets.list({ searchQuery: 'published = false' })).map(
        ({ name }) => name,
      ),
      ['hero.jpg'],
    );
  });
});

suite('official SDK: signatures', () => {
  const key = 'private_dummyKeyForDocsOnly00000=';
  const endpoint = 'https://ik.imagekit.io/demo_id/';

  test('are those of the published vectors', () => {
    const sdk = new ImageKit({ privateKey: key });
    const built = sdk.helper.buildSrc({
      urlEndpoint: endpoint,
      src: `${endpoint}private/contract.pdf`,
      signed: true,
    });
    assert.equal(
      built,
      `${endpoint}private/contract.pdf?ik-s=ccbd2cbb56c4c3cff3537b6279718beb9aef66bc`,
    );
  });
});
