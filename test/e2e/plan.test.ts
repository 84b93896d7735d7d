import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_KEYS } from '../../src/sandbox/access/keys';
import { until } from '../support/until';
import { filePaths, writes } from '../support/whatHappened';
import { openWorkbench } from './workbench/openWorkbench';
import type { OpenWorkbench } from './workbench/openWorkbench';
import { deleteKey } from './workbench/workbench';
import type { TreeView } from './workbench/treeView';

type Open = OpenWorkbench & { readonly plan: TreeView };

async function openPlanBench(): Promise<Open> {
  const open = await openWorkbench();
  return { ...open, plan: open.window.tree('ImageKit', 'Deletion Plan') };
}

/** Selects rows of the library and chooses "Delete…". */
async function deleteRows({ window }: Open, ...labels: readonly [string, ...string[]]) {
  await window.library.select(...labels);
  await (await window.library.contextMenu(labels[0])).choose('Delete…');
  // Out of the way: a row that comes to lie under the mouse would show its card.
  await window.page.mouse.move(900, 400);
}

/** "Delete Checked…", up to the question for the number. */
async function askForNumber({ window, plan }: Open, number: string) {
  await plan.titleAction('Delete Checked…');
  await window.quickInput.shown(`Type ${number} to delete for good`);
}

/** Waits until the view says this above its rows. */
const says = ({ plan }: Open, words: RegExp) =>
  until(`a plan that says ${String(words)}`, async () =>
    words.test(await plan.pane.locator('.message').innerText()),
  );

const boxes = async ({ plan }: Open) =>
  (await plan.rows()).map(({ label, checked }) => [label, checked]);

