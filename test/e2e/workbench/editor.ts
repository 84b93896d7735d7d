import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { insist, until } from '../../support/until';
import { ContextMenu } from './contextMenu';
import { QuickInput } from './quickInput';

/** The active text editor. */
export class Editor {
  private readonly group: Locator;

  constructor(private readonly page: Page) {
    this.group = page.locator('.editor-group-container.active');
  }

  /** Opens a file of the workspace by its path, with the cursor at the start of `line` (from 1). */
  async open(file: string, line = 1): Promise<void> {
    const quickInput = new QuickInput(this.page);
    const slash = file.lastIndexOf('/');
    const name = file.slice(slash + 1);
    const folder = file.slice(0, Math.max(slash, 0));
    await insist(
      'quick open',
      () => this.page.keyboard.press('ControlOrMeta+P'),
      async () => (await quickInput.words()).includes('Search files by name'),
    );
    await quickInput.type(`${file}:${line}`);
    await quickInput.rowsWhere(
      `the file ${file}`,
      ([first]) => first?.label === name && first.description.endsWith(folder),
    );
    await quickInput.accept();
    await this.active(name);
    await this.group.locator('.monaco-editor.focused').waitFor();
  }

  /** Waits until the active editor has this title. */
  async active(title: string | RegExp): Promise<void> {
    await this.group.locator('.tab.active').filter({ hasText: title }).waitFor();
    await this.lines().waitFor();
  }

  /** Waits until a peek inside the editor shows a file with this title. */
  async peeked(title: string): Promise<void> {
    await this.group.locator('.peekview-widget .filename').filter({ hasText: title }).waitFor();
  }

  async title(): Promise<string> {
    return (await this.group.locator('.tab.active').getAttribute('data-resource-name')) ?? '';
  }

  /** Puts the cursor inside `text`, which is in sight. */
  async click(text: string): Promise<void> {
    const { x, y } = await this.place(text);
    await this.page.mouse.click(x, y);
  }

  /** Selects `text`, which is in sight and within one line. */
  async select(text: string): Promise<void> {
    const { left, right, y } = await this.place(text);
    await this.page.mouse.move(left, y);
    await this.page.mouse.down();
    await this.page.mouse.move(right, y, { steps: 4 });
    await this.page.mouse.up();
  }

  async contextMenu(text: string): Promise<ContextMenu> {
    const { x, y } = await this.place(text);
    await this.page.mouse.click(x, y, { button: 'right' });
    return new ContextMenu(this.page);
  }

  /**
   * The menu on `text` with an entry that an extension shows where it has seen the text. No hand is
   * as fast as a test that has just opened or changed it; who misses the entry then clicks again.
   */
  async contextMenuWith(entry: string, text: string): Promise<ContextMenu> {
    const menu = new ContextMenu(this.page);
    await this.click(text);
    await insist(
      `the menu with "${entry}" on "${text}"`,
      async () => {
        if (await menu.isOpen()) await menu.dismiss();
        await this.contextMenu(text);
      },
      async () => (await menu.isOpen()) && (await menu.items()).includes(entry),
    );
    return menu;
  }

  /**
   * Rests the mouse on `text` until the editor's own hover says `words`, and returns it. Others may
   * be in sight at the same time: a tab's, a row's.
   */
  async hover(text: string, words: string | RegExp): Promise<Locator> {
    const hover = this.page
      .locator('[widgetid="editor.contrib.resizableContentHoverWidget"] .monaco-hover')
      .filter({ visible: true, hasText: words });
    await insist(
      `a hover on "${text}" that says ${String(words)}`,
      async () => {
        const { x, y } = await this.place(text);
        await this.approach(x, y);
      },
      () => hover.isVisible(),
    );
    return hover;
  }

  /** What the light bulb offers at the cursor. */
  async codeActions(): Promise<readonly string[]> {
    const rows = await this.openCodeActions();
    const labels = await rows.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return labels.map((label) => label.trim());
  }

  async applyCodeAction(label: string): Promise<void> {
    const rows = await this.openCodeActions();
    await rows.filter({ has: this.page.getByText(label, { exact: true }) }).click();
  }

  /** The whole text, also what is not in sight. It goes through the clipboard. */
  async text(): Promise<string> {
    const before = await this.page.evaluate(() => navigator.clipboard.readText());
    const mark = `nothing copied ${String(performance.now())}`;
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), mark);
    await this.editor().locator('.native-edit-context, textarea.inputarea').focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+C');
    const text = await until('the copied text', async () => {
      const copied = await this.page.evaluate(() => navigator.clipboard.readText());
      return copied !== mark && { copied };
    });
    await this.page.evaluate((old) => navigator.clipboard.writeText(old), before);
    return text.copied;
  }

  /** What VS Code underlines in this editor, by its kind. */
  squiggles(kind: 'error' | 'warning' | 'info' | 'hint'): Locator {
    return this.group.locator(`.squiggly-${kind}`);
  }

  /** The editor of the group, without those that an extension or a peek puts into it. */
  private editor(): Locator {
    return this.group.locator('.editor-instance > .monaco-editor');
  }

  private lines(): Locator {
    return this.editor().locator('.view-lines');
  }

  private async openCodeActions(): Promise<Locator> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await insist(
      'code actions',
      () => this.page.keyboard.press('ControlOrMeta+.'),
      async () => (await rows.count()) > 0,
    );
    return rows;
  }

  /** VS Code ignores a mouse that jumps: it comes near and slows down, as a hand does. */
  private async approach(x: number, y: number): Promise<void> {
    for (let step = 10; step >= 0; step -= 1) {
      await this.page.mouse.move(x - step, y);
      await pause(30);
    }
  }

  /** Where `text` stands on the screen. */
  private async place(
    text: string,
  ): Promise<{ x: number; y: number; left: number; right: number }> {
    const lines = this.lines();
    return until(`"${text}" in sight of the editor`, async () =>
      lines.evaluate((element, wanted) => {
        for (const line of element.querySelectorAll('.view-line')) {
          // VS Code draws spaces as no-break spaces.
          const at = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
          if (at === -1) continue;
          const range = document.createRange();
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let passed = 0;
          let started = false;
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const length = node.textContent?.length ?? 0;
            if (!started && at < passed + length) {
              range.setStart(node, at - passed);
              started = true;
            }
            if (started && at + wanted.length <= passed + length) {
              range.setEnd(node, at + wanted.length - passed);
              const { left, right, top, bottom } = range.getBoundingClientRect();
              return { x: (left + right) / 2, y: (top + bottom) / 2, left, right };
            }
            passed += length;
          }
        }
        return undefined;
      }, text),
    );
  }
}
