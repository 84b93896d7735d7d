import assert from 'node:assert/strict';
import type { AssetRecord } from '../../../../src/api/recovery/assetRecord';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import {
  parseVersionRestore,
  restoreVersion,
  versionRestoreLine,
  VersionRestoreUnreadable,
  type VersionRestoreHeader,
} from '../../../../src/core/recovery/versionRestore';

const header: VersionRestoreHeader = {
  changeId: '1',
  account: { id: 'a', name: 'acme' },
  createdAt: '2026-02-01T10:00:00.000Z',
  fileId: 'f',
  path: '/a.jpg',
  from: { versionId: 'v2', versionName: 'Version 2' },
  to: { versionId: 'v1', versionName: 'Version 1' },
};

function lost(mayHaveActed: ApiFailure['mayHaveActed']): ApiError {
  const nowhere = { status: undefined, requestId: undefined };
  return new ApiError({ kind: 'unreachable', message: 'reset', ...nowhere, mayHaveActed }, 'PUT');
}

/** A file whose current version is `current`; what a request does to it is up to the test. */
function library(act: (file: { current: string }) => void, current = 'v2') {
  const file = { current };
  const happened: string[] = [];
  const work = restoreVersion(
    header,
    {
      details: () => {
        happened.push('look');
        return Promise.resolve({ versionId: file.current } as AssetRecord);
      },
      restoreVersion: async (fileId, versionId) => {
        await Promise.resolve();
        happened.push(`PUT ${fileId} ${versionId}`);
        act(file);
      },
    },
    {
      sending: () => Promise.resolve(void happened.push('sending')),
      ended: ({ kind }) => Promise.resolve(void happened.push(kind)),
    },
  );
  return { work, happened };
}

suite('making an older version current', () => {
  test('is written down before it is sent, and done when a look shows it', async () => {
    const { work, happened } = library((file) => (file.current = 'v1'));
    assert.deepEqual(await work, { kind: 'done' });
    assert.deepEqual(happened, ['look', 'sending', 'PUT f v1', 'look', 'done']);
  });

  test('is not sent when the file got another version meanwhile', async () => {
    const { work, happened } = library(() => undefined, 'v3');
    assert.deepEqual(await work, { kind: 'changed' });
    assert.deepEqual(happened, ['look', 'changed']);
  });

  test('is done, too, when the answer was lost and a look shows it; never sent twice', async () => {
    const { work, happened } = library((file) => {
      file.current = 'v1';
      throw lost('maybe');
    });
    assert.deepEqual(await work, { kind: 'done' });
    assert.equal(happened.filter((each) => each.startsWith('PUT')).length, 1);
  });

  test('is unknown when the answer was lost, or said yes, and a look doesn’t show it', async () => {
    for (const act of [
      () => undefined,
      () => {
        throw lost('maybe');
      },
    ]) {
      const { work, happened } = library(act);
      assert.equal((await work).kind, 'unknown');
      assert.equal(happened.filter((each) => each.startsWith('PUT')).length, 1);
    }
  });

  test('has failed when nothing was carried out', async () => {
    const { work } = library(() => {
      throw lost('no');
    });
    assert.equal((await work).kind, 'failed');
  });

  test('is told by its record how far it came', () => {
    const first = versionRestoreLine({ format: 1, versionRestore: header });
    const sending = versionRestoreLine({ sending: true });
    const ended = versionRestoreLine({ ended: { kind: 'done' } });
    const read = (text: string) => {
      const { isSent, outcome } = parseVersionRestore(text);
      return [isSent, outcome];
    };
    assert.deepEqual(read(first), [false, undefined]);
    assert.deepEqual(read(first + sending), [true, undefined]);
    assert.deepEqual(read(first + sending + ended), [true, 'done']);
    assert.deepEqual(read(first + sending.slice(0, 9)), [false, undefined]);
    assert.deepEqual(parseVersionRestore(first).header, header);
    assert.throws(() => parseVersionRestore(sending), VersionRestoreUnreadable);
  });
});