suite('the Deletion Plan', function () {
  this.timeout(120_000);

  test('keeps what is still referenced, and leads to the place that mentions it', async () => {
    const open = await openPlanBench();
    const { window, sandbox, plan } = open;
    await window.library.expand('products');
    await window.library.expand('clothes');
    await deleteRows(open, 'straw-hat.png', 'tee-forest.png');
    await plan.rowsWhere('both files', (rows) => rows.length === 5);
    assert.deepEqual(await boxes(open), [
      ['Delete 1 File…', undefined],
      ['Not referenced (1)', true],
      ['tee-forest.png', true],
      ['Referenced (1)', false],
      ['straw-hat.png', false],
    ]);
    await says(open, /^1 of 2 files · 38 KB\. Files that are still referenced are kept/);
    await plan.expand('straw-hat.png');
    await window.screenshot('plan-referenced');
    await (await plan.row('src/data/products.json:18')).click();
    await window.editor.active('products.json');
    await askForNumber(open, '1');
    await window.quickInput.type('2');
    await window.quickInput.shown('Type 1, or press Escape');
    await window.screenshot('plan-number');
    assert.deepEqual(await writes(sandbox), []);
    await window.quickInput.type('1');
    await window.quickInput.accept();
    await window.notifications.shown('Deleted /products/clothes/tee-forest.png');
    await plan.pane.waitFor({ state: 'hidden' });
    const left = await filePaths(sandbox);
    assert.ok(left.includes('/products/clothes/straw-hat.png'));
    assert.ok(!left.includes('/products/clothes/tee-forest.png'));
  });

  test('is spared for one file that is still referenced: its question says where', async () => {
    const open = await openPlanBench();
    const { window, sandbox } = open;
    await window.library.expand('products');
    await window.library.expand('clothes');
    await deleteRows(open, 'straw-hat.png');
    await window.dialog.shown('Delete straw-hat.png from Sandbox?');
    assert.match(
      await window.dialog.detail(),
      /references? remains? in this workspace: .*src\/data\/products\.json:17, src\/data\/products\.json:18/,
    );
    const buttons = (await window.dialog.buttons()).toSorted();
    assert.deepEqual(buttons, ['Cancel', 'Delete Anyway', 'Show References']);
    await window.screenshot('referenced-question');
    // What Enter presses shows the places, and deletes nothing.
    await window.page.keyboard.press('Enter');
    await window.editor.peeked('products.json');
    await window.screenshot('referenced-places');
    await window.page.keyboard.press('Escape');
    assert.deepEqual(await writes(sandbox), []);
    await deleteRows(open, 'straw-hat.png');
    await window.dialog.shown('Delete straw-hat.png from Sandbox?');
    await window.dialog.press('Delete Anyway');
    await window.notifications.shown('Deleted /products/clothes/straw-hat.png');
    assert.ok(!(await filePaths(sandbox)).includes('/products/clothes/straw-hat.png'));
  });

  test('keeps a file whose row is unchecked, and its folder', async () => {
    const open = await openPlanBench();
    const { window, sandbox, plan } = open;
    const before = await filePaths(sandbox);
    await window.library.expand('blog');
    await deleteRows(open, '2023');
    await plan.rowsWhere('the folder and its files', (rows) => rows.length === 5);
    await plan.check('desert-light.png');
    const rows = await plan.rowsWhere('the folder held', (all) =>
      all.some(({ description }) => description.startsWith('kept')),
    );
    assert.deepEqual(
      rows.map(({ label, checked }) => [label, checked]),
      [
        ['Delete 1 File…', undefined],
        ['Not referenced (3)', false],
        ['2023/', false],
        ['a-walk-in-june.png', true],
        ['desert-light.png', false],
      ],
    );
    assert.equal(rows[2]?.description, 'kept: contains desert-light.png · /blog');
    await says(open, /^1 of 2 files · /);
    await window.screenshot('plan-held-folder');
    await askForNumber(open, '1');
    await window.quickInput.type('1');
    await window.quickInput.accept();
    await window.notifications.shown('Deleted /blog/2023/a-walk-in-june.png');
    assert.deepEqual(
      await filePaths(sandbox),
      before.filter((filePath) => filePath !== '/blog/2023/a-walk-in-june.png'),
    );
    assert.ok((await sandbox.state()).folderPaths.includes('/blog/2023'));
  });

  test('is worked by the keyboard alone', async () => {
    const open = await openPlanBench();
    const { window, plan } = open;
    await window.library.expand('blog');
    await deleteRows(open, '2023');
    await plan.rowsWhere('the folder and its files', (rows) => rows.length === 5);
    const { keyboard } = window.page;
    await plan.select('2023/');
    await keyboard.press('Space');
    await plan.rowsWhere('nothing checked', (rows) =>
      rows.every(({ checked }) => checked !== true),
    );
    await keyboard.press('ArrowDown');
    await keyboard.press('Space');
    await plan.rowsWhere('one file checked', (rows) => rows[3]?.checked === true);
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowUp');
    await keyboard.press('Space');
    await plan.rowsWhere('all checked', (rows) =>
      rows.every(({ checked }, at) => at === 0 || checked === true),
    );
    await window.palette.run('ImageKit: Discard Plan');
    await window.dialog.shown('Discard the deletion plan?');
    await window.dialog.press('Discard');
    await plan.pane.waitFor({ state: 'hidden' });
    assert.deepEqual(await writes(open.sandbox), []);
  });

  test('has its button in words, room enough, and what can be done with a row', async () => {
    const open = await openPlanBench();
    const { window, sandbox, plan } = open;
    await window.library.expand('products');
    await window.library.expand('home');
    await deleteRows(open, 'candle-rose.png', 'mug-terracotta.png', 'plant-pot.png');
    await plan.row('Delete 2 Files…');
    const references = window.tree('ImageKit', 'References');
    await references.pane.waitFor({ state: 'hidden' });
    await until('a plan as tall as the library', async () => {
      const [own, other] = [await plan.pane.boundingBox(), await window.library.pane.boundingBox()];
      return own !== null && other !== null && own.height >= other.height;
    });
    await window.screenshot('plan-in-words');
    const menu = await plan.contextMenu('mug-terracotta.png');
    assert.deepEqual(await menu.items(), [
      'Reveal in Library',
      'Open in Browser',
      'Go to References',
      'Copy File ID',
      'Remove from Plan',
      'Unpublish…',
    ]);
    await window.screenshot('plan-row-menu');
    await menu.choose('Remove from Plan');
    await plan.rowGone('mug-terracotta.png');
    await (await plan.contextMenu('plant-pot.png')).choose('Copy File ID');
    const { library: files } = await sandbox.state();
    const pot = files.find(({ filePath }) => filePath.endsWith('/plant-pot.png'));
    await until('the ID on the clipboard', async () => (await window.clipboard()) === pot?.fileId);
    await (await plan.contextMenu('plant-pot.png')).choose('Reveal in Library');
    await window.library.rowsWhere('the pot selected', (rows) =>
      rows.some(({ label, selected }) => label === 'plant-pot.png' && selected),
    );
    await (await plan.row('Delete 2 Files…')).click();
    await window.quickInput.shown('Type 2 to delete for good');
    assert.deepEqual(await writes(sandbox), []);
    await window.quickInput.type('2');
    await window.quickInput.accept();
    await window.notifications.shown('Deleted 2 files');
    await plan.pane.waitFor({ state: 'hidden' });
    await references.pane.waitFor();
    assert.ok((await filePaths(sandbox)).includes('/products/home/mug-terracotta.png'));
  });

  test('takes in what nothing refers to, unchecked, with what that rests on', async () => {
    const open = await openPlanBench();
    const { window, sandbox, plan } = open;
    await window.palette.run('ImageKit: Find Unused Files…');
    await says(open, /^0 of \d+ files.*referenced: \d+\. Searched \d+ files.*CMS entries/s);
    const rows = await plan.rows();
    const silent = rows.find(({ label }) => label.startsWith('Not referenced ('));
    assert.equal(silent?.checked, false);
    const labels = new Set(rows.map(({ label }) => label));
    assert.ok(labels.has('a-walk-in-june.png'), 'a file that nothing refers to');
    await window.screenshot('plan-unused');
    assert.deepEqual(await writes(sandbox), []);
  });

  test('refuses a protected folder, and everything while the policy is broken', async () => {
    const open = await openPlanBench();
    const { window, sandbox, workspace, plan } = open;
    const policy = path.join(workspace.folder, '.imagekit-cleanup.json');
    writeFileSync(policy, '{\n  "protect": { "paths": ["/blog/2024/**"] },\n}\n');
    await window.library.expand('blog');
    await deleteRows(open, '2024');
    const refused = await window.notifications.shown('Nothing to delete in Sandbox');
    assert.match(await refused.text(), /protected by the path pattern "\/blog\/2024\/\*\*"/);
    await deleteRows(open, '2023', '2024', 'authors');
    await plan.rowsWhere('what is protected', (rows) =>
      rows.some(({ label }) => label.startsWith('Protected')),
    );
    const reasons = new Map((await plan.rows()).map((row) => [row.label, row.description]));
    assert.equal(reasons.get('2024/'), 'path /blog/2024/** · /blog');
    assert.match(reasons.get('mira.png') ?? '', /^tag "keep" · /);
    assert.match(reasons.get('authors/') ?? '', /^contains \w+\.png · \/blog$/);
    await window.screenshot('plan-protected');
    writeFileSync(policy, '{\n  "protect": {\n    "path": ["/blog/2024/**"]\n  }\n}\n');
    await plan.titleAction('Delete Checked…');
    const broken = await window.notifications.shown(
      'Nothing was deleted because .imagekit-cleanup.json has an error',
    );
    assert.match(await broken.text(), /^Nothing was deleted because .* has an error on line 3:/);
    await window.screenshot('policy-broken');
    await broken.press('Open File');
    await window.editor.active('.imagekit-cleanup.json');
    assert.deepEqual(await writes(sandbox), []);
  });

  test('goes out to a file and comes back, unless somebody has changed the file', async () => {
    const open = await openPlanBench();
    const { window, sandbox, workspace, plan } = open;
    await window.library.expand('blog');
    await deleteRows(open, '2023');
    await plan.rowsWhere('the folder and its files', (rows) => rows.length === 5);
    const file = path.join(workspace.folder, 'plan.json');
    await plan.titleAction('Export Plan…');
    await window.quickInput.shown('Export Deletion Plan');
    await window.screenshot('plan-export');
    await window.quickInput.typePath(file);
    await window.quickInput.accept();
    await window.notifications.shown('Exported the plan to plan.json');
    await plan.titleAction('Discard Plan');
    await plan.pane.waitFor({ state: 'hidden' });

    const text = readFileSync(file, 'utf8');
    const importPlan = async () => {
      await window.palette.run('ImageKit: Import Plan…');
      await window.quickInput.shown('Import Deletion Plan');
      await window.quickInput.typePath(file);
      await window.quickInput.accept();
    };
    writeFileSync(file, text.replace('desert-light.png', 'mountain-winter.png'));
    await importPlan();
    const refused = await window.notifications.shown('Nothing was imported');
    assert.match(await refused.text(), /"\/blog\/2023\/mountain-winter\.png" was changed or added/);
    await window.screenshot('plan-doctored');
    assert.ok(!(await plan.pane.isVisible()));

    // A reviewer may take lines out.
    writeFileSync(file, text.replace(/\n.*desert-light\.png.*/, ''));
    await importPlan();
    await plan.rowsWhere('what is left', (rows) =>
      rows.some(({ label }) => label === 'a-walk-in-june.png'),
    );
    await says(open, /^1 of 2 files · .* 1 line was removed from it since\./);
    await window.screenshot('plan-struck');
    await plan.titleAction('Discard Plan');
    await plan.pane.waitFor({ state: 'hidden' });

    writeFileSync(file, text);
    await importPlan();
    await plan.rowsWhere('the folder and its files', (rows) => rows.length === 5);
    await says(open, /^2 of 2 files · .* Imported: made for Sandbox on \w+ \d+, 2\d{3}/);
    await askForNumber(open, '2');
    assert.deepEqual(await writes(sandbox), []);
    await window.quickInput.type('2');
    await window.quickInput.accept();
    await window.notifications.shown('Deleted 2 files and 1 folder');
    assert.ok(!(await sandbox.state()).folderPaths.includes('/blog/2023'));
  });

  test('is out of reach for a key that may only read, and the menu says so', async () => {
    const open = await openPlanBench();
    const { window, sandbox } = open;
    await sandbox.setKey({ name: 'standard', key: DEFAULT_KEYS.standard, access: 'read' });
    await window.library.expand('blog');
    await window.library.expand('2023');
    await deleteRows(open, 'desert-light.png');
    await window.dialog.shown('Delete desert-light.png');
    await window.dialog.press('Delete');
    await window.notifications.shown('Nothing was deleted from Sandbox');
    await window.statusBar.account('Sandbox (sandbox, read-only key)');
    const menu = await window.library.contextMenu('a-walk-in-june.png');
    assert.ok((await menu.items()).includes('ImageKit: Delete… (Read-Only Key)'));
    await window.screenshot('read-only-menu');
    await menu.choose('ImageKit: Delete… (Read-Only Key)');
    await window.notifications.shown('The key for Sandbox is read-only');
    assert.ok(!(await window.palette.offers('ImageKit: Delete Files…')));
    await window.library.select('a-walk-in-june.png');
    await sandbox.clearRequests();
    await window.page.keyboard.press(deleteKey);
    assert.ok(!(await window.dialog.isOpen()));
    assert.deepEqual(await writes(sandbox), []);
  });
});
