import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';

/** VS Code's modal dialog. */
export class Dialog {
  private readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for a dialog whose question holds `text`, and returns the whole question. */
  async shown(text: string | RegExp): Promise<string> {
    return until(`a dialog that asks ${String(text)}`, async () => {
      if (!(await this.box.isVisible())) return undefined;
      const message = await this.message();
      return (typeof text === 'string' ? message.includes(text) : text.test(message)) && message;
    });
  }

  async isOpen(): Promise<boolean> {
    return this.box.isVisible();
  }

  async message(): Promise<string> {
    return this.box.locator('.dialog-message-text').innerText();
  }

  /** The smaller text below the question. */
  async detail(): Promise<string> {
    return this.box.locator('.dialog-message-detail').innerText();
  }

  async buttons(): Promise<readonly string[]> {
    return this.box.locator('.dialog-buttons .monaco-button').allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await this.box
      .locator('.dialog-buttons')
      .getByRole('button', { name: button, exact: true })
      .click();
    await this.box.waitFor({ state: 'hidden' });
  }

  /** Escape: the same as Cancel. */
  async dismiss(): Promise<void> {
    await this.box.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
  }
}
