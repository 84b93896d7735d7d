import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../support/paths';
import { launchBrowser } from '../support/host/window';
import { until } from '../support/until';
import { Workbench } from './workbench/workbench';

suite('npm run demo', function () {
  this.timeout(180_000);

  test('shows the sandbox account at its address, and leaves nothing behind', async () => {
    const demo = spawn('npm', ['run', 'demo'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: { ...process.env, CI: 'true' },
    });
    let output = '';
    for (const stream of [demo.stdout, demo.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    const ended = once(demo, 'close');
    const browser = await launchBrowser();
    try {
      const address = await until(
        'the address of the demo',
        () => {
          assert.equal(demo.exitCode, null, output);
          return /VS Code +(http:\S+)/.exec(output)?.[1];
        },
        120_000,
      );
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(30_000);
      await page.addInitScript('globalThis.__name = (value) => value');
      await page.goto(address);
      const window = new Workbench(page);
      await window.statusBar.account(/Sandbox/);
      await window.library.row('products');
      await window.screenshot('demo');

      demo.kill('SIGTERM');
      await ended;
      const sandbox = /sandbox +(http:\S+)/.exec(output)?.[1];
      for (const server of [address, sandbox]) {
        assert.ok(server);
        const gone = () =>
          fetch(server).then(
            () => false,
            () => true,
          );
        await until(`${server} to be gone`, gone);
      }
    } finally {
      demo.kill('SIGTERM');
      await browser.close();
    }
  });
});
