import assert from 'node:assert/strict';
import {
  openKeys,
  parseRestore,
  restoreLine,
  type RestoreLine,
  type RestoreOutcome,
} from '../../../../src/core/recovery/restore';

suite('the record of a restore', () => {
  const restore = {
    ...{ restoreId: 'r', backupId: 'b', accountId: 'a', rule: 'skip' as const },
    createdAt: '2026-01-01T00:00:00.000Z',
    keys: ['file:1', 'file:2'],
  };

  function read(...lines: readonly RestoreLine[]) {
    return parseRestore([{ format: 1 as const, restore }, ...lines].map(restoreLine).join(''));
  }

  const ended = (outcome: RestoreOutcome): RestoreLine => ({ ended: { key: 'file:1', outcome } });

  test('goes on with a file of which the newer versions are missing', () => {
    const version = { fileId: 'f', versionId: 'v1', path: '/a.jpg' };
    const record = read(
      { sending: { key: 'file:1', path: '/a.jpg' } },
      { uploaded: { key: 'file:1', version } },
      ended({ kind: 'partial', fileId: 'f', versions: 1, failure: undefined }),
    );
    assert.deepEqual(openKeys(record), ['file:1', 'file:2']);
    assert.deepEqual(record.progress.get('file:1')?.uploaded, [version]);
  });

  test('leaves alone what has come to its end', () => {
    const lost = { metadataFields: [], versions: 0 };
    const existing = { fileId: 'f', size: 1, updatedAt: undefined };
    const ends: readonly RestoreOutcome[] = [
      { kind: 'restored', fileId: 'f', path: '/a.jpg', lost },
      { kind: 'elsewhere', fileId: 'f', path: '/b.jpg' },
      { kind: 'skipped', existing },
      { kind: 'damaged', bytes: 'bytes/000001' },
    ];
    for (const outcome of ends) {
      assert.deepEqual(openKeys(read(ended(outcome))), ['file:2'], outcome.kind);
    }
  });

  test('leaves out a last line that was being written', () => {
    const text = restoreLine({ format: 1, restore }) + restoreLine(ended({ kind: 'notAttempted' }));
    assert.equal(parseRestore(text.slice(0, -1)).outcomes.size, 0);
  });
});
