import assert from 'node:assert/strict';
import { filePaths, writes } from '../support/whatHappened';
import { openWorkbench } from './workbench/openWorkbench';

/** Files that the sample workspace does not mention. */
const leftovers = [
  '/products/home/plant-pot.png',
  '/products/home/candle-rose.png',
  '/products/watch-classic.png',
  '/products/headphones-violet.png',
  '/products/sunglasses.png',
  '/products/bottle-olive.png',
  '/products/shoes/heel-berry.png',
  '/products/clothes/tee-forest.png',
];

suite('deleting', function () {
  this.timeout(120_000);

  test('one file from the palette, found by typing its name', async () => {
    const { window, sandbox, workspace } = await openWorkbench();
    const before = await filePaths(sandbox);
    await window.palette.run('ImageKit: Delete File…');
    await window.quickInput.shown('Delete File (Sandbox)');
    await window.quickInput.type('tote');
    await window.quickInput.rowsWhere('the tote bag', (rows) =>
      rows.some(({ label }) => label === 'tote-leaf.png'),
    );
    await window.screenshot('palette-search');
    await window.quickInput.pick('tote-leaf.png');
    assert.match(
      await window.dialog.shown('tote-leaf.png'),
      /^Delete tote-leaf\.png.* from Sandbox\?$/,
    );
    const detail = await window.dialog.detail();
    assert.match(detail, /\/products\/bags\/tote-leaf\.png/);
    assert.match(detail, /ImageKit has no trash/);
    await window.screenshot('palette-question');
    assert.deepEqual(await writes(sandbox), []);
    await window.dialog.press('Delete');
    const closing = await window.notifications.shown('Deleted');
    assert.match(
      await closing.text(),
      /^Deleted \/products\/bags\/tote-leaf\.png \(.*\) from Sandbox\.$/,
    );
    const { fileId } = workspace.asset('/products/bags/tote-leaf.png');
    assert.deepEqual(await writes(sandbox), [`DELETE /v1/files/${fileId}`]);
    assert.deepEqual(
      await filePaths(sandbox),
      before.filter((filePath) => filePath !== '/products/bags/tote-leaf.png'),
    );
  });

  test('nothing, when the question is answered with Cancel', async () => {
    const { window, sandbox, workspace } = await openWorkbench();
    const { fileId } = workspace.asset('/products/bags/tote-leaf.png');
    await window.palette.run('ImageKit: Delete File…');
    await window.quickInput.shown('Delete File (Sandbox)');
    await window.quickInput.type(fileId);
    await window.quickInput.accept();
    await window.dialog.shown('tote-leaf.png');
    await window.dialog.dismiss();
    assert.deepEqual(await writes(sandbox), []);
    assert.ok((await filePaths(sandbox)).includes('/products/bags/tote-leaf.png'));
  });

  test('the file whose id is under the cursor of an editor', async () => {
    const { window, sandbox, workspace } = await openWorkbench();
    const untitled = workspace.asset('/tmp/Untitled.png');
    await window.editor.open(workspace.list);
    const menu = await window.editor.contextMenuWith('ImageKit: Delete File…', untitled.fileId);
    await window.screenshot('editor-menu');
    await menu.choose('ImageKit: Delete File…');
    await window.dialog.shown('Untitled.png');
    await window.dialog.press('Delete');
    await window.notifications.shown('Deleted /tmp/Untitled.png');
    assert.deepEqual(await writes(sandbox), [`DELETE /v1/files/${untitled.fileId}`]);
    assert.ok(!(await filePaths(sandbox)).includes(untitled.filePath));
  });

  test('the file whose delivery URL stands in an editor', async () => {
    const { window, sandbox, workspace } = await openWorkbench({
      settings: { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false },
    });
    const beach = workspace.asset('/campaigns/summer 2026/beach-evening.png');
    await window.editor.open(workspace.page);
    const menu = await window.editor.contextMenuWith('ImageKit: Delete File…', 'beach');
    await menu.choose('ImageKit: Delete File…');
    await window.dialog.shown('beach-evening.png');
    await window.dialog.press('Delete');
    await window.notifications.shown('Deleted /campaigns/summer 2026/beach-evening.png');
    assert.deepEqual(await writes(sandbox), [`DELETE /v1/files/${beach.fileId}`]);
  });

  test('one older version, and never the current one', async () => {
    const { window, sandbox } = await openWorkbench();
    const { library } = await sandbox.state();
    const tee = library.find(({ filePath }) => filePath === '/products/clothes/tee-sunset.png');
    assert.ok(tee && tee.versions.length === 3);
    await window.palette.run('ImageKit: Delete File Version…');
    await window.quickInput.shown('Delete File Version (Sandbox)');
    await window.quickInput.type('tee-sunset.png');
    await window.quickInput.rowsWhere('the tee', (rows) =>
      rows.some(({ label }) => label === 'tee-sunset.png'),
    );
    await window.quickInput.pick('tee-sunset.png');
    await window.quickInput.shown('Delete Versions of tee-sunset.png');
    const rows = await window.quickInput.rowsWhere('two versions', (all) => all.length >= 2);
    assert.deepEqual(
      rows.map(({ label }) => label).filter((label) => label.startsWith('Version')),
      ['Version 2', 'Version 1'],
    );
    await window.screenshot('pick-versions');
    await window.quickInput.pick('Version 1');
    await window.quickInput.accept();
    await window.dialog.shown('Delete Version 1 of tee-sunset.png');
    await window.dialog.press('Delete');
    await window.notifications.shown('Deleted /products/clothes/tee-sunset.png, Version 1');
    const [first] = tee.versions.filter(({ number }) => number === 1);
    assert.deepEqual(await writes(sandbox), [
      `DELETE /v1/files/${tee.fileId}/versions/${first?.versionId ?? ''}`,
    ]);
    const after = (await sandbox.state()).library.find(({ fileId }) => fileId === tee.fileId);
    assert.deepEqual(
      after?.versions.map(({ number }) => number),
      [2, 3],
    );
  });

  test('a pasted list with two dead ids, in one request for the living', async () => {
    const { window, sandbox, workspace } = await openWorkbench();
    const ids = leftovers.map((filePath) => workspace.asset(filePath).fileId);
    const list = [...ids, ...workspace.deadIds].join('\n');
    await window.setClipboard(list);
    await window.palette.run('ImageKit: Delete Files…');
    await window.quickInput.shown('Select where the files come from');
    await window.quickInput.pick('Clipboard');
    await window.quickInput.shown('Found 8 of 10 in Sandbox');
    const rows = await window.quickInput.rowsWhere('eight files', (all) => all.length === 8);
    assert.ok(rows.every(({ checked }) => checked));
    await window.screenshot('list-found');
    await window.quickInput.pick('sunglasses.png');
    await window.quickInput.accept();
    await window.dialog.shown('Delete 7 files');
    const detail = await window.dialog.detail();
    assert.ok(detail.includes(`Not in this account:\n${workspace.deadIds.join('\n')}`), detail);
    await window.screenshot('list-question');
    await window.dialog.press('Delete');
    const closing = await window.notifications.shown('Deleted 7 files');
    await closing.press('Show Report');
    await window.editor.active(/Deletion from Sandbox/);
    assert.deepEqual(await writes(sandbox), ['POST /v1/files/batch/deleteByFileIds']);
    const left = await filePaths(sandbox);
    assert.ok(left.includes('/products/sunglasses.png'));
    assert.ok(!left.includes('/products/watch-classic.png'));
  });
});
