import assert from 'node:assert/strict';
import { backupNote, type OfferedBackup } from '../../../../src/vscode/recovery/backupChoice';

const MB = 1024 * 1024;
const offered: OfferedBackup = {
  decision: { kind: 'required', withVersions: true, folder: '/backups' },
  size: { bytes: 1000 * MB, isLeast: false },
};
const traffic =
  'A backup downloads 1,000 MB first, with all versions, to /backups. ImageKit counts that as delivery traffic.';

suite('what is said of a backup before anybody agrees', () => {
  test('has the bytes of all versions, and that they are traffic', () => {
    assert.equal(backupNote(offered), traffic);
    assert.equal(backupNote({ ...offered, free: 1000 * MB }), traffic);
  });

  test('warns where the disk has not the room for it', () => {
    assert.equal(
      backupNote({ ...offered, free: 999 * MB }),
      `${traffic} Only 999 MB are free there: what doesn't fit isn't backed up, and isn't deleted.`,
    );
  });
});
