import type { Page } from 'playwright-core';
import { insist, until } from '../support/until';

/** Milliseconds from the Delete key. */
export interface DeleteTimes {
  readonly dialogMs: number;
  /** To anything that shows that the key was heard. */
  readonly firstSignMs: number;
}

/** What runs in the page is text: these programs know nothing of its types. */
const keyTimes = `(async () => {
  const times = [];
  const onKey = () => {
    const start = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - start);
      port2.postMessage(undefined);
    });
  };
  addEventListener('keydown', onKey, true);
  window.benchKeys = () => {
    removeEventListener('keydown', onKey, true);
    return times;
  };
})()`;

/** Types at the cursor, and takes the ms from each key to the frame that shows it. */
export async function measureKeys(page: Page, count: number): Promise<readonly number[]> {
  await page.bringToFront();
  await page.evaluate(keyTimes);
  await page.keyboard.type('x'.repeat(count), { delay: 60 });
  return page.evaluate<number[]>('window.benchKeys()');
}

/** Everything that VS Code can show of work: a question, a message, a bar, something that turns. */
const signs = [
  '.monaco-dialog-box',
  '.notification-toast',
  '.part.sidebar .monaco-progress-container.active',
  '.part.statusbar .codicon-modifier-spin',
  '.part.statusbar .codicon-loading',
].join(', ');

const deleteTimes = `(() => {
  const seen = {};
  window.benchDelete = seen;
  let start;
  addEventListener('keydown', ({ key }) => { if (key === 'Delete') start = performance.now(); }, true);
  const look = () => {
    if (start !== undefined) {
      const now = performance.now() - start;
      if (document.querySelector('${signs}')) seen.firstSignMs ??= now;
      if (document.querySelector('.monaco-dialog-box')) seen.dialogMs ??= now;
    }
    if (seen.dialogMs === undefined) requestAnimationFrame(look);
  };
  look();
})()`;

/** Presses Delete on a file of the library that nothing mentions, waits for the question, and cancels it. */
export async function measureDelete(page: Page): Promise<DeleteTimes> {
  const library = page
    .locator('.part.sidebar .pane')
    .filter({ has: page.locator('.pane-header[aria-label^="Library"]') });
  await insist(
    'the library',
    () => page.locator('.part.activitybar .action-label[aria-label^="ImageKit"]').click(),
    () => library.isVisible(),
  );
  const file = library.locator('.monaco-list-row').filter({ hasText: 'favicon.png' });
  await file.waitFor({ timeout: 60_000 });
  // Whatever still turns after the start must have ended, or it would count as a sign.
  await until('a window at rest', async () => (await page.locator(signs).count()) === 0, 60_000);
  await file.click();
  await page.evaluate(deleteTimes);
  await page.keyboard.press('Delete');
  const times = await until('the question', async () => {
    const { dialogMs, firstSignMs } =
      await page.evaluate<Partial<DeleteTimes>>('window.benchDelete');
    return dialogMs !== undefined && firstSignMs !== undefined && { dialogMs, firstSignMs };
  });
  await page.keyboard.press('Escape');
  await page.locator('.monaco-dialog-box').waitFor({ state: 'hidden' });
  return times;
}
