import type { BrowserContext, Page } from 'playwright-core';

/** Counts in every page of a window what hands do: each press of a button of the mouse, and each key but text. */
export async function countActs(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const counter = { acts: 0 };
    const isModifier = (key: string) => ['Control', 'Meta', 'Alt', 'Shift'].includes(key);
    addEventListener('mousedown', () => (counter.acts += 1), true);
    addEventListener(
      'keydown',
      ({ key, ctrlKey, metaKey, altKey, repeat }) => {
        const isText = key.length === 1 && !ctrlKey && !metaKey && !altKey;
        if (!isText && !isModifier(key) && !repeat) counter.acts += 1;
      },
      true,
    );
    Object.assign(globalThis, { counter });
  });
}

/** How many acts `work` takes. */
export async function actsOf(page: Page, work: () => Promise<void>): Promise<number> {
  const count = () =>
    page.evaluate(() => (globalThis as unknown as { counter: { acts: number } }).counter.acts);
  const before = await count();
  await work();
  return (await count()) - before;
}
