import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { insist, until } from '../support/until';
import { openWorkbench } from './workbench/openWorkbench';
import type { OpenWorkbench } from './workbench/openWorkbench';

const ours = ['ImageKit: Reveal in Library', 'ImageKit: Copy File ID', 'ImageKit: Delete File…'];

/**
 * A reloaded window with an account, in which nothing of the extension was used and none of its views
 * is in sight; `file` is open in the editor.
 */
async function freshWindow(
  file: (open: OpenWorkbench) => string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<OpenWorkbench> {
  const open = await openWorkbench({
    settings: { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false, ...settings },
  });
  const { window, sandbox } = open;
  await window.editor.open(file(open));
  await window.palette.run('View: Show Explorer');
  await window.library.pane.waitFor({ state: 'hidden' });
  await window.reload();
  await sandbox.clearRequests();
  await window.editor.active(path.basename(file(open)));
  return open;
}

suite('a fresh window', function () {
  this.timeout(120_000);

  test('has the entries of a file at the first right-click, and they work', async () => {
    const { window, sandbox, workspace } = await freshWindow(({ workspace: { list } }) => list);
    const { fileId } = workspace.asset('/tmp/Untitled.png');
    // The first act: no click before it, and none after it.
    const menu = await window.editor.contextMenu(fileId);
    const items = await menu.items();
    assert.deepEqual(
      ours.filter((item) => !items.includes(item)),
      [],
      items.join(', '),
    );
    await window.screenshot('first-right-click');
    assert.deepEqual(await sandbox.requests(), []);
    await menu.choose('ImageKit: Delete File…');
    await window.dialog.shown('Untitled.png');
    await window.dialog.dismiss();
  });

  test('shows who is connected and what a reference is at the first hover, and asks nobody', async () => {
    const { window, sandbox } = await freshWindow(({ workspace: { page } }) => page);
    await window.statusBar.account('Sandbox');
    const hover = await window.editor.hover('beach', 'Not looked up in Sandbox yet.');
    assert.match(await hover.innerText(), /Delete….\|.Reveal in Library.\|.Scan References/);
    await window.screenshot('first-hover');
    assert.deepEqual(await sandbox.requests(), []);
  });

  test('has no entry in a text that shows nothing of ImageKit, and acts on nothing beside a reference', async () => {
    const { window, sandbox } = await freshWindow(({ workspace: { folder, list } }) => {
      writeFileSync(path.join(folder, 'plain.md'), 'Nothing but words.\n');
      return list;
    });
    await window.statusBar.account('Sandbox');
    const beside = await window.editor.contextMenuWith('ImageKit: Delete File…', 'Leftovers');
    await beside.choose('ImageKit: Delete File…');
    await window.notifications.shown('Place the cursor on an ImageKit file ID');
    assert.deepEqual(await sandbox.requests(), []);
    await window.editor.open('plain.md');
    await until('a menu without an entry of ours', async () => {
      const plain = await window.editor.contextMenu('words');
      const items = await plain.items();
      await plain.dismiss();
      return !items.some((item) => item.includes('ImageKit'));
    });
  });

  test('offers to look up what stands in a text, above its lines, where lenses are on', async () => {
    const lens = { 'imagekitCleanup.references.codeLens': true };
    const { window, sandbox } = await freshWindow(({ workspace: { page } }) => page, lens);
    const offer = window.page.locator('.codelens-decoration').getByText('Look Up References');
    await offer.first().waitFor();
    assert.deepEqual(await sandbox.requests(), []);
    const found = window.page.locator('.codelens-decoration').getByText('hero.png').first();
    // Each lens that comes moves the lines below it, from under the mouse as well.
    await insist(
      'what the text leads to, above its lines',
      () => offer.first().click({ timeout: 5000 }),
      () => found.isVisible(),
    );
    await offer.first().waitFor({ state: 'detached' });
    await window.screenshot('first-lens');
  });

  test('hides the commands that need an account until there is one', async () => {
    const { window } = await openWorkbench({ account: 'none' });
    await until('commands without an account', () =>
      window.palette.offers('ImageKit: Add Account…'),
    );
    for (const title of ['Delete File…', 'Switch Account…', 'Resume Run…', 'Delete Checked…']) {
      assert.equal(await window.palette.offers(`ImageKit: ${title}`), false, title);
    }
  });
});
