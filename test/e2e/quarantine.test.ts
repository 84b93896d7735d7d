import assert from 'node:assert/strict';
import { openWorkbench } from './workbench/openWorkbench';

const name = 'candle-rose.png';
const filePath = `/products/home/${name}`;

suite('the step that can be taken back', function () {
  this.timeout(120_000);

  test('a file is quarantined from the library, and published again from History', async () => {
    const { window, sandbox, urlEndpoint } = await openWorkbench();
    const file = async () =>
      (await sandbox.state()).library.find((each) => each.filePath === filePath);
    const isTagged = async () =>
      (await file())?.tags?.some((tag) => tag.startsWith('cleanup-')) === true;
    await window.library.expand('products');
    await window.library.expand('home');
    const menu = await window.library.contextMenu(name);
    const items = await menu.items();
    assert.ok(items.includes('Unpublish…') && items.includes('Publish…'), items.join(', '));
    await window.screenshot('unpublish-menu');
    await menu.choose('Unpublish Now, Delete Later…');
    await window.dialog.shown(`Unpublish ${filePath} in Sandbox now`);
    const detail = await window.dialog.detail();
    assert.match(detail, /1 purge request of the 1,000 that ImageKit allows per month\./);
    assert.match(detail, /2 changes are sent to ImageKit\./);
    assert.match(detail, /Nothing is deleted by itself/);
    await window.screenshot('quarantine-question');
    await window.dialog.press('Back Up and Unpublish');
    const closing = await window.notifications.shown('Unpublished 1 file in Sandbox.');
    assert.deepEqual(await closing.buttons(), ['Undo…', 'Show in History']);
    await window.library.rowsWhere('the file as not published', (rows) =>
      rows.some(({ label, description }) => label === name && /not published/.test(description)),
    );
    await window.screenshot('quarantined');
    assert.equal((await file())?.isPublished, false);
    assert.ok(await isTagged());
    const { status } = await fetch(`${urlEndpoint}${filePath}`);
    assert.equal(status, 404);

    await closing.press('Show in History');
    const [row] = await window.history.rowsWhere('the quarantine', (rows) => rows.length > 0);
    assert.match(row?.description ?? '', /^Unpublished 1 file · quarantine until .* · Sandbox$/);
    await window.screenshot('quarantine-in-history');
    const undo = await window.history.contextMenu(row?.label ?? '');
    await undo.choose('Undo…');
    await window.dialog.shown(`Publish ${filePath} in Sandbox again?`);
    await window.screenshot('undo-question');
    await window.dialog.press('Publish');
    await window.notifications.shown('Published 1 file in Sandbox.');
    assert.equal((await file())?.isPublished, true);
    assert.equal(await isTagged(), false);
    const shown = await window.history.rowsWhere('both', (all) =>
      all.some(({ description }) => description.includes('undone')),
    );
    const rows = shown.filter(({ level }) => level === 1);
    assert.match(rows[0]?.description ?? '', /^Published 1 file · Sandbox$/);
    assert.match(rows[1]?.description ?? '', /^Unpublished 1 file · undone · Sandbox$/);
    await window.screenshot('quarantine-undone');
  });
});
