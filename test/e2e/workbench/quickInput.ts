import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';

/** A row of a quick pick, as it is shown. */
export interface QuickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Only where several rows can be picked. */
  readonly checked?: boolean;
}

/** VS Code's box at the top of the window: quick picks, input boxes, password boxes. */
export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget:visible');
    this.input = this.box.locator('.quick-input-filter input.input');
  }

  /** Waits for the box whose title, placeholder, prompt or message holds `text`. */
  async shown(text: string | RegExp): Promise<void> {
    await until(`a quick input that says ${String(text)}`, async () =>
      matches(await this.words(), text),
    );
  }

  async closed(): Promise<void> {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** All that the box says around its rows; nothing while there is none, as it may close at any time. */
  async words(): Promise<string> {
    const words = await this.box.evaluateAll((boxes) => {
      const shown = (element: Element) => (element as HTMLElement).offsetParent !== null;
      return boxes.flatMap((box) => {
        const input = box.querySelector<HTMLInputElement>('.quick-input-filter input.input');
        return ['.quick-input-title', '.quick-input-message', '.quick-input-description']
          .flatMap((selector) => [...box.querySelectorAll(selector)])
          .filter(shown)
          .map((element) => element.textContent)
          .concat(input?.placeholder ?? '');
      });
    });
    return words.join('\n');
  }

  /** Replaces what is in the box. */
  async type(text: string, timeoutMs?: number): Promise<void> {
    await this.input.fill(text, timeoutMs === undefined ? {} : { timeout: timeoutMs });
  }

  /** Replaces the path in a file dialog, once it has put the one it starts with there. */
  async typePath(path: string): Promise<void> {
    await this.rowsWhere('the folder above', (rows) => rows.some(({ label }) => label === '..'));
    await until('the path it starts with', async () => (await this.typed()) !== '');
    await this.type(path);
  }

  /** What is in the box now; nothing while there is none. */
  async typed(): Promise<string> {
    const values = await this.input.evaluateAll((inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    return values.join('');
  }

  /** Whether what is typed is hidden, as a key must be. */
  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  /** Enter: takes what is typed, or the checked or the focused rows. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Escape: backs out. */
  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.closed();
  }

  /** The rows in sight. */
  async rows(): Promise<readonly QuickRow[]> {
    return this.box.locator('.quick-input-list .monaco-list-row').evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string) => {
          const part = row.querySelector<HTMLElement>(selector);
          return part?.offsetParent ? part.innerText : '';
        };
        const checkbox = row.querySelector('.monaco-checkbox');
        return {
          label: text('.label-name'),
          description: text('.label-description'),
          detail: text('.quick-input-list-label-meta'),
          ...(checkbox === null
            ? {}
            : { checked: checkbox.getAttribute('aria-checked') === 'true' }),
        };
      }),
    );
  }

  /** The row with this very label. */
  row(label: string): Locator {
    return this.box
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.label-name').getByText(label, { exact: true }) });
  }

  /** Clicks the row with this label: picks it, or turns its checkbox where there is one. */
  async pick(label: string): Promise<void> {
    await this.row(label).locator('.label-name').getByText(label, { exact: true }).click();
  }

  /** Waits until rows are there that satisfy `holds`, and returns them. */
  async rowsWhere(
    what: string,
    holds: (rows: readonly QuickRow[]) => boolean,
  ): Promise<readonly QuickRow[]> {
    return until(`a quick pick with ${what}`, async () => {
      const rows = await this.rows();
      return holds(rows) && rows;
    });
  }
}

function matches(words: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? words.includes(text) : text.test(words);
}
