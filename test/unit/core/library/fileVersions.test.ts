import assert from 'node:assert/strict';
import { fileVersions, versionNumber } from '../../../../src/core/library/fileVersions';
import { aVersion, anAsset } from '../../../support/library/rows';

const asset = anAsset({ fileId: 'file', versionId: 'v3', versionName: 'Version 3' });
const current = aVersion({ fileId: 'file', versionId: 'v3', versionName: 'Version 3' });
const second = aVersion({ fileId: 'file', versionId: 'v2', versionName: 'Version 2' });
const first = aVersion({ fileId: 'file', versionId: 'file', versionName: 'Version 1' });

function shown(rows: ReturnType<typeof fileVersions>) {
  return rows.map(({ version, current: isCurrent, deletable }) => [
    version.versionId,
    isCurrent ? 'current' : '',
    deletable ? 'deletable' : '',
  ]);
}

suite('fileVersions', () => {
  test('puts the newest first and lets every other than the current one be deleted', () => {
    assert.deepEqual(shown(fileVersions(asset, [first, current, second])), [
      ['v3', 'current', ''],
      ['v2', '', 'deletable'],
      ['file', '', 'deletable'],
    ]);
  });

  test('sorts by number and not by text', () => {
    const tenth = aVersion({ versionId: 'v10', versionName: 'Version 10' });
    const rows = fileVersions(asset, [second, current, tenth]);
    assert.deepEqual(
      rows.map(({ version }) => version.versionId),
      ['v10', 'v3', 'v2'],
    );
  });

  test('sorts by date where a version has no number', () => {
    const named = aVersion({ versionId: 'n', versionName: 'draft', createdAt: '2026-02-01' });
    const rows = fileVersions(asset, [current, second, named]);
    assert.equal(rows[0]?.version.versionId, 'n');
  });

  test('keeps the order of the answer where neither numbers nor dates are complete', () => {
    const named = aVersion({ versionId: 'n', versionName: 'draft', createdAt: undefined });
    const rows = fileVersions(asset, [second, named, current]);
    assert.deepEqual(
      rows.map(({ version }) => version.versionId),
      ['v2', 'n', 'v3'],
    );
  });

  test('lets nothing be deleted when the current version is not among the rows', () => {
    const unknown = anAsset({ fileId: 'file', versionId: undefined });
    for (const other of [unknown, anAsset({ fileId: 'file', versionId: 'v4' })]) {
      assert.deepEqual(
        fileVersions(other, [second, first]).map(({ deletable }) => deletable),
        [false, false],
      );
    }
  });

  test('lets neither of two rows with one id be deleted, nor be called current', () => {
    assert.deepEqual(shown(fileVersions(asset, [current, second, { ...second }, first])), [
      ['v3', 'current', ''],
      ['v2', '', ''],
      ['v2', '', ''],
      ['file', '', 'deletable'],
    ]);
    assert.deepEqual(shown(fileVersions(asset, [current, { ...second, versionId: 'v3' }])), [
      ['v3', '', ''],
      ['v3', '', ''],
    ]);
  });

  test('reads the number of a version from its name only', () => {
    assert.equal(versionNumber({ versionName: 'Version 12' }), 12);
    for (const versionName of [undefined, '', 'Version', 'Version 1 (old)', 'My Version 2']) {
      assert.equal(versionNumber({ versionName }), undefined);
    }
  });
});
