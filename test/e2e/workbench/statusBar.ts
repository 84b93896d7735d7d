import type { Page } from 'playwright-core';

/** The bar at the lower edge of the window. */
export class StatusBar {
  constructor(private readonly page: Page) {}

  /** Waits until the extension's own item, which names the account, holds `text`. */
  async account(text: string | RegExp): Promise<void> {
    await this.item('account', text);
  }

  /** Waits until the item that says how far the purges are holds `text`. */
  async purges(text: string | RegExp): Promise<void> {
    await this.item('purges', text);
  }

  private async item(name: string, text: string | RegExp): Promise<void> {
    await this.page
      .locator(`.part.statusbar .statusbar-item[id$=".imagekitCleanup.${name}"]`)
      .filter({ hasText: text })
      .waitFor();
  }
}
