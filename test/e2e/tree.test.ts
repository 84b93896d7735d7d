import assert from 'node:assert/strict';
import { DEFAULT_KEYS } from '../../src/sandbox/main';
import { macBrowser } from '../support/host/window';
import { until } from '../support/until';
import { filePaths, listings, writes } from '../support/whatHappened';
import { openWorkbench } from './workbench/openWorkbench';
import { deleteKey } from './workbench/workbench';
import type { TreeRow } from './workbench/treeView';

/** Fills a folder of the sandbox at `origin` with small pictures: `file-0000.svg`, `file-0001.svg`… */
async function uploadMany(origin: string, folder: string, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, at) => `file-${String(at).padStart(4, '0')}.svg`);
  const picture = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>']);
  const upload = async (name: string) => {
    const body = new FormData();
    body.set('file', picture, name);
    body.set('fileName', name);
    body.set('folder', folder);
    body.set('useUniqueFileName', 'false');
    const credentials = Buffer.from(`${DEFAULT_KEYS.standard}:`).toString('base64');
    const headers = { Authorization: `Basic ${credentials}` };
    const answer = await fetch(`${origin}/api/v1/files/upload`, { method: 'POST', headers, body });
    assert.equal(answer.status, 200);
  };
  for (let at = 0; at < names.length; at += 20) {
    await Promise.all(names.slice(at, at + 20).map(upload));
  }
}

