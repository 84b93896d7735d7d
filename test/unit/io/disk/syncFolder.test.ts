import assert from 'node:assert/strict';
import { open, type FileHandle } from 'node:fs/promises';
import { syncFolder } from '../../../../src/io/disk/syncFolder';
import { useFolder } from '../../../support/deletion/useFolder';
import { systemError, useOtherSystem } from '../../../support/otherSystem';

suite('taking a folder to the disk', () => {
  const folder = useFolder();
  const system = useOtherSystem();

  /** Opens what answers each sync with this error, and counts what stays open. */
  function diskThatSays(code: string | undefined) {
    const disk = {
      opened: 0,
      closed: 0,
      open: async (file: string, flags: string) => {
        const handle = await open(file, flags);
        disk.opened += 1;
        const shaky = {
          sync: () => (code === undefined ? handle.sync() : Promise.reject(systemError(code))),
          close: async () => {
            await handle.close();
            disk.closed += 1;
          },
        };
        return shaky as unknown as FileHandle;
      },
    };
    return disk;
  }

  for (const code of ['EINVAL', 'ENOTSUP', 'EPERM', undefined]) {
    test(`goes on where the file system says ${code ?? 'nothing'}`, async () => {
      const disk = diskThatSays(code);
      await syncFolder(folder(), disk.open);
      assert.deepEqual([disk.opened, disk.closed], [1, 1]);
    });
  }

  test('fails where the disk does', async () => {
    const disk = diskThatSays('EIO');
    await assert.rejects(syncFolder(folder(), disk.open), { code: 'EIO' });
    assert.deepEqual([disk.opened, disk.closed], [1, 1]);
  });

  test('opens nothing on Windows, which can’t do it', async () => {
    system.is('win32');
    const disk = diskThatSays('EPERM');
    await syncFolder(folder(), disk.open);
    assert.equal(disk.opened, 0);
  });
});
