import assert from 'node:assert/strict';
import { openWorkbench } from './workbench/openWorkbench';

suite('first start', function () {
  this.timeout(120_000);

  test('without an account the sidebar says what to do, and nothing is sent', async () => {
    const { window, sandbox } = await openWorkbench({ account: 'none' });
    await window.library.open();
    const welcome = await window.library.welcome();
    assert.match(welcome, /Add Account…/);
    assert.match(welcome, /Open Sandbox Account/);
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
    const { window, sandbox } = await openWorkbench();
    await window.reload();
    await sandbox.clearRequests();
    await window.library.open();
    await window.library.row('products');
    const requests = await sandbox.requests();
    assert.ok(requests.length > 0);
    assert.ok(requests.every((request) => request.status === 200));
  });
});
