import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../support/until';
import { filePaths, writes } from '../support/whatHappened';
import { openWorkbench } from './workbench/openWorkbench';
import type { OpenWorkbench } from './workbench/openWorkbench';
import type { TreeView } from './workbench/treeView';

type Open = OpenWorkbench & { readonly references: TreeView };

const hero = '/campaigns/summer 2026/hero.png';

/** A window whose editor saves only when it is told to, with a file more in its workspace. */
async function openReferences(file?: readonly [name: string, text: string]): Promise<Open> {
  const open = await openWorkbench({
    settings: {
      'files.autoSave': 'off',
      'editor.minimap.enabled': false,
      'editor.wordWrap': 'on',
    },
  });
  if (file) writeFileSync(path.join(open.workspace.folder, file[0]), file[1]);
  return { ...open, references: open.window.tree('ImageKit', 'References') };
}

/** "Scan References", until the view says how many are found. */
async function scan({ window, references }: Open): Promise<void> {
  await references.pressWelcome('Scan References');
  await says(references, /Searched \d+ files/);
  // Out of the way: a row that comes to lie under the mouse would show its card.
  await window.page.mouse.move(900, 400);
}

/** Waits until the view's title and the words above its rows match. */
const says = (view: TreeView, words: RegExp) =>
  until(`a view that says ${String(words)}`, async () => words.test(await view.pane.innerText()));

/** Waits until the badge of the view says this; while something is under way it turns. */
const badge = ({ window }: Open, count: string) => {
  const container = window.page
    .locator('.part.activitybar .action-item')
    .filter({ has: window.page.locator('.action-label[aria-label^="ImageKit"]') });
  return until(
    `the badge ${count}`,
    async () => (await container.locator('.badge-content').innerText()) === count,
  );
};

/** How many problems the status bar counts. */
const problemCount = async ({ window }: Open) =>
  window.page.locator('.part.statusbar [id="status.problems"]').innerText();

