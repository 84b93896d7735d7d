import path from 'node:path';
import type { Page } from 'playwright-core';
import { workbenchReady } from '../../support/host/window';
import { outFolder } from '../../support/paths';
import { Dialog } from './dialog';
import { Editor } from './editor';
import { Notifications } from './notifications';
import { Palette } from './palette';
import { Problems } from './problems';
import { QuickInput } from './quickInput';
import { StatusBar } from './statusBar';
import { TreeView } from './treeView';

/** Where the pictures of the tests go. */
export const screenshotsFolder = path.join(outFolder, 'screenshots');

/** The key that deletes what is selected in a view of ours: on macOS it is ⌘⌫. */
export const deleteKey = process.platform === 'darwin' ? 'Meta+Backspace' : 'Delete';

/** A window of VS Code, with all that a person's hands can reach. */
export class Workbench {
  readonly palette: Palette;
  readonly quickInput: QuickInput;
  readonly dialog: Dialog;
  readonly notifications: Notifications;
  readonly editor: Editor;
  readonly problems: Problems;
  readonly statusBar: StatusBar;
  /** The extension's library in the sidebar. */
  readonly library: TreeView;
  /** The extension's history of runs, below it. */
  readonly history: TreeView;

  constructor(readonly page: Page) {
    this.palette = new Palette(page);
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.notifications = new Notifications(page);
    this.editor = new Editor(page);
    this.problems = new Problems(page);
    this.statusBar = new StatusBar(page);
    this.library = this.tree('ImageKit', 'Library');
    this.history = this.tree('ImageKit', 'History');
  }

  tree(container: string, name: string): TreeView {
    return new TreeView(this.page, container, name);
  }

  /** Reloads the window. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.palette.choose('Developer: Reload Window');
    await loaded;
    await workbenchReady(this.page);
  }

  async setClipboard(text: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Keeps a picture of the window under `name`. */
  async screenshot(name: string): Promise<void> {
    const file = path.join(screenshotsFolder, `${name}.png`);
    // What fades in is shown as it will be.
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }
}
