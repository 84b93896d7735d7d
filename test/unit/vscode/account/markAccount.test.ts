import assert from 'node:assert/strict';
import { markAccount } from '../../../../src/vscode/account/markAccount';
import { AccountStore } from '../../../../src/vscode/account/store';
import { NotConnected } from '../../../../src/vscode/failures/errors';
import { emitter, memoryStorage } from '../../../support/memoryStorage';
import { scriptWindow, type ScriptedWindow } from '../../../support/scriptedWindow';

suite('marking an account as production', () => {
  let accounts: AccountStore;
  let window: ScriptedWindow;

  setup(() => {
    accounts = new AccountStore(memoryStorage(), emitter());
    window = scriptWindow();
  });
  teardown(() => window.restore());

  test('changes its kind there and back, and says what follows', async () => {
    await accounts.add({ name: 'acme', kind: 'development', urlEndpoints: [] }, 'private_x');
    await markAccount({ accounts }, 'production');
    assert.equal(accounts.active?.kind, 'production');
    await markAccount({ accounts }, 'development');
    assert.equal(accounts.active.kind, 'development');
    const [marked, unmarked] = window.messages.map(({ text }) => text);
    assert.match(marked ?? '', /^acme is now a production account/);
    assert.match(unmarked ?? '', /^acme is no longer a production account/);
  });

  test('never makes the sandbox production', async () => {
    await accounts.add({ name: 'Sandbox', kind: 'sandbox', urlEndpoints: [] }, undefined);
    await markAccount({ accounts }, 'production');
    assert.equal(accounts.active?.kind, 'sandbox');
    assert.equal(window.messages.length, 1);
  });

  test('needs an account', async () => {
    await assert.rejects(markAccount({ accounts }, 'production'), NotConnected);
  });
});
