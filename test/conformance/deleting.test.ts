import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { refusedAs } from './refusal';
import { useSandbox } from './useSandbox';

const ABSENT = '0'.repeat(24);

suite('official SDK: delete a file', () => {
  const sandbox = useSandbox();

  test('removes the file with every version and gives null', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox()
      .sdk.files.delete(fileId)
      .then((data: unknown) => assert.equal(data, null));
    const { library } = await sandbox().control.state();
    assert.equal(
      library.some((file) => file.fileId === fileId),
      false,
    );
  });

  test('answers an empty 204', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const response = await sandbox().fetch('DELETE', `/v1/files/${fileId}`);
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('content-type'), null);
    assert.equal(await response.text(), '');
    assert.match(response.headers.get('x-ik-requestid') ?? '', /./);
  });

  test('is NotFoundError the second time', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.delete(fileId);
    await refusedAs(
      ImageKit.NotFoundError,
      'The requested file does not exist.',
      sandbox().sdk.files.delete(fileId),
    );
  });

  test('is BadRequestError for an ill-formed id', async () => {
    await refusedAs(
      ImageKit.BadRequestError,
      'Your request contains invalid fileId parameter.',
      sandbox().sdk.files.delete('forgedfileid00'),
    );
  });

  test('deletes nothing for an empty id or a path in its place', async () => {
    const before = await sandbox().control.state();
    for (const path of [
      '/v1/files/',
      '/v1/files',
      '/v1/files//products/hero.jpg',
      '/v1/files/%2Fproducts%2Fhero.jpg',
      '/v1/files/products/hero.jpg',
    ]) {
      const { status } = await sandbox().fetch('DELETE', path);
      assert.ok(status === 400 || status === 404, `${path} answered ${status}`);
    }
    const after = await sandbox().control.state();
    assert.deepEqual(after.library, before.library);
  });
});

suite('official SDK: delete a version', () => {
  const sandbox = useSandbox();

  test('removes that version alone and gives null', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    const [first, second, third] = versions.map(({ versionId }) => versionId);
    assert.equal(await sandbox().sdk.files.versions.delete(second!, { fileId }), null);
    const left = await sandbox().file('/products/hero.jpg');
    assert.deepEqual(
      left.versions.map(({ versionId }) => versionId),
      [first, third],
    );
  });

  test('refuses the current one', async () => {
    const { fileId, versions } = await sandbox().file('/products/hero.jpg');
    await refusedAs(
      ImageKit.BadRequestError,
      'You cannot delete current version of a file.',
      sandbox().sdk.files.versions.delete(versions.at(-1)!.versionId, { fileId }),
    );
    assert.equal((await sandbox().file('/products/hero.jpg')).versions.length, 3);
  });

  test('is NotFoundError whether the file or the version is gone', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    for (const [version, file] of [
      [ABSENT, fileId],
      [ABSENT, ABSENT],
    ] as const) {
      await refusedAs(
        ImageKit.NotFoundError,
        'The requested asset does not exist.',
        sandbox().sdk.files.versions.delete(version, { fileId: file }),
      );
    }
  });

  test('tells an ill-formed fileId from an ill-formed versionId', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    for (const [version, file, name] of [
      ['nonsense', fileId, 'versionId'],
      [ABSENT, 'nonsense', 'fileId'],
    ] as const) {
      await refusedAs(
        ImageKit.BadRequestError,
        `Your request contains invalid ${name} parameter.`,
        sandbox().sdk.files.versions.delete(version, { fileId: file }),
      );
    }
  });

  test('never reaches the file through an empty version id', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const { status } = await sandbox().fetch('DELETE', `/v1/files/${fileId}/versions/`);
    assert.equal(status, 404);
    assert.equal((await sandbox().file('/products/hero.jpg')).versions.length, 3);
  });
});
