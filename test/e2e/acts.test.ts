import assert from 'node:assert/strict';
import { filePaths, writes } from '../support/whatHappened';
import { actsOf } from './workbench/acts';
import { openWorkbench } from './workbench/openWorkbench';
import { deleteKey } from './workbench/workbench';
import type { TreeRow } from './workbench/treeView';

/** Ten files that the sample workspace does not mention. */
const ten = [
  ...['plant-pot', 'candle-rose', 'mug-blue', 'armchair-teal'].map((name) => `home/${name}`),
  ...['watch-classic', 'headphones-violet', 'sunglasses', 'bottle-olive'],
  ...['shoes/heel-berry', 'clothes/tee-forest'],
].map((name) => `/products/${name}.png`);

const selected = (rows: readonly TreeRow[]) => rows.filter((row) => row.selected).length;

suite('from the wish to the deletion', function () {
  this.timeout(180_000);

  test('it takes three acts, and one more to select several rows', async () => {
    const { window, sandbox, workspace } = await openWorkbench({
      settings: { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false },
    });
    const { page, library, dialog, quickInput } = window;
    const before = await filePaths(sandbox);
    const acts: Record<string, number> = {};
    const count = async (what: string, work: () => Promise<void>) => {
      acts[what] = await actsOf(page, work);
    };

    // Each ends when the message says so; it is closed out of the count.
    const deleted = async (words: string) => {
      const closing = await window.notifications.shown(`Deleted ${words}`);
      await closing.close();
    };

    await count('one by name', async () => {
      await library.titleAction('Delete File…');
      await quickInput.shown('Delete File (Sandbox)');
      await quickInput.type('tote-leaf');
      await quickInput.rowsWhere('the bag', (rows) => rows[0]?.label === 'tote-leaf.png');
      await quickInput.accept();
      await dialog.shown('Delete tote-leaf.png');
      await dialog.press('Delete');
    });
    await deleted('/products/bags/tote-leaf.png');

    await count('a list of ten in the clipboard', async () => {
      const ids = ten.map((filePath) => workspace.asset(filePath).fileId);
      await window.setClipboard(ids.join('\n'));
      await library.titleAction('Delete File…');
      await quickInput.rowsWhere('the list', (rows) => /^10 files/.test(rows[0]?.label ?? ''));
      await window.screenshot('acts-list-at-hand');
      await quickInput.accept();
      await dialog.shown('Delete 10 files');
      await dialog.press('Delete');
    });
    await deleted('10 files');

    await library.expand('docs');
    await count('five in a row of the library, and to select them', async () => {
      await (await library.row('contract (draft).pdf')).locator('.label-name').click();
      const last = await library.row('terms.pdf');
      await last.locator('.label-name').click({ modifiers: ['Shift'] });
      await library.rowsWhere('five files selected', (rows) => selected(rows) === 5);
      await page.keyboard.press(deleteKey);
      // One of them is protected.
      await dialog.shown('Delete 4 files');
      await dialog.press('Delete');
    });
    await deleted('4 files');

    await window.editor.open(workspace.list);
    const { fileId } = workspace.asset('/tmp/Untitled.png');
    await (await window.editor.contextMenuWith('ImageKit: Delete File…', fileId)).dismiss();
    await count('one by a right-click', async () => {
      const menu = await window.editor.contextMenu(fileId);
      await menu.choose('ImageKit: Delete File…');
      await dialog.shown('Delete Untitled.png');
      await dialog.press('Delete');
    });
    await deleted('/tmp/Untitled.png');

    await window.editor.open(workspace.products);
    const hat = workspace.asset('/products/clothes/straw-hat.png');
    await (await window.editor.contextMenuWith('ImageKit: Delete File…', hat.fileId)).dismiss();
    await count('one that is still referenced', async () => {
      const menu = await window.editor.contextMenu(hat.fileId);
      await menu.choose('ImageKit: Delete File…');
      await dialog.shown('Delete straw-hat.png');
      await dialog.press('Delete Anyway');
    });
    await deleted('/products/clothes/straw-hat.png');

    assert.deepEqual(acts, {
      'one by name': 3,
      'a list of ten in the clipboard': 3,
      'five in a row of the library, and to select them': 4,
      'one by a right-click': 3,
      'one that is still referenced': 3,
    });
    const left = await filePaths(sandbox);
    assert.equal(before.length - left.length, 17);
    assert.equal((await writes(sandbox)).length, 5);
  });
});
