import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { refusedAs } from './refusal';
import { useSandbox } from './useSandbox';

const ABSENT = '0'.repeat(24);

suite('official SDK: details of a file', () => {
  const sandbox = useSandbox();

  test('are the row that the list has', async () => {
    for (const row of await sandbox().sdk.assets.list()) {
      assert.ok(row.type === 'file');
      assert.deepEqual(await sandbox().sdk.files.get(row.fileId ?? ''), row);
    }
  });

  test('are 404 for an absent file and 400 for an ill-formed id', async () => {
    await refusedAs(
      ImageKit.NotFoundError,
      'The requested file does not exist.',
      sandbox().sdk.files.get(ABSENT),
    );
    await refusedAs(
      ImageKit.BadRequestError,
      'Your request contains invalid fileId parameter.',
      sandbox().sdk.files.get('fileId'),
    );
  });

  test('take any id of plain characters as well-formed in the lenient mode', async () => {
    await sandbox().control.turn({ lenientIds: true });
    await refusedAs(
      ImageKit.NotFoundError,
      'The requested file does not exist.',
      sandbox().sdk.files.get('fileId'),
    );
  });

  test('can be changed, and cleared by null', async () => {
    const { fileId } = await sandbox().file('/products/shoe.png');
    const before = await sandbox().sdk.files.get(fileId);
    const changed = await sandbox().sdk.files.update(fileId, {
      tags: ['a', 'b'],
      customCoordinates: '1,2,3,4',
      description: 'A shoe',
      customMetadata: { sku: 'RUN-02' },
    });
    assert.deepEqual(changed.tags, ['a', 'b']);
    assert.equal(changed.customCoordinates, '1,2,3,4');
    assert.equal(changed.description, 'A shoe');
    assert.deepEqual(changed.customMetadata, { sku: 'RUN-02', price: 89 });
    assert.ok(Date.parse(changed.updatedAt ?? '') > Date.parse(before.updatedAt ?? ''));
    assert.equal(changed.createdAt, before.createdAt);
    const response = await sandbox().fetch('PATCH', `/v1/files/${fileId}/details`, {
      tags: null,
      customCoordinates: null,
      description: null,
      customMetadata: { sku: null },
      removeAITags: 'all',
    });
    const cleared = (await response.json()) as Record<string, unknown>;
    assert.equal(cleared['tags'], null);
    assert.equal(cleared['AITags'], null);
    assert.equal(cleared['customCoordinates'], null);
    assert.equal('description' in cleared, false);
    assert.deepEqual(cleared['customMetadata'], { price: 89 });
  });

  test('take only custom metadata that is defined and fits', async () => {
    const { fileId } = await sandbox().file('/products/shoe.png');
    const error: unknown = await sandbox()
      .sdk.files.update(fileId, { customMetadata: { unheardOf: 1, price: 'much' } })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    assert.ok(error instanceof ImageKit.BadRequestError);
    const body = error.error as { message: string; errors: object };
    assert.equal(body.message, 'Invalid custom metadata.');
    assert.deepEqual(Object.keys(body.errors), ['unheardOf', 'price']);
    assert.deepEqual((await sandbox().sdk.files.get(fileId)).customMetadata, {
      sku: 'RUN-01',
      price: 89,
    });
  });

  test('say plainly that extensions are left out', async () => {
    const { fileId } = await sandbox().file('/products/shoe.png');
    const response = await sandbox().fetch('PATCH', `/v1/files/${fileId}/details`, {
      extensions: [{ name: 'remove-bg' }],
    });
    assert.equal(response.status, 501);
  });
});

suite('official SDK: versions', () => {
  const sandbox = useSandbox();

  test("are listed with the file's id and ids of their own, only the current one as a file", async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const listed = await sandbox().sdk.files.versions.list(fileId);
    assert.deepEqual(
      listed.map((row) => [row.type, row.fileId, row.versionInfo?.id, row.versionInfo?.name]),
      [
        ['file', fileId, versions[2]?.versionId, 'Version 3'],
        ['file-version', fileId, versions[1]?.versionId, 'Version 2'],
        ['file-version', fileId, versions[0]?.versionId, 'Version 1'],
      ],
    );
    assert.equal(versions[0]?.versionId, fileId);
    assert.equal(listed[0]?.url?.includes('ik-obj-version'), false);
  });

  test('can be shown in the other documented id form', async () => {
    await sandbox().control.turn({ versionIds: 'spec' });
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const [current, second] = await sandbox().sdk.files.versions.list(fileId);
    assert.equal(current?.fileId, fileId);
    assert.equal(second?.fileId, versions[1]?.versionId);
    assert.equal(second?.versionInfo?.id, current.versionInfo?.id);
  });

  test('can be read one by one', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    for (const { versionId, number } of versions) {
      const version = await sandbox().sdk.files.versions.get(versionId, { fileId });
      assert.deepEqual(version.versionInfo, { id: versionId, name: `Version ${number}` });
    }
  });

  test('can be restored: the older one becomes current, all stay', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const oldest = versions[0]?.versionId ?? '';
    const restored = await sandbox().sdk.files.versions.restore(oldest, { fileId });
    assert.equal(restored.type, 'file');
    assert.equal(restored.versionInfo?.id, oldest);
    assert.deepEqual((await sandbox().sdk.files.get(fileId)).versionInfo, restored.versionInfo);
    const after = await sandbox().file('/products/hero.jpg');
    assert.deepEqual(
      after.versions.map(({ versionId }) => versionId),
      [versions[1]?.versionId, versions[2]?.versionId, oldest],
    );
    assert.equal((await sandbox().sdk.assets.list({ path: '/products' })).length, 2);
  });

  test('are restored whatever body comes along', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const response = await fetch(
      `${sandbox().url}/v1/files/${fileId}/versions/${versions[0]?.versionId ?? ''}/restore/`,
      {
        method: 'PUT',
        headers: {
          authorization: `Basic ${btoa(`${sandbox().keys.standard}:do_not_set`)}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: '',
      },
    );
    assert.equal(response.status, 200);
  });

  test('are 404 when absent, 400 when ill-formed', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const { versions } = sandbox().sdk.files;
    const missing = 'The requested file version does not exist.';
    await refusedAs(ImageKit.NotFoundError, missing, versions.get(ABSENT, { fileId }));
    await refusedAs(ImageKit.NotFoundError, missing, versions.restore(ABSENT, { fileId }));
    await refusedAs(
      ImageKit.NotFoundError,
      'The requested file does not exist.',
      versions.list(ABSENT),
    );
    await refusedAs(
      ImageKit.BadRequestError,
      'Your request contains invalid versionId parameter.',
      versions.get('versionId', { fileId }),
    );
    await refusedAs(
      ImageKit.BadRequestError,
      'Your request contains invalid fileId parameter.',
      versions.restore(ABSENT, { fileId: 'fileId' }),
    );
  });
});
