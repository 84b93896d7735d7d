import assert from 'node:assert/strict';
import { until } from '../support/until';
import { filePaths } from '../support/whatHappened';
import { openWorkbench } from './workbench/openWorkbench';
import { deleteKey } from './workbench/workbench';

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
    await window.page.keyboard.press(deleteKey);
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

  test('a picture opens by a double-click, and an older version is compared and made current', async () => {
    const { window, sandbox } = await openWorkbench();
    // A drawing in SVG is compared as text.
    const logo = (await sandbox.state()).library.find(
      ({ filePath, versions }) => versions.length > 2 && filePath.endsWith('.png'),
    );
    assert.ok(logo);
    const folders = logo.filePath.split('/').slice(1, -1);
    for (const folder of folders) await window.library.expand(folder);
    const fileName = logo.filePath.split('/').at(-1) ?? '';
    const row = await window.library.row(fileName);
    await row.dblclick();
    const tab = window.page.locator('.tab', { hasText: fileName });
    await tab.waitFor();
    const preview = window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await preview.locator('img').waitFor();
    await window.screenshot('asset-open');
    await window.library.expand(fileName);
    const menu = await window.library.contextMenu('Version 1');
    assert.deepEqual((await menu.items()).slice(0, 4), [
      'Open',
      'Open in Browser',
      'Compare With Current',
      'Copy URL',
    ]);
    await menu.choose('Compare With Current');
    const pictures = async () => {
      const frames = window.page.frames().filter((frame) => frame.parentFrame());
      // The frame of the picture that was open before goes meanwhile.
      const counts = frames.map((frame) =>
        frame
          .locator('img:visible')
          .count()
          .catch(() => 0),
      );
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    await until('both pictures', async () => (await pictures()) >= 2);
    await window.screenshot('version-compared');
    await (await window.library.contextMenu('Version 1')).choose('Restore as Current…');
    await window.dialog.shown('Make version 1 of');
    await window.screenshot('version-question');
    await window.dialog.press('Restore as Current');
    await window.notifications.shown('Version 1 is the current version of');
    await window.screenshot('version-restored');
    const now = (await sandbox.state()).library.find(({ fileId }) => fileId === logo.fileId);
    assert.equal(now?.versions.at(-1)?.versionId, logo.versions[0]?.versionId);
  });
});
