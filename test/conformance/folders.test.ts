import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { refusedAs } from './refusal';
import type { UsedSandbox } from './useSandbox';
import { useSandbox } from './useSandbox';

/** A job after the time it takes. */
async function finished(
  sandbox: UsedSandbox,
  jobId: string,
): Promise<ImageKit.Folders.JobGetResponse> {
  assert.equal((await sandbox.sdk.folders.job.get(jobId)).status, 'Pending');
  await sandbox.control.setClock({ advanceMs: 1000 });
  return sandbox.sdk.folders.job.get(jobId);
}

async function paths(sandbox: UsedSandbox): Promise<readonly string[]> {
  return (await sandbox.control.state()).library.map(({ filePath }) => filePath).toSorted();
}

suite('official SDK: folders', () => {
  const sandbox = useSandbox();

  const folderPaths = async (): Promise<readonly string[]> =>
    (await sandbox().control.state()).folderPaths;

  test('are created with their parents and a cleaned name', async () => {
    const request = { folderName: 'späte Ernte-1', parentFolderPath: 'a/b/' };
    const { data, response } = await sandbox().sdk.folders.create(request).withResponse();
    assert.equal(response.status, 201);
    assert.deepEqual(data, {});
    assert.ok((await folderPaths()).includes('/a/b/späte_Ernte_1'));
  });

  test('cannot be called by dots or with a slash', async () => {
    const { folders } = sandbox().sdk;
    await refusedAs(
      ImageKit.BadRequestError,
      "'.' & '..' can not be used as folder-name",
      folders.create({ folderName: '..', parentFolderPath: '/' }),
      { reason: 'INVALID_FOLDER_PATH' },
    );
    await refusedAs(
      ImageKit.BadRequestError,
      'folderName parameter cannot have a slash.',
      folders.create({ folderName: 'a/b', parentFolderPath: '/' }),
      { reason: 'INVALID_FOLDER_PATH' },
    );
  });

  test('cannot nest deeper than fifty levels', async () => {
    const create = (levels: number): Promise<unknown> =>
      sandbox().sdk.folders.create({
        folderName: 'x',
        parentFolderPath: '/x'.repeat(levels - 1),
      });
    await create(50);
    await assert.rejects(create(51), ImageKit.BadRequestError);
  });

  test('are deleted with all that is in them, by a JSON body', async () => {
    await sandbox()
      .sdk.folders.delete({ folderPath: '/products/' })
      .then((data: unknown) => assert.equal(data, null));
    assert.deepEqual(await paths(sandbox()), [
      `/docs/it's "quoted" & 50% off.txt`,
      '/docs/report..final (1).pdf',
      '/docs/résumé 日本.pdf',
      '/old banner.png',
      '/private/contract.pdf',
    ]);
    assert.deepEqual((await folderPaths()).toSorted(), ['/docs', '/private']);
  });

  test('are not found, not deleted without a body, and never the root', async () => {
    await refusedAs(
      ImageKit.NotFoundError,
      'No folder found with folderPath `/folder/to/delete/`.',
      sandbox().sdk.folders.delete({ folderPath: '/folder/to/delete/' }),
      { reason: 'FOLDER_NOT_FOUND' },
    );
    assert.equal((await sandbox().fetch('DELETE', '/v1/folder')).status, 400);
    for (const folderPath of ['/', '//', '']) {
      const { status } = await sandbox().fetch('DELETE', '/v1/folder/', { folderPath });
      assert.equal(status, 400);
    }
    assert.equal((await sandbox().control.summary()).files, 8);
  });

  test('are not deleted when they hold more than the cap', async () => {
    await sandbox().control.turn({ folderCap: 6 });
    await refusedAs(
      ImageKit.BadRequestError,
      'Total nested assets (files, folders and file versions) are more than allowed limit of 6 items.',
      sandbox().sdk.folders.delete({ folderPath: '/products' }),
      { reason: 'TOO_MANY_OBJECTS' },
    );
    await sandbox().control.turn({ folderCap: 7 });
    await sandbox().sdk.folders.delete({ folderPath: '/products' });
  });

  test('are copied by a job', async () => {
    const { jobId } = await sandbox().sdk.folders.copy({
      sourceFolderPath: '/products',
      destinationPath: '/backup',
      includeVersions: true,
    });
    assert.deepEqual(await finished(sandbox(), jobId), {
      jobId,
      type: 'COPY_FOLDER',
      status: 'Completed',
    });
    const { versions } = await sandbox().file('/backup/products/hero.jpg');
    assert.equal(versions.length, 3);
    assert.equal((await sandbox().control.summary()).files, 11);
  });

  test('are moved by a job, their ids kept', async () => {
    const { fileId } = await sandbox().file('/products/summer/beach.png');
    const { jobId } = await sandbox().sdk.folders.move({
      sourceFolderPath: '/products/summer',
      destinationPath: '/docs',
    });
    const job = await finished(sandbox(), jobId);
    assert.equal(job.type, 'MOVE_FOLDER');
    assert.equal((await sandbox().file('/docs/summer/beach.png')).fileId, fileId);
  });

  test('are merged with one of the same name', async () => {
    await sandbox().sdk.folders.create({ folderName: 'summer', parentFolderPath: '/docs' });
    await sandbox().sdk.files.copy({
      sourceFilePath: '/products/summer/beach.png',
      destinationPath: '/docs/summer',
    });
    const { jobId } = await sandbox().sdk.folders.move({
      sourceFolderPath: '/products/summer',
      destinationPath: '/docs',
    });
    await finished(sandbox(), jobId);
    assert.equal((await sandbox().file('/docs/summer/beach.png')).versions.length, 3);
    assert.equal((await folderPaths()).includes('/products/summer'), false);
  });

  test('are renamed by a job, which may purge', async () => {
    const { data, response } = await sandbox()
      .sdk.folders.rename({
        folderPath: '/products/summer',
        newFolderName: 'winter-1',
        purgeCache: true,
      })
      .withResponse();
    assert.equal(response.status, 202);
    const job = await finished(sandbox(), data.jobId);
    assert.equal(job.status, 'Completed');
    const { purges } = await sandbox().control.state();
    assert.equal(purges[0]?.url, `${sandbox().urlEndpoint}/products/summer*`);
    assert.equal(purges[0].requestId, job.purgeRequestId);
    await sandbox().file('/products/winter-1/beach.png');
  });

  test('are renamed all the same when the purge fails', async () => {
    await sandbox().control.turn({ purgeQuota: 0 });
    const { jobId } = await sandbox().sdk.folders.rename({
      folderPath: '/docs',
      newFolderName: 'papers',
      purgeCache: true,
    });
    await finished(sandbox(), jobId);
    const response = await sandbox().fetch('GET', `/v1/bulkJobs/${jobId}`);
    assert.equal(response.status, 207);
    const { status, type, message } = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(
      { status, type, message },
      {
        status: 'Partial success',
        type: 'RENAME_FOLDER',
        message: 'Folder renamed successfully but purging cache on nested files failed.',
      },
    );
  });

  test('are locked while a job holds them', async () => {
    await sandbox().control.turn({ jobDelayMs: 'never' });
    const { folders } = sandbox().sdk;
    const { jobId } = await folders.move({ sourceFolderPath: '/products', destinationPath: '/a' });
    assert.equal((await folders.job.get(jobId)).status, 'Pending');
    const busy = 'A bulk job is running on given folder path, please try after sometime.';
    await refusedAs(
      ImageKit.APIError,
      busy,
      folders.copy({ sourceFolderPath: '/products/summer', destinationPath: '/b' }),
    );
    await refusedAs(
      ImageKit.APIError,
      busy,
      folders.rename({ folderPath: '/products', newFolderName: 'goods' }),
    );
    await refusedAs(
      ImageKit.APIError,
      'Destination folder path is already locked. Please try after sometime.',
      folders.move({ sourceFolderPath: '/docs', destinationPath: '/a' }),
    );
    const { status } = await sandbox().fetch('POST', '/v1/bulkJobs/copyFolder', {
      sourceFolderPath: '/products',
      destinationPath: '/b',
    });
    assert.equal(status, 423);
  });

  test('refuse jobs they cannot do with the documented reasons', async () => {
    const [copy, move, rename] = ['copyFolder', 'moveFolder', 'renameFolder'].map(
      (name) => `/v1/bulkJobs/${name}`,
    );
    const from = (sourceFolderPath: string, destinationPath: string): object => ({
      sourceFolderPath,
      destinationPath,
    });
    const cases: readonly (readonly [string | undefined, object, number, string, string?])[] = [
      [
        copy,
        from('/folder/to/copy', '/b'),
        404,
        'No files & folder found at sourceFolderPath `/folder/to/copy`.',
        'NO_FILES_FOLDER',
      ],
      [
        copy,
        from('/docs', '/docs'),
        400,
        'sourceFolderPath and destinationPath is same',
        'SAME_SOURCE_AND_DESTINATION',
      ],
      [move, from('/', '/b'), 400, 'sourceFolderPath cannot be root.', 'SOURCE_IS_ROOT'],
      [
        move,
        from('/products', '/products/summer'),
        400,
        'This operation is not allowed because parent folder cannot be moved into child folder.',
        'INVALID_DESTINATION_PATH',
      ],
      [
        move,
        { sourceFolderPath: '/docs' },
        400,
        'destinationPath parameter is missing.',
        'MISSING_PARAMETER',
      ],
      [rename, { folderPath: '/', newFolderName: 'a' }, 400, 'folderPath cannot be root.'],
      [rename, { newFolderName: 'a' }, 400, 'folderPath parameter is missing.'],
      [rename, { folderPath: '/x', newFolderName: 'a' }, 404, 'Source folder not found.'],
      [
        rename,
        { folderPath: '/docs', newFolderName: 'products' },
        409,
        'Folder with name products already exists at the same location.',
      ],
    ];
    for (const [path, body, status, message, reason] of cases) {
      const response = await sandbox().fetch('POST', path ?? '', body);
      const answer = (await response.json()) as { message: string; reason?: string };
      assert.deepEqual([response.status, answer.message, answer.reason], [status, message, reason]);
    }
    await refusedAs(
      ImageKit.NotFoundError,
      'The requested job does not exist.',
      sandbox().sdk.folders.job.get('0'.repeat(24)),
    );
  });
});
