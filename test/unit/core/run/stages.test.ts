import assert from 'node:assert/strict';
import { halves, stagesOf } from '../../../../src/core/run/stages';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const keys = (targets: readonly { readonly key: string }[]) => targets.map(({ key }) => key);

suite('batches', () => {
  test('take files first, then versions, then folders, the deepest first', () => {
    const targets = [
      folderTarget('/a'),
      versionTarget(asset('x'), 'v1'),
      folderTarget('/a/b/c'),
      fileTarget(asset('y')),
      folderTarget('/b'),
      folderTarget('/a/b'),
      fileTarget(asset('z')),
    ];
    const { files, versions, folders } = stagesOf(targets.map((target) => planned(target)));
    assert.deepEqual(keys(files), ['asset:y', 'asset:z']);
    assert.deepEqual(keys(versions), ['version:x/v1']);
    assert.deepEqual(keys(folders), ['folder:/a/b/c', 'folder:/a/b', 'folder:/a', 'folder:/b']);
  });

  test('are halved without losing or repeating anything', () => {
    assert.deepEqual(halves([1, 2, 3, 4, 5]), [
      [1, 2, 3],
      [4, 5],
    ]);
    assert.deepEqual(halves([1, 2]), [[1], [2]]);
    assert.deepEqual(halves([1]), [[1], []]);
    assert.deepEqual(halves([]), [[], []]);
  });
});
