import type { Locator, Page } from 'playwright-core';

/** The bar at the lower edge of the window. */
export class StatusBar {
  constructor(private readonly page: Page) {}

  /** Waits for the item whose text holds `text`. */
  async item(text: string | RegExp): Promise<Locator> {
    const item = this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
    await item.first().waitFor();
    return item.first();
  }

  /** Whether the item has the colour of a warning. */
  async isWarning(text: string | RegExp): Promise<boolean> {
    const classes = await (await this.item(text)).getAttribute('class');
    return classes?.includes('warning-kind') ?? false;
  }

  async press(text: string | RegExp): Promise<void> {
    await (await this.item(text)).click();
  }
}
