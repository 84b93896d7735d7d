import assert from 'node:assert/strict';
import { filePaths } from '../support/whatHappened';
import { openWorkbench } from './workbench/openWorkbench';

const name = 'candle-rose.png';
const filePath = `/products/home/${name}`;

suite('the way back', function () {
  this.timeout(120_000);

  test('a file that was backed up and deleted comes back, with a new ID', async () => {
    const { window, sandbox } = await openWorkbench({
      settings: { 'imagekitCleanup.backup': 'ask' },
    });
    const before = (await sandbox.state()).library.find((file) => file.filePath === filePath);
    await window.library.expand('products');
    await window.library.expand('home');
    await window.library.select(name);
    await window.page.keyboard.press('Delete');
    await window.dialog.shown(`Delete ${name}`);
    assert.match(await window.dialog.detail(), /A backup downloads \d.* first/);
    await window.screenshot('backup-question');
    await window.dialog.press('Back Up and Delete');
    const closing = await window.notifications.shown('Backed up.');
    assert.match(
      await closing.text(),
      /^Deleted \/products\/home\/candle-rose\.png \(.*\) from Sandbox\. Backed up\.$/,
    );
    await window.screenshot('backed-up');
    await window.library.rowGone(name);
    assert.ok(!(await filePaths(sandbox)).includes(filePath));

    await window.palette.run('ImageKit: Restore from Backup…');
    await window.quickInput.rowsWhere('the backup', (rows) => rows.length > 0);
    await window.screenshot('restore-pick');
    await window.quickInput.accept();
    await window.quickInput.shown('Restore from Backup (');
    await window.quickInput.accept();
    await window.dialog.shown('Restore');
    await window.screenshot('restore-question');
    await window.dialog.press('Restore');
    await window.notifications.shown('Restored');
    await window.screenshot('restored');
    const after = (await sandbox.state()).library.find((file) => file.filePath === filePath);
    assert.ok(before && after);
    assert.notEqual(after.fileId, before.fileId);
    assert.equal(after.versions.at(-1)?.size, before.versions.at(-1)?.size);
  });
});
