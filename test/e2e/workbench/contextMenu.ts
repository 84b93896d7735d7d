import type { Locator, Page } from 'playwright-core';

/** The menu that a right-click opened. */
export class ContextMenu {
  private readonly menu: Locator;

  constructor(private readonly page: Page) {
    this.menu = page.locator('.monaco-menu-container .monaco-menu').first();
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
    // The first click on a menu that has just opened is ignored until its items take the mouse.
    // By its label alone: to a screen reader its name ends in the key that does the same.
    const item = this.menu
      .locator('.action-item')
      .filter({ has: this.page.locator('.action-label').getByText(label, { exact: true }) });
    await item.hover();
    await item.click();
    await this.menu.waitFor({ state: 'hidden' });
  }

  async dismiss(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.menu.waitFor({ state: 'hidden' });
  }
}