suite('the library in the sidebar', function () {
  this.timeout(120_000);

  test('three selected files are deleted together and vanish without a reload', async () => {
    const { window, sandbox } = await openWorkbench();
    const before = await filePaths(sandbox);
    await window.library.expand('products');
    await window.library.expand('home');
    const isCounted = (label: string, count: string) => (row: TreeRow) =>
      row.label === label && row.description.startsWith(`${count} · `);
    await window.library.rowsWhere(
      'the references of its files counted',
      (rows) =>
        rows.some(isCounted('mug-terracotta.png', '2 refs')) &&
        rows.some(isCounted('candle-rose.png', 'no refs')),
    );
    const chosen = ['candle-rose.png', 'mug-blue.png', 'plant-pot.png'];
    await window.library.select(...chosen);
    const menu = await window.library.contextMenu('mug-blue.png');
    assert.deepEqual(await menu.items(), [
      'Copy File ID',
      'Copy URL',
      'Back Up…',
      'Purge CDN Copies…',
      'Unpublish…',
      'Publish…',
      'Unpublish Now, Delete Later…',
      'Delete…',
    ]);
    await window.screenshot('tree-three-selected');
    await menu.choose('Delete…');
    assert.match(await window.dialog.shown('Delete 3 files'), / from Sandbox\?$/);
    const detail = await window.dialog.detail();
    for (const name of chosen) assert.ok(detail.includes(`/products/home/${name}`), detail);
    assert.deepEqual(await writes(sandbox), []);
    await window.screenshot('tree-three-question');
    await sandbox.clearRequests();
    await window.dialog.press('Delete');
    await window.notifications.shown('Deleted 3 files');
    for (const name of chosen) await window.library.rowGone(name);
    await window.library.rowsWhere('the next row selected', (rows) =>
      rows.some(({ label, selected }) => label === 'mug-terracotta.png' && selected),
    );
    await window.screenshot('tree-three-deleted');
    assert.deepEqual(await writes(sandbox), ['POST /v1/files/batch/deleteByFileIds']);
    assert.equal(await listings(sandbox), 0);
    const gone = new Set(chosen.map((name) => `/products/home/${name}`));
    assert.deepEqual(
      await filePaths(sandbox),
      before.filter((path) => !gone.has(path)),
    );
  });

  test('deleted rows stay away although ImageKit still lists them', async () => {
    const { window, sandbox } = await openWorkbench();
    await sandbox.turn({ deleteLagMs: 600_000 });
    await window.library.expand('docs');
    await window.library.select('README');
    // Pressed twice while the library is asked, it starts one deletion.
    const slow = { kind: 'delay', ms: 1500 } as const;
    await sandbox.plant({ route: 'getFile', count: 'always', action: slow });
    await window.page.keyboard.press(deleteKey);
    await window.page.keyboard.press(deleteKey);
    await window.dialog.shown('Delete README');
    await window.dialog.press('Delete');
    await window.library.rowGone('README');
    await window.notifications.shown('Deleted /docs/README');
    assert.equal(await window.dialog.isOpen(), false);
    assert.equal((await writes(sandbox)).length, 1);
    await sandbox.clearFaults();
    await sandbox.clearRequests();
    await window.library.titleAction('Refresh Library');
    await until('the folders to be listed again', async () => (await listings(sandbox)) === 4);
    const rows = await window.library.rowsWhere('the files of docs', (all) =>
      all.some(({ label }) => label === 'terms.pdf'),
    );
    assert.ok(rows.every(({ label }) => label !== 'README'));
  });

  test('the key of macOS asks as Delete does elsewhere', async () => {
    const { window, sandbox } = await openWorkbench({ userAgent: macBrowser });
    await window.library.expand('docs');
    await window.library.select('README');
    await window.page.keyboard.press('Meta+Backspace');
    await window.dialog.shown('Delete README');
    await window.dialog.press('Cancel');
    assert.deepEqual(await writes(sandbox), []);
  });

  test('a row outside of the selection is deleted alone, and Escape deletes nothing', async () => {
    const { window, sandbox } = await openWorkbench();
    await window.library.expand('docs');
    await window.library.select('README', 'price list 2026.json');
    await (await window.library.contextMenu('contract (draft).pdf')).choose('Delete…');
    await window.dialog.shown('Delete contract (draft).pdf');
    await window.dialog.dismiss();
    assert.deepEqual(await writes(sandbox), []);
    assert.ok((await filePaths(sandbox)).includes('/docs/contract (draft).pdf'));
  });

  test('a version is deleted below its file, and the current one has no Delete', async () => {
    const { window, sandbox } = await openWorkbench();
    const { library } = await sandbox.state();
    const shirt = library.find(({ filePath }) => filePath === '/products/clothes/tee-sunset.png');
    assert.ok(shirt);
    await window.library.expand('products');
    await window.library.expand('clothes');
    await window.library.expand('tee-sunset.png');
    const versions = await window.library.rowsWhere('three versions', (rows) =>
      rows.some(({ label }) => label === 'Version 1'),
    );
    assert.deepEqual(
      versions.map(({ label }) => label).filter((label) => label.startsWith('Version')),
      ['Version 3 (current)', 'Version 2', 'Version 1'],
    );
    const currentMenu = await window.library.contextMenu('Version 3 (current)');
    assert.deepEqual(await currentMenu.items(), [
      'Open',
      'Open in Browser',
      'Copy URL',
      'Purge CDN Copies…',
    ]);
    await currentMenu.dismiss();
    await (await window.library.contextMenu('Version 1')).choose('Delete…');
    await window.dialog.shown('Delete Version 1 of tee-sunset.png');
    await window.screenshot('tree-version-question');
    await window.dialog.press('Delete');
    await window.library.rowGone('Version 1');
    const first = shirt.versions.find(({ number }) => number === 1);
    assert.deepEqual(await writes(sandbox), [
      `DELETE /v1/files/${shirt.fileId}/versions/${first?.versionId ?? ''}`,
    ]);
  });

  test('a folder goes with all in it once its number was typed', async () => {
    const { window, sandbox } = await openWorkbench();
    const before = await filePaths(sandbox);
    await (await window.library.contextMenu('videos')).choose('Delete…');
    const plan = window.tree('ImageKit', 'Deletion Plan');
    await plan.rowsWhere('the folder and its files', (rows) => rows.length === 5);
    await window.page.mouse.move(900, 400);
    await plan.titleAction('Delete Checked…');
    await window.quickInput.shown('Type 2 to delete for good');
    await window.screenshot('tree-folder-number');
    assert.deepEqual(await writes(sandbox), []);
    await window.quickInput.type('2');
    await window.quickInput.accept();
    await window.library.rowGone('videos');
    const { folderPaths } = await sandbox.state();
    assert.ok(!folderPaths.includes('/videos'));
    assert.deepEqual(
      await filePaths(sandbox),
      before.filter((path) => !path.startsWith('/videos/')),
    );
  });

  test('ids and addresses are copied, one a line', async () => {
    const { window, workspace } = await openWorkbench();
    const watch = workspace.asset('/products/watch-classic.png');
    const bottle = workspace.asset('/products/bottle-olive.png');
    const copied = (lines: readonly string[]) =>
      until(`the clipboard to hold ${lines.join(' and ')}`, async () => {
        const text = await window.clipboard();
        return lines.toSorted().join('\n') === text.split('\n').toSorted().join('\n');
      });
    await window.library.expand('products');
    await window.library.select('watch-classic.png', 'bottle-olive.png');
    await (await window.library.contextMenu('watch-classic.png')).choose('Copy File ID');
    await copied([watch.fileId, bottle.fileId]);
    await (await window.library.contextMenu('watch-classic.png')).choose('Copy URL');
    await copied([watch.url, bottle.url]);
  });

  test('a file opens in the browser at the address that it is delivered from', async () => {
    const { window, workspace } = await openWorkbench();
    const watch = workspace.asset('/products/watch-classic.png');
    await window.library.expand('products');
    const menu = await window.library.contextMenu('watch-classic.png');
    const opened = window.page.context().waitForEvent('page');
    await menu.choose('Open in Browser');
    const page = await opened;
    // In a browser, VS Code may lead an address on its own machine through its server.
    const { pathname, search } = new URL(watch.url);
    await page.waitForURL((url) => url.href.endsWith(pathname + search), { waitUntil: 'commit' });
    await page.close();
  });

  test('a folder of more than a page is read on where its last row is pressed', async () => {
    const { window, sandbox, workspace } = await openWorkbench();
    const { origin } = new URL(workspace.asset('/favicon.png').url);
    await uploadMany(origin, '/many', 1010);
    await window.library.titleAction('Refresh Library');
    await window.library.expand('many');
    await until('the end of the first page', async () => {
      await window.page.keyboard.press('End');
      return (await window.library.rows()).some(({ label }) => label.startsWith('Load'));
    });
    const more = await window.library.row('Load up to 1,000 more');
    await window.screenshot('tree-load-more');
    await sandbox.clearRequests();
    await more.locator('.label-name').click();
    const rows = await window.library.rowsWhere('the next page in the place of the row', (all) =>
      all.some(({ label }) => label === 'file-1000.svg'),
    );
    assert.ok(rows.every(({ label }) => !label.startsWith('Load')));
    assert.equal(await listings(sandbox), 1);
  });

  test('the file that an editor names is revealed, however deep it lies', async () => {
    const { window, sandbox, workspace } = await openWorkbench();
    const mug = workspace.asset('/products/home/mug-terracotta.png');
    await window.editor.open(workspace.products);
    const menu = await window.editor.contextMenuWith('ImageKit: Reveal in Library', mug.fileId);
    await menu.choose('ImageKit: Reveal in Library');
    await window.library.rowsWhere('the mug selected', (rows) =>
      rows.some(({ label, selected }) => label === 'mug-terracotta.png' && selected),
    );
    await window.screenshot('tree-revealed');
    assert.deepEqual(await writes(sandbox), []);
  });

  test('a refused key and a lost server say what to do, and Retry reads again', async () => {
    const { window, sandbox } = await openWorkbench();
    const key = { name: 'standard', key: DEFAULT_KEYS.standard };
    await sandbox.setKey({ ...key, state: 'expired' });
    await window.library.titleAction('Refresh Library');
    assert.match(await window.library.welcome('ImageKit refused the key'), /Update Key…/);
    await window.screenshot('tree-key-refused');
    await sandbox.setKey({ ...key, state: 'active' });
    await sandbox.plant({ route: 'listAssets', count: 'always', action: { kind: 'reset' } });
    await window.library.pressWelcome('Retry');
    await window.library.welcome("Couldn't reach ImageKit");
    await window.screenshot('tree-offline');
    await sandbox.clearFaults();
    await window.library.pressWelcome('Retry');
    await window.library.row('products');
  });

  test('a folder that cannot be read says so in its place and is read again', async () => {
    const { window, sandbox } = await openWorkbench();
    await sandbox.plant({
      route: 'listAssets',
      count: 'always',
      action: { kind: 'status', status: 500 },
    });
    await window.library.expand('docs');
    const failure = await window.library.row("Couldn't load. Retry");
    await window.screenshot('tree-folder-failed');
    await sandbox.clearFaults();
    await failure.locator('.label-name').click();
    await window.library.row('terms.pdf');
  });
});
