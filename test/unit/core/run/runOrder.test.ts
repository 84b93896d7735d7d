import assert from 'node:assert/strict';
import { inRunOrder } from '../../../../src/core/run/runOrder';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const keys = (targets: readonly { readonly key: string }[]) => targets.map(({ key }) => key);

suite('the order of a run', () => {
  test('takes files first, then versions, then folders, the deepest first', () => {
    const targets = [
      folderTarget('/a'),
      versionTarget(asset('x'), 'v1'),
      folderTarget('/a/b/c'),
      fileTarget(asset('y')),
      folderTarget('/b'),
      folderTarget('/a/b'),
      fileTarget(asset('z')),
    ];
    const { files, versions, folders } = inRunOrder(targets.map((target) => planned(target)));
    assert.deepEqual(keys(files), ['asset:y', 'asset:z']);
    assert.deepEqual(keys(versions), ['version:x/v1']);
    assert.deepEqual(keys(folders), ['folder:/a/b/c', 'folder:/a/b', 'folder:/a', 'folder:/b']);
  });
});
