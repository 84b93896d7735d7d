import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { writes } from '../support/whatHappened';
import { openWorkbench, type WorkbenchOptions } from './workbench/openWorkbench';

/** Windows in which nothing may be cut off. */
const windows: readonly (readonly [string, WorkbenchOptions])[] = [
  ['small and dark', { size: { width: 800, height: 600 }, theme: 'dark' }],
  ['high contrast', { theme: 'highContrast' }],
];

suite('what a person sees', function () {
  this.timeout(180_000);

  for (const [name, options] of windows) {
    test(`is whole in a window that is ${name}`, async () => {
      const open = await openWorkbench({
        ...options,
        settings: { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false },
      });
      const { window, sandbox, workspace } = open;
      const { page, library, dialog, quickInput } = window;
      const picture = (what: string) =>
        window.screenshot(`looks-${name.replaceAll(' ', '-')}-${what}`);
      const { width, height } = options.size ?? { width: 1280, height: 800 };
      const isWhole = async (what: string, locator: Locator) => {
        const box = await locator.boundingBox();
        assert.ok(box, `${what} isn't there`);
        assert.ok(box.x >= 0 && box.y >= 0, `${what} begins outside`);
        assert.ok(box.x + box.width <= width, `${what} is wider than the window`);
        assert.ok(box.y + box.height <= height, `${what} is taller than the window`);
      };

      await library.expand('docs');
      await picture('library');
      await window.palette.run('ImageKit: Delete File…');
      await quickInput.type('mug');
      await quickInput.rowsWhere('the mugs', (rows) => rows.length === 2);
      await isWhole('the box', quickInput.box);
      await picture('box');
      await quickInput.pick('mug-terracotta.png');
      await dialog.shown('Delete mug-terracotta.png');
      await isWhole('the question', page.locator('.monaco-dialog-box'));
      for (const button of await page.locator('.dialog-buttons .monaco-button').all()) {
        await isWhole('a button', button);
      }
      await picture('question');
      await dialog.dismiss();

      await library.select('README', 'terms.pdf');
      await (await library.contextMenu('blog')).choose('Delete…');
      const plan = window.tree('ImageKit', 'Deletion Plan');
      const [button] = await plan.rowsWhere('its button', ([first]) =>
        /^Delete \d+ Files/.test(first?.label ?? ''),
      );
      await isWhole('the button of the plan', await plan.row(button?.label ?? ''));
      await page.mouse.move(width - 60, height / 2);
      await picture('plan');
      await plan.titleAction('Delete Checked…');
      await quickInput.shown('to delete for good');
      await isWhole('the number', quickInput.box);
      await picture('number');
      await quickInput.cancel();
      await window.palette.run('ImageKit: Discard Plan');
      await plan.pane.waitFor({ state: 'hidden' });

      await window.editor.open(workspace.page);
      const hover = await window.editor.hover('beach', 'Reveal in Library');
      await isWhole('the hover', hover);
      await picture('hover');
      assert.deepEqual(await writes(sandbox), []);
    });
  }
});
