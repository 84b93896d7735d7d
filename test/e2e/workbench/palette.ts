import type { Page } from 'playwright-core';
import { insist, until } from '../../support/until';
import { QuickInput } from './quickInput';

/** The command palette. */
export class Palette {
  private readonly quickInput: QuickInput;

  constructor(private readonly page: Page) {
    this.quickInput = new QuickInput(page);
  }

  /** Runs a command by its whole title, such as `ImageKit: Delete File…`. */
  async run(title: string): Promise<void> {
    await this.choose(title);
    await until(`"${title}" to take over from the palette`, async () => !(await this.isOpen()));
  }

  /** Runs a command that takes the window itself away: nothing is waited for. */
  async choose(title: string): Promise<void> {
    await this.search(title, 30_000);
    await this.quickInput.pick(title);
  }

  /** Whether the palette offers a command. */
  async offers(title: string): Promise<boolean> {
    try {
      await this.search(title, 3000);
      return true;
    } catch {
      return false;
    } finally {
      await this.quickInput.cancel();
    }
  }

  /** Every command of a category that is offered now, in its order. */
  async all(category: string): Promise<readonly string[]> {
    const found = new Set<string>();
    await insist(
      `commands of ${category}`,
      async () => {
        await this.open();
        await this.quickInput.type(`>${category}: `, 2000).catch(() => undefined);
      },
      async () => (await this.quickInput.rows()).some(({ label }) => label.startsWith(category)),
    );
    // The first step only goes to the last row in sight, and the list may not be drawn at once.
    for (let idle = 0; idle < 4;) {
      const before = found.size;
      for (const { label } of await this.quickInput.rows()) {
        if (label.startsWith(`${category}: `)) found.add(label);
      }
      idle = found.size > before ? 0 : idle + 1;
      await this.page.keyboard.press('PageDown');
    }
    await this.quickInput.cancel();
    return [...found].sort();
  }

  /**
   * Types until the command is listed: a window that has just opened does not know all of them,
   * and a view that takes the focus closes the palette.
   */
  private async search(title: string, timeoutMs: number): Promise<void> {
    await insist(
      `"${title}" in the command palette`,
      async () => {
        await this.open();
        await this.quickInput.type('>', 2000).catch(() => undefined);
        await this.quickInput.type(`>${title}`, 2000).catch(() => undefined);
      },
      () => this.quickInput.row(title).isVisible(),
      timeoutMs,
    );
  }

  private async open(): Promise<void> {
    await insist(
      'the command palette',
      () => this.page.keyboard.press('F1'),
      () => this.isOpen(),
    );
  }

  /** Whether the box in sight is the palette, and not one that a command has opened. */
  private async isOpen(): Promise<boolean> {
    return (await this.quickInput.typed()).startsWith('>');
  }
}
