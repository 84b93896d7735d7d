import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';

let handles = 0;

/** VS Code's messages in the lower right corner. */
export class Notifications {
  private readonly items: Locator;

  constructor(private readonly page: Page) {
    this.items = page.locator('.notifications-toasts .notification-toast');
  }

  /** Waits for the one message that holds `text`; it stays this one whatever it says later. */
  async shown(text: string | RegExp, timeoutMs?: number): Promise<Notification> {
    const item = this.items.filter({ hasText: text });
    const handle = `notification-${(handles += 1)}`;
    await item.evaluate(
      (element, name) => {
        element.setAttribute('data-e2e', name);
      },
      handle,
      timeoutMs === undefined ? {} : { timeout: timeoutMs },
    );
    return new Notification(this.page.locator(`[data-e2e="${handle}"]`));
  }

  /** What all messages in sight say. */
  async texts(): Promise<readonly string[]> {
    return this.items.locator('.notification-list-item-message').allInnerTexts();
  }
}

/** One message. */
export class Notification {
  constructor(private readonly item: Locator) {}

  async text(): Promise<string> {
    return this.item.locator('.notification-list-item-message').innerText();
  }

  async severity(): Promise<'info' | 'warning' | 'error'> {
    const icon = this.item.locator('.notification-list-item-icon');
    const name = (await icon.getAttribute('class')) ?? '';
    return /codicon-(info|warning|error)/.exec(name)?.[1] as 'info' | 'warning' | 'error';
  }

  async buttons(): Promise<readonly string[]> {
    return this.item
      .locator('.notification-list-item-buttons-container .monaco-button')
      .allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await this.item.getByRole('button', { name: button, exact: true }).click();
  }

  /** Whether a bar shows how far the work is. */
  async hasProgress(): Promise<boolean> {
    return this.item.locator('.monaco-progress-container.active').isVisible();
  }

  /** Waits until the text holds `text`: a progress message changes as the work goes on. */
  async says(text: string | RegExp): Promise<string> {
    return until(`a notification that says ${String(text)}`, async () => {
      const now = await this.text();
      return (typeof text === 'string' ? now.includes(text) : text.test(now)) && now;
    });
  }

  /** Closes it, without a button of its own. */
  async close(): Promise<void> {
    await this.item.hover();
    await this.item.locator('.codicon-notifications-clear').click();
    await this.gone();
  }

  async gone(): Promise<void> {
    await this.item.waitFor({ state: 'detached' });
  }
}
