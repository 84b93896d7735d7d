import assert from 'node:assert/strict';
import { openWorkbench } from './workbench/openWorkbench';
import { deleteKey } from './workbench/workbench';

const name = 'candle-rose.png';

suite('the copies on the CDN', function () {
  this.timeout(120_000);

  test('of a deleted file are purged over a reload, and seen gone in History', async () => {
    const { window, sandbox, urlEndpoint } = await openWorkbench();
    const address = `${urlEndpoint}/products/home/${name}`;
    const visit = async () => (await fetch(address)).status;
    // Long enough for a reload on a busy machine.
    await sandbox.turn({ purgeDelayMs: 15_000 });
    assert.equal(await visit(), 200);
    await window.library.expand('products');
    await window.library.expand('home');
    await window.library.select(name);
    await window.page.keyboard.press(deleteKey);
    await window.dialog.shown(`Delete ${name}`);
    await window.dialog.press('Delete');
    const closing = await window.notifications.shown('Deleted /products/home/');
    assert.deepEqual(await closing.buttons(), ['Purge CDN Copies…', 'Show Report']);
    assert.equal(await visit(), 200, 'a copy is still there');
    await window.screenshot('purge-offered');
    await closing.press('Purge CDN Copies…');
    await window.dialog.shown('Purge the CDN copies of 1 file?');
    const detail = await window.dialog.detail();
    assert.match(detail, /^1 purge request of the 1,000 that ImageKit allows per month\./);
    assert.ok(detail.includes(`${address}*`), detail);
    await window.screenshot('purge-question');
    await window.dialog.press('Purge');
    await window.statusBar.purges('CDN purge: 0 of 1 URL');
    await window.screenshot('purge-under-way');
    await window.reload();
    await window.statusBar.purges('CDN purge: 0 of 1 URL');
    const ended = await window.notifications.shown('The CDN no longer serves', 60_000);
    assert.equal(
      await ended.text(),
      `The CDN no longer serves ${address}. Other transformations, CDN locations, and browser caches weren't checked.`,
    );
    assert.equal(await visit(), 404);
    assert.equal((await sandbox.state()).purges.length, 1);
    await ended.press('Show in History');
    const rows = await window.history.rowsWhere('the purge and its URL', (all) =>
      all.some(({ level }) => level === 2),
    );
    await window.screenshot('purge-in-history');
    const [purge, copy] = rows.map(({ label, description }) => `${label} ${description}`);
    assert.match(purge ?? '', /^(Today|Yesterday) \d\d:\d\d CDN purge · 1 gone · Sandbox$/);
    assert.match(
      copy ?? '',
      /^candle-rose\.png gone · \/sandbox\/products\/home · 127\.0\.0\.1:\d+$/,
    );
  });
});
