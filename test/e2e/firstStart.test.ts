import assert from 'node:assert/strict';
import { DEFAULT_KEYS } from '../../src/sandbox/main';
import { openWorkbench } from './workbench/openWorkbench';

suite('first start', function () {
  this.timeout(120_000);

  test('without an account the sidebar says what to do, and nothing is sent', async () => {
    const { window, sandbox } = await openWorkbench({ account: 'none' });
    await window.library.open();
    const welcome = await window.library.welcome('Add Account…');
    assert.match(welcome, /Open Sandbox Account/);
    // Nothing is offered that could only end in an error.
    const references = window.tree('ImageKit', 'References');
    assert.doesNotMatch(await references.welcome('Connect your ImageKit account'), /Scan/);
    assert.equal(await window.palette.offers('ImageKit: Scan References'), false);
    assert.deepEqual(await sandbox.requests(), []);
    await window.screenshot('first-start');
  });

  test('the sandbox account opens from the sidebar and shows its library', async () => {
    const { window } = await openWorkbench({ account: 'none' });
    await window.library.open();
    await window.library.pressWelcome('Open Sandbox Account');
    await window.library.rowsWhere('the folder products', (rows) =>
      rows.some((row) => row.label === 'products' && row.expanded === false),
    );
    await window.screenshot('sandbox-library');
  });

  test('an account and its key survive a reload of the window', async () => {
    const { window, sandbox } = await openWorkbench({
      account: 'none',
      settings: (api) => ({ 'imagekitCleanup.apiHost': api }),
    });
    const { palette, quickInput, statusBar, library } = window;
    await palette.run('ImageKit: Add Account…');
    await quickInput.shown('Name for this account');
    await quickInput.type('harbour');
    await quickInput.accept();
    await quickInput.shown('rivate key');
    assert.equal(await quickInput.isPassword(), true);
    await quickInput.type(DEFAULT_KEYS.standard);
    await window.screenshot('add-account-key');
    await quickInput.accept();
    await quickInput.shown('elivery URL');
    await quickInput.accept();
    await quickInput.shown(/4\/4/);
    await quickInput.accept();
    await statusBar.account('harbour');

    await window.reload();
    await sandbox.clearRequests();
    await library.open();
    await library.row('products');
    await statusBar.account('harbour');
    const requests = await sandbox.requests();
    assert.notEqual(requests.length, 0);
    assert.deepEqual(new Set(requests.map(({ status }) => status)), new Set([200]));
  });
});
