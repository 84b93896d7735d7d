import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_KEYS, startSandbox } from '../../src/sandbox/main';
import { vsixFile } from '../support/build';
import { gitRepository } from '../support/gitRepository';
import { startVsCodeServer } from '../support/host/vsCodeServer';
import { launchBrowser, newProfile, windowUrl, workbenchReady } from '../support/host/window';
import { root } from '../support/paths';
import { readSampleLibrary, writeSampleWorkspace } from '../support/sampleWorkspace';
import { sandboxControl } from '../support/sandboxControl';
import { temporaryFolder } from '../support/temporaryFolder';
import { writes } from '../support/whatHappened';
import { openWorkbench } from './workbench/openWorkbench';
import { Workbench } from './workbench/workbench';

/** A window on a folder that nobody has said to trust. */
async function restrictedWindow() {
  const sandbox = await startSandbox();
  const server = await startVsCodeServer({
    vsix: vsixFile,
    env: { IMAGEKIT_SANDBOX_URL: sandbox.url },
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
    asksForTrust: true,
  });
  const browser = await launchBrowser();
  const folder = path.join(temporaryFolder('restricted'), 'harbour-store');
  mkdirSync(folder);
  writeSampleWorkspace(folder, await readSampleLibrary(sandbox.url, DEFAULT_KEYS.standard));
  gitRepository(folder).commit('all');
  const page = await (await newProfile(browser, server)).newPage();
  page.setDefaultTimeout(30_000);
  return {
    folder,
    sandbox: sandboxControl(sandbox.url),
    async open() {
      await page.goto(windowUrl(server, { folder }));
      await workbenchReady(page);
      const window = new Workbench(page);
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      await window.palette.run('ImageKit: Open Sandbox Account');
      await window.library.row('docs');
      return window;
    },
    async end() {
      await page.goto('about:blank');
      await browser.close();
      await server.stop();
      await sandbox.close();
    },
  };
}

suite('Restricted Mode', function () {
  this.timeout(180_000);

  test('offers every command, heeds the policy and runs no Git', async () => {
    const trusted = await openWorkbench();
    const everywhere = await trusted.window.palette.all('ImageKit');
    assert.ok(everywhere.length > 20, everywhere.join('\n'));

    const stage = await restrictedWindow();
    try {
      const policy = JSON.stringify({ protectedPaths: ['/docs/README'] });
      writeFileSync(path.join(stage.folder, '.imagekit-cleanup.json'), policy);
      const window = await stage.open();
      assert.deepEqual(await window.palette.all('ImageKit'), everywhere);
      await window.screenshot('restricted');

      // What a repository protects stays.
      await window.library.expand('docs');
      await window.library.select('README');
      const menu = await window.library.contextMenu('README');
      await menu.choose('Delete…');
      await window.notifications.shown(/README.*protected|protected.*README/i);
      assert.deepEqual(await writes(stage.sandbox), []);

      await window.palette.run('ImageKit: Delete Files…');
      const rows = await window.quickInput.rowsWhere('the sources', (all) =>
        all.some(({ label }) => label.includes('Workspace')),
      );
      assert.ok(
        rows.every(({ label }) => !label.includes('Branch')),
        JSON.stringify(rows),
      );
      await window.quickInput.cancel();
    } finally {
      await stage.end();
    }
  });

  test('is what the manifest says: some settings are ignored, and nothing else', () => {
    const text = readFileSync(path.join(root, 'package.json'), 'utf8');
    assert.ok(!text.includes('isWorkspaceTrusted'), 'no command depends on it');
  });
});
