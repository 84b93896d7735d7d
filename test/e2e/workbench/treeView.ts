import type { Locator, Page } from 'playwright-core';
import { insist, until } from '../../support/until';
import { ContextMenu } from './contextMenu';

/** A row of a tree, as it is shown. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** 1 for the roots. */
  readonly level: number;
  readonly selected: boolean;
  /** Missing on a row that can't be opened. */
  readonly expanded?: boolean;
  readonly checked?: boolean;
}

/** Which row: its label, with its description where several have that label. */
type RowName = string | Pick<TreeRow, 'label' | 'description'>;

/** A view of the sidebar that shows a tree. */
export class TreeView {
  readonly pane: Locator;
  private readonly list: Locator;
  /** The rows themselves, without the parents that VS Code keeps pinned above them. */
  private readonly drawn: Locator;

  /** `container` is the title in the activity bar, `name` the view's own. */
  constructor(
    private readonly page: Page,
    private readonly container: string,
    name: string,
  ) {
    this.pane = page
      .locator('.part.sidebar .pane')
      .filter({ has: page.locator(`.pane-header[aria-label^="${name}"]`) });
    this.list = this.pane.locator('.monaco-list[role=tree]');
    this.drawn = this.list.locator('.monaco-list-rows > .monaco-list-row');
  }

  /** Shows the view, unless it is in sight. */
  async open(): Promise<void> {
    const action = this.page.locator('.part.activitybar .action-item').filter({
      has: this.page.locator(`.action-label[aria-label^="${this.container}"]`),
    });
    await insist(
      `the view container ${this.container}`,
      () => action.click(),
      () => this.pane.isVisible(),
    );
    const header = this.pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  }

  /** The rows in sight, from the top. */
  async rows(): Promise<readonly TreeRow[]> {
    return this.drawn.evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string) => row.querySelector(selector)?.textContent ?? '';
        const expanded = row.getAttribute('aria-expanded');
        const checkbox = row.querySelector('.monaco-checkbox');
        return {
          label: text('.label-name'),
          description: text('.label-description'),
          level: Number(row.getAttribute('aria-level')),
          selected: row.getAttribute('aria-selected') === 'true',
          ...(expanded === null ? {} : { expanded: expanded === 'true' }),
          ...(checkbox === null
            ? {}
            : { checked: checkbox.getAttribute('aria-checked') === 'true' }),
        };
      }),
    );
  }

  /** Waits until the rows in sight satisfy `holds`, and returns them. */
  async rowsWhere(
    what: string,
    holds: (rows: readonly TreeRow[]) => boolean,
  ): Promise<readonly TreeRow[]> {
    return until(`a tree with ${what}`, async () => {
      const rows = await this.rows();
      return holds(rows) && rows;
    });
  }

  /** The one row with this very label, scrolled into sight. */
  async row(name: RowName): Promise<Locator> {
    const { label, description } = typeof name === 'string' ? { label: name } : name;
    const exactly = (part: string, text: string) => ({
      has: this.page.locator(part).getByText(text, { exact: true }),
    });
    const named = this.drawn.filter(exactly('.label-name', label));
    const row = description ? named.filter(exactly('.label-description', description)) : named;
    let down = false;
    await until(`the row "${label}"`, async () => {
      const count = await row.count();
      if (count > 1) throw new Error(`${count} rows are called "${label}"`);
      if (await this.inSight(row)) return true;
      if (await this.inSight(this.edge(down))) down = !down;
      await this.scroll(down);
      return undefined;
    });
    return row;
  }

  /** Waits until no row in sight has this label. */
  async rowGone(label: string): Promise<void> {
    await this.rowsWhere(`no row "${label}"`, (rows) => rows.every((row) => row.label !== label));
  }

  /** Opens a row and waits until what is below it has come. */
  async expand(label: string): Promise<void> {
    const row = await this.row(label);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    const twistie = row.locator('.monaco-tl-twistie');
    const isOpen = async () => (await row.getAttribute('aria-expanded')) === 'true';
    // A row that moves away as rows come in above it is missed; one that loads is not closed again.
    await insist(
      `"${label}" to open`,
      async () => {
        if (!(await isOpen())) await twistie.click();
      },
      async () =>
        (await isOpen()) && !((await twistie.getAttribute('class')) ?? '').includes('loading'),
    );
  }

  async select(...labels: readonly string[]): Promise<void> {
    for (const [index, label] of labels.entries()) {
      const row = await this.row(label);
      const modifiers = index === 0 ? [] : (['ControlOrMeta'] as const);
      await row.locator('.label-name').click({ modifiers: [...modifiers] });
      await until(
        `"${label}" to be selected`,
        async () => (await row.getAttribute('aria-selected')) === 'true',
      );
    }
  }

  async contextMenu(label: RowName): Promise<ContextMenu> {
    await (await this.row(label)).locator('.label-name').click({ button: 'right' });
    return new ContextMenu(this.page);
  }

  /** Presses an icon on a row. */
  async inlineAction(label: RowName, action: string): Promise<void> {
    const row = await this.row(label);
    await row.hover();
    await row.getByRole('button', { name: action }).click();
  }

  /** Turns the checkbox of a row. */
  async check(label: string): Promise<void> {
    await (await this.row(label)).locator('.monaco-checkbox').click();
  }

  /** Presses an icon in the title of the view, which is the sidebar's while it is the only one. */
  async titleAction(action: string): Promise<void> {
    // A mouse that rests on a row would bring its card, and that may hide the title.
    const header = this.pane.locator('.pane-header');
    await ((await header.isVisible()) ? header : this.pane).hover();
    await header
      .or(this.page.locator('.part.sidebar > .composite.title'))
      .getByRole('button', { name: action })
      .click();
  }

  /** What the view says while it has nothing to show, once it says `text`. */
  async welcome(text: string | RegExp): Promise<string> {
    const content = this.pane.locator('.welcome-view-content').filter({ hasText: text });
    await content.waitFor();
    return content.innerText();
  }

  /** Presses a button or link of the welcome text. */
  async pressWelcome(button: string): Promise<void> {
    await this.pane.locator('.welcome-view-content').getByRole('button', { name: button }).click();
  }

  /** The last or the first row of the tree. */
  private edge(last: boolean): Locator {
    const which = last ? '[data-last-element=true]' : '[data-index="0"]';
    return this.list.locator(`.monaco-list-rows > ${which}`);
  }

  /** Turns the wheel by half a list. */
  private async scroll(down: boolean): Promise<void> {
    const area = await box(this.list);
    if (area === null) return;
    // From outside each time: the card of a row on which a mouse rests takes the wheel.
    await this.page.mouse.move(area.x + area.width + 40, area.y + area.height / 2);
    await this.page.mouse.move(area.x + 20, area.y + area.height / 2);
    await this.page.mouse.wheel(0, (down ? area.height : -area.height) / 2);
  }

  /** Whether the whole row is within the list: VS Code draws more rows than it shows. */
  private async inSight(row: Locator): Promise<boolean> {
    const [inner, outer] = [await box(row), await box(this.list)];
    if (inner === null || outer === null) return false;
    const pinned = await box(this.list.locator('.monaco-tree-sticky-container:not(.empty)'));
    const top = outer.y + (pinned?.height ?? 0);
    return inner.y >= top && inner.y + inner.height <= outer.y + outer.height;
  }
}

async function box(locator: Locator) {
  return (await locator.count()) === 0 ? null : locator.boundingBox();
}
