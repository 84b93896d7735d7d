import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/api/errors';
import type { VersionRecord } from '../../../../src/api/recovery/assetRecord';
import { backupSize } from '../../../../src/core/recovery/backupSize';
import { asset, folderTarget, planned, version } from '../../../support/deletion/targets';

const MB = 1024 * 1024;
const { signal } = new AbortController();

function file(id: number, olderVersions: number | undefined) {
  return planned({ kind: 'asset', asset: asset(id, { size: 5 * MB }), olderVersions });
}

function client(count: number, size: number | undefined = 5 * MB) {
  const asked: string[] = [];
  const of = (fileId: string, at: number): VersionRecord => ({
    ...version(asset(fileId, { size }), `v${at}`),
    ...{ customMetadata: {}, customCoordinates: undefined, description: undefined },
  });
  return {
    asked,
    versionRecords: (fileId: string) => {
      asked.push(fileId);
      return Promise.resolve(Array.from({ length: count }, (_, at) => of(fileId, at)));
    },
  };
}

suite('the size of a backup', () => {
  const ten = Array.from({ length: 10 }, (_, at) => file(at, 19));

  test('counts every version where they are backed up too', async () => {
    const size = await backupSize(ten, true, client(20), signal);
    assert.deepEqual(size, { bytes: 10 * 20 * 5 * MB, isLeast: false });
  });

  test('counts the current versions alone where it takes no others, and asks for nothing', async () => {
    const library = client(20);
    const size = await backupSize([...ten, planned(folderTarget('/a'))], false, library, signal);
    assert.deepEqual(size, { bytes: 10 * 5 * MB, isLeast: false });
    assert.deepEqual(library.asked, []);
  });

  test('asks only for files that may have older versions', async () => {
    const library = client(2);
    const size = await backupSize([file(1, 0), file(2, undefined)], true, library, signal);
    assert.deepEqual(size, { bytes: 3 * 5 * MB, isLeast: false });
    assert.equal(library.asked.length, 1);
  });

  test('says that it is more where not all is known', async () => {
    const many = Array.from({ length: 60 }, (_, at) => file(at, undefined));
    const library = client(2);
    assert.equal((await backupSize(many, true, library, signal)).isLeast, true);
    assert.equal(library.asked.length, 50);
    const failing = () =>
      Promise.reject(
        new ApiError(
          {
            ...{ kind: 'server', message: 'no', status: 500, requestId: undefined },
            mayHaveActed: 'no',
          },
          'GET',
        ),
      );
    const size = await backupSize(ten, true, { versionRecords: failing }, signal);
    assert.deepEqual(size, { bytes: 0, isLeast: true });
  });

  test('downloads nothing of unpublished files, and says how many there are', async () => {
    const library = client(20);
    const hidden = asset(1, { size: 5 * MB, isPublished: false });
    const unpublished = planned({ kind: 'asset', asset: hidden, olderVersions: undefined });
    const size = await backupSize([unpublished, file(2, 0)], true, library, signal);
    assert.deepEqual(size, { bytes: 5 * MB, isLeast: false, unpublished: 1 });
    assert.deepEqual(library.asked, []);
  });
});
