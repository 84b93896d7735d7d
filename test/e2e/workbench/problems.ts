import type { Page } from 'playwright-core';
import { Palette } from './palette';

/** The Problems panel. */
export class Problems {
  constructor(private readonly page: Page) {}

  /** Opens the panel and waits for a problem that holds `text`; returns the whole line. */
  async shown(text: string | RegExp): Promise<string> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await new Palette(this.page).run('Problems: Focus on Problems View');
    }
    const row = panel.locator('.monaco-list-row').filter({ hasText: text });
    await row.waitFor();
    return row.innerText();
  }
}
