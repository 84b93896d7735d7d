import assert from 'node:assert/strict';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { freeBytes } from '../../../../src/io/disk/freeBytes';
import { removeTemporary, temporaryFolder } from '../../../support/temporaryFolder';

suite('the room on a disk', () => {
  let folder: string;

  setup(() => (folder = temporaryFolder('room')));
  teardown(() => removeTemporary(folder));

  test('is told of a folder that is not there yet, by the one that it will be in', async () => {
    const { blocks, bsize } = await statfs(folder);
    const there = await freeBytes(folder);
    const notYet = await freeBytes(path.join(folder, 'deep', 'er'));
    assert.ok(there > 0 && there <= blocks * bsize);
    // Others write to this disk meanwhile.
    assert.ok(Math.abs(there - notYet) < 1024 ** 3);
  });
});