suite('references', function () {
  this.timeout(120_000);

  test('a delivery URL shows its picture and what the file is, all in sight', async () => {
    const open = await openReferences([
      'notes.md',
      'See https://ik.imagekit.io/sandbox/campaigns/summer%202026/hero.png?tr=w-20.\n',
    ]);
    const { window, sandbox, workspace } = open;
    const { library } = await sandbox.state();
    const file = library.find(({ filePath }) => filePath === hero);
    assert.ok(file && file.versions.length > 1);
    await scan(open);
    await window.editor.open(workspace.page);
    await sandbox.clearRequests();
    const hover = await window.editor.hover('hero.png', 'Copy File ID');
    const picture = hover.locator('img');
    await picture.waitFor();
    const shown = await until('the picture to load', () =>
      picture.evaluate((img: HTMLImageElement) => img.naturalWidth > 0 && img.src),
    );
    assert.match(shown, /^data:image\/\w+;base64,/);
    const bytes = Buffer.from(shown.slice(shown.indexOf(',') + 1), 'base64');
    const asset = workspace.asset(hero);
    const thumbnail = new URL(asset.url);
    thumbnail.searchParams.set('tr', 'n-ik_ml_thumbnail');
    const delivered = await (await fetch(thumbnail)).arrayBuffer();
    assert.ok(bytes.equals(Buffer.from(delivered)), "the delivery host's own bytes");
    // VS Code writes some blanks as no-break ones.
    const text = (await hover.innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /^Delete… \| Reveal in Library \| Copy File ID/);
    assert.match(text, /\/campaigns\/summer 2026\/hero\.png/);
    assert.match(
      text,
      new RegExp(`${String(file.versions.length)} versions · 800×600 · image/png`),
    );
    assert.match(text, /\d+ KB · uploaded /);
    assert.match(text, /Tags: summer, hero/);
    assert.match(text, /Also in notes\.md:1/);
    await window.screenshot('reference-hover');
    const area = await hover.boundingBox();
    const last = await hover.getByText('notes.md:1').boundingBox();
    assert.ok(area && last && last.y + last.height <= area.y + area.height, 'nothing is cut off');
    assert.deepEqual(await writes(sandbox), []);
    await hover.getByText('notes.md:1').click();
    await window.editor.active('notes.md');
  });

  test('a dangling id is a problem after the first scan, and is replaced', async () => {
    const dangling = '0123456789abcdef01234567';
    const open = await openReferences([
      'gallery.json',
      `{\n  "cover": { "fileId": "${dangling}" }\n}\n`,
    ]);
    const { window, workspace, references } = open;
    const mug = workspace.asset('/products/home/mug-blue.png');
    await window.editor.open('gallery.json');
    const before = await window.editor.hover(dangling, 'Looked up');
    assert.match(await before.innerText(), /^Sandbox has no such file\. Looked up /);
    assert.equal(await window.editor.squiggles('warning').count(), 0);
    await window.page.mouse.move(900, 400);
    await scan(open);
    assert.equal(
      (await window.problems.shown('has no file')).split('\n')[0],
      `Sandbox has no file with the ID ${dangling}.`,
    );
    await says(references, /1 missing/);
    await badge(open, '1');
    await window.editor.squiggles('warning').waitFor();
    const hover = await window.editor.hover(dangling, 'Looked up');
    await window.screenshot('reference-problem');
    const said = await hover.innerText();
    assert.equal(said.match(/no (?:such )?file/g)?.length, 1, said);
    assert.match(said, /Looked up less than a minute ago\./);
    await window.page.mouse.move(900, 400);
    await window.editor.click(dangling);
    await window.editor.applyCodeAction('Replace With…');
    await window.quickInput.shown('Replace With (Sandbox)');
    await window.quickInput.type('mug-blue');
    await window.quickInput.rowsWhere('the mug', (rows) =>
      rows.some(({ label }) => label === 'mug-blue.png'),
    );
    await window.screenshot('reference-replace');
    await window.quickInput.pick('mug-blue.png');
    await window.editor.squiggles('warning').waitFor({ state: 'detached' });
    await until('no problem left', async () => !/[1-9]/.test(await problemCount(open)));
    await window.screenshot('reference-replaced');
    await window.page.keyboard.press('ControlOrMeta+S');
    const file = path.join(workspace.folder, 'gallery.json');
    const wanted = `{\n  "cover": { "fileId": "${mug.fileId}" }\n}\n`;
    await until('the file to be saved', () => readFileSync(file, 'utf8') === wanted);
  });

  test('two rows of the view are deleted, and what still mentions them is a problem', async () => {
    const open = await openReferences([
      'notes.md',
      'At night: https://ik.imagekit.io/sandbox/blog/2025/lighthouse.png?tr=w-80\n',
    ]);
    const { window, sandbox, references } = open;
    const before = await filePaths(sandbox);
    await scan(open);
    await references.titleAction('Group by Asset');
    await references.titleAction('Filter References…');
    await window.quickInput.type('/blog/2025/');
    await window.quickInput.accept();
    await says(references, /Filtered by "\/blog\/2025\/"/);
    await references.select('city-nights.png', 'lighthouse.png');
    const menu = await references.contextMenu('lighthouse.png');
    assert.deepEqual(await menu.items(), ['Go to Reference', 'Copy', 'Unpublish…', 'Delete…']);
    await window.screenshot('references-two-selected');
    await menu.choose('Delete…');
    // One of them is mentioned in a second place, so a question alone is not enough.
    const plan = window.tree('ImageKit', 'Deletion Plan');
    await plan.rowsWhere('both files', (rows) => rows.length === 5);
    await window.page.mouse.move(900, 400);
    await plan.check('lighthouse.png');
    assert.deepEqual(await writes(sandbox), []);
    await window.screenshot('references-plan');
    await plan.titleAction('Delete Checked…');
    await window.quickInput.shown('Type 2 to delete for good');
    await window.quickInput.type('2');
    await window.quickInput.accept();
    const closing = await window.notifications.shown('Deleted 2 files');
    assert.deepEqual(await closing.buttons(), [
      'Purge CDN Copies…',
      'Show Report',
      'Show References',
    ]);
    // At once: VS Code takes a message away after some seconds.
    await closing.press('Show References');
    await says(references, /Only missing\./);
    await window.page.mouse.move(900, 400);
    assert.deepEqual(await writes(sandbox), ['POST /v1/files/batch/deleteByFileIds']);
    const gone = new Set(['/blog/2025/city-nights.png', '/blog/2025/lighthouse.png']);
    assert.deepEqual(
      await filePaths(sandbox),
      before.filter((filePath) => !gone.has(filePath)),
    );
    await until('three problems', async () => /\b3\b/.test(await problemCount(open)));
    const rows = await references.rowsWhere('what still mentions them', (all) => all.length === 5);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['city-nights.png', 'city-nights.md:3', 'lighthouse.png', 'city-nights.md:7', 'notes.md:1'],
    );
    await badge(open, '3');
    await until(
      'the messages to go',
      async () => (await window.notifications.texts()).length === 0,
    );
    await window.screenshot('references-deleted');
    await window.problems.shown('Sandbox has no file /blog/2025/city-nights.png.');
  });

  test('text that is not saved yet counts: its file is still referenced', async () => {
    const open = await openReferences(['notes.md', 'A new lamp:\n']);
    const { window, sandbox, workspace } = open;
    await window.editor.open('notes.md', 2);
    await window.page.keyboard.type(
      'https://ik.imagekit.io/sandbox/products/home/candle-rose.png ',
    );
    await window.library.expand('products');
    await window.library.expand('home');
    await (await window.library.contextMenu('candle-rose.png')).choose('Delete…');
    await window.dialog.shown('Delete candle-rose.png from Sandbox?');
    assert.match(
      await window.dialog.detail(),
      /1 reference remains in this workspace: notes\.md:2/,
    );
    await window.screenshot('reference-unsaved');
    const saved = readFileSync(path.join(workspace.folder, 'notes.md'), 'utf8');
    assert.equal(saved, 'A new lamp:\n');
    assert.deepEqual(await writes(sandbox), []);
  });
});
