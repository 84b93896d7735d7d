import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { refusedAs } from './refusal';
import { useSandbox } from './useSandbox';

const BAD_TRANSFER = 'Your request is missing parameters / contains invalid parameters.';

suite('official SDK: copy, move and rename files', () => {
  const sandbox = useSandbox();

  test('copies the current version to a file of its own', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.copy({
      sourceFilePath: '/products/hero.jpg',
      destinationPath: 'backup/',
    });
    const copy = await sandbox().file('/backup/hero.jpg');
    assert.notEqual(copy.fileId, fileId);
    assert.equal(copy.versions.length, 1);
    assert.equal((await sandbox().file('/products/hero.jpg')).versions.length, 3);
  });

  test('copies all versions when asked, on top of a file with the same name', async () => {
    const copy = {
      sourceFilePath: '/products/hero.jpg',
      destinationPath: '/backup',
      includeFileVersions: true,
    };
    await sandbox().sdk.files.copy(copy);
    await sandbox().sdk.files.copy({ ...copy, includeFileVersions: false });
    const { versions } = await sandbox().file('/backup/hero.jpg');
    assert.deepEqual(
      versions.map(({ number }) => number),
      [1, 2, 3, 4],
    );
  });

  test('moves a file with its id and versions', async () => {
    const before = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.move({
      sourceFilePath: '/products/hero.jpg',
      destinationPath: '/archive/2026',
    });
    const after = await sandbox().file('/archive/2026/hero.jpg');
    assert.deepEqual(after, { ...before, filePath: '/archive/2026/hero.jpg' });
  });

  test('puts a moved file on the history of one with the same name', async () => {
    await sandbox().sdk.files.copy({
      sourceFilePath: '/products/hero.jpg',
      destinationPath: '/archive',
    });
    const target = await sandbox().file('/archive/hero.jpg');
    const moved = await sandbox().file('/products/hero.jpg');
    await sandbox().sdk.files.move({
      sourceFilePath: '/products/hero.jpg',
      destinationPath: '/archive',
    });
    const { fileId, versions } = await sandbox().file('/archive/hero.jpg');
    assert.equal(fileId, target.fileId);
    assert.deepEqual(
      versions.map(({ versionId, number }) => [versionId, number]),
      [...target.versions, ...moved.versions].map(({ versionId }, i) => [versionId, i + 1]),
    );
    assert.equal(
      (await sandbox().control.state()).library.some(
        ({ filePath }) => filePath === '/products/hero.jpg',
      ),
      false,
    );
  });

  test('keeps a file from getting more than a hundred versions', async () => {
    const copy = {
      sourceFilePath: '/products/hero.jpg',
      destinationPath: '/backup',
      includeFileVersions: true,
    };
    for (let i = 0; i < 33; i += 1) await sandbox().sdk.files.copy(copy);
    await refusedAs(ImageKit.BadRequestError, BAD_TRANSFER, sandbox().sdk.files.copy(copy), {
      reason: 'VERSION_LIMIT_EXCEEDED',
    });
    assert.equal((await sandbox().file('/backup/hero.jpg')).versions.length, 99);
  });

  test('refuses transfers it cannot do with the documented reasons', async () => {
    for (const route of ['/v1/files/copy', '/v1/files/move']) {
      const cases: readonly (readonly [object, number, string, string])[] = [
        [{ sourceFilePath: '/a.jpg' }, 400, 'MISSING_PARAMETER', BAD_TRANSFER],
        [
          { sourceFilePath: '/products/hero.jpg', destinationPath: '/products/' },
          400,
          'SAME_SOURCE_AND_DESTINATION',
          BAD_TRANSFER,
        ],
        [
          { sourceFilePath: '/products/hero.jpg', destinationPath: '/a/../b' },
          400,
          'INVALID_FOLDER_PATH',
          BAD_TRANSFER,
        ],
        [
          { sourceFilePath: '/file1.jpg', destinationPath: '/b' },
          404,
          'SOURCE_FILE_MISSING',
          'No file found with filePath `/file1.jpg`.',
        ],
      ];
      for (const [body, status, reason, message] of cases) {
        const response = await sandbox().fetch('POST', route, body);
        assert.equal(response.status, status);
        const answer = (await response.json()) as { message: string; reason: string };
        assert.deepEqual([answer.message, answer.reason], [message, reason]);
      }
    }
  });

  test('renames all versions of a file', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const answer = await sandbox().sdk.files.rename({
      filePath: '/products/hero.jpg',
      newFileName: 'big héro!.jpg',
    });
    assert.deepEqual(answer, {});
    const renamed = await sandbox().file('/products/big_héro_.jpg');
    assert.equal(renamed.fileId, fileId);
    assert.equal(renamed.versions.length, 3);
  });

  test('purges the old URL when asked, and says so when the quota is used up', async () => {
    const old = `${sandbox().urlEndpoint}/products/hero.jpg`;
    await sandbox().control.turn({ purgeQuota: 1 });
    const first = await sandbox().sdk.files.rename({
      filePath: '/products/hero.jpg',
      newFileName: 'a.jpg',
      purgeCache: true,
    });
    const { purges } = await sandbox().control.state();
    assert.deepEqual(purges, [
      { requestId: first.purgeRequestId, url: `${old}*`, status: 'Pending' },
    ]);
    const { data, response } = await sandbox()
      .sdk.files.rename({ filePath: '/products/a.jpg', newFileName: 'b.jpg', purgeCache: true })
      .withResponse();
    assert.equal(response.status, 207);
    assert.deepEqual(
      { ...data },
      {
        message:
          'File renamed successfully but we could not purge the CDN cache for old URL because of rate limits on purge API.',
        help: 'For support kindly contact us at support@imagekit.io.',
        reason: 'PURGE_FAILED',
      },
    );
    assert.equal((await sandbox().file('/products/b.jpg')).versions.length, 3);
  });

  test('refuses names it cannot give with the documented reasons', async () => {
    const { files } = sandbox().sdk;
    await refusedAs(
      ImageKit.NotFoundError,
      'No file found in media library at filePath /path/to/file.jpg',
      files.rename({ filePath: '/path/to/file.jpg', newFileName: 'a.jpg' }),
      { reason: 'FILE_MISSING' },
    );
    await refusedAs(
      ImageKit.ConflictError,
      'File with name shoe.png already exists at the same location.',
      files.rename({ filePath: '/products/hero.jpg', newFileName: 'shoe.png' }),
      { reason: 'FILE_ALREADY_EXISTS' },
    );
    await refusedAs(
      ImageKit.BadRequestError,
      'newFileName cannot be the same as its existing name.',
      files.rename({ filePath: '/products/hero.jpg', newFileName: 'hero.jpg' }),
      { reason: 'SAME_OLD_AND_NEW_NAME' },
    );
    await refusedAs(
      ImageKit.BadRequestError,
      BAD_TRANSFER,
      files.rename({ filePath: '/products/hero.jpg', newFileName: '../hero.jpg' }),
      { reason: 'INVALID_PARAMETER' },
    );
    await refusedAs(
      ImageKit.BadRequestError,
      BAD_TRANSFER,
      files.rename({ filePath: '/products/hero.jpg', newFileName: '' }),
      { reason: 'MISSING_PARAMETER' },
    );
  });
});
