import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { vsixFile } from '../support/build';
import {
  extensionStorage,
  startVsCodeServer,
  type VsCodeServer,
} from '../support/host/vsCodeServer';
import { launchBrowser, newProfile, windowUrl, workbenchReady } from '../support/host/window';
import { sandboxControl } from '../support/sandboxControl';
import { temporaryFolder } from '../support/temporaryFolder';
import { filePaths } from '../support/whatHappened';
import { deleteKey, Workbench } from './workbench/workbench';

/** What the extension has written down of the sandbox that its windows share. */
interface SandboxRecord {
  readonly url: string;
  readonly pid: number;
}

suite('the sandbox that the extension brings', function () {
  this.timeout(120_000);
  let server: VsCodeServer;
  let browser: Browser;

  const record = () => {
    const file = path.join(extensionStorage(server.dataFolder), 'sandbox/sandbox.json');
    return JSON.parse(readFileSync(file, 'utf8')) as SandboxRecord;
  };

  setup(async () => {
    // Empty means: no other sandbox than the extension's own.
    server = await startVsCodeServer({ vsix: vsixFile, env: { IMAGEKIT_SANDBOX_URL: '' } });
    browser = await launchBrowser();
  });

  teardown(async () => {
    // It would end by itself, two minutes after its last window.
    process.kill(record().pid, 'SIGTERM');
    await browser.close();
    await server.stop();
  });

  test('is one for all windows, survives a reload, and a reset brings all back', async () => {
    const folder = path.join(temporaryFolder('workspace'), 'empty');
    mkdirSync(folder);
    const profile = await newProfile(browser, server);
    const openWindow = async () => {
      const page = await profile.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(windowUrl(server, { folder }));
      await workbenchReady(page);
      return new Workbench(page);
    };

    const first = await openWindow();
    await first.palette.run('ImageKit: Open Sandbox Account');
    await first.library.row('docs');
    const tip = first.library.pane.getByText('Nothing here is real');
    await tip.waitFor();
    await first.screenshot('sandbox-what-to-try');
    const { url } = record();
    const before = await filePaths(sandboxControl(url));

    await first.library.expand('docs');
    await first.library.select('README');
    await first.page.keyboard.press(deleteKey);
    await first.dialog.shown('Delete README');
    await first.dialog.press('Delete');
    await first.library.rowGone('README');

    const second = await openWindow();
    await second.library.open();
    await second.library.expand('docs');
    await second.library.rowGone('README');
    assert.equal(record().url, url);

    await first.reload();
    await first.library.open();
    await first.library.expand('docs');
    await first.library.rowGone('README');
    assert.equal(record().url, url);
    assert.equal((await filePaths(sandboxControl(url))).length, before.length - 1);

    await first.palette.run('ImageKit: Reset Sandbox…');
    await first.dialog.shown('Reset the sandbox?');
    await first.screenshot('sandbox-reset-question');
    await first.dialog.press('Reset');
    await first.notifications.shown('Sandbox has its original files again.');
    await first.library.row('README');
    await first.screenshot('sandbox-reset');
    assert.deepEqual(await filePaths(sandboxControl(url)), before);
  });
});
