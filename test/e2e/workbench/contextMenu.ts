import type { Locator, Page } from 'playwright-core';
import { insist } from '../../support/until';

/** The menu that a right-click opened. */
export class ContextMenu {
  private readonly menu: Locator;

  constructor(private readonly page: Page) {
    this.menu = page.locator('.monaco-menu-container .monaco-menu');
  }

  async isOpen(): Promise<boolean> {
    return this.menu.isVisible();
  }

  async items(): Promise<readonly string[]> {
    await this.menu.waitFor();
    const labels = await this.menu.locator('.action-item .action-label').allInnerTexts();
    return labels.map((label) => label.trim()).filter((label) => label !== '');
  }

  async choose(label: string): Promise<void> {
    // By its label alone: to a screen reader its name ends in the key that does the same.
    const item = this.menu
      .locator('.action-item')
      .filter({ has: this.page.locator('.action-label').getByText(label, { exact: true }) });
    await item.waitFor();
    // A menu that has just opened ignores the mouse for a moment.
    await insist(
      `"${label}" to be chosen`,
      async () => {
        await item.hover();
        await item.click();
      },
      async () => !(await this.menu.isVisible()),
    );
  }

  async dismiss(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.menu.waitFor({ state: 'hidden' });
  }
}
