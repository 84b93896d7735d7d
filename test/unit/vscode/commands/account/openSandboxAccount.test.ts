import assert from 'node:assert/strict';
import type { App } from '../../../../../src/vscode/app';
import { AccountStore } from '../../../../../src/vscode/account/store';
import { openSandboxAccount } from '../../../../../src/vscode/commands/account/openSandboxAccount';
import { emitter, memoryStorage } from '../../../../support/memoryStorage';

suite('Open Sandbox Account', () => {
  let accounts: AccountStore;
  let connected: (string | undefined)[];
  let app: App;

  setup(() => {
    accounts = new AccountStore(memoryStorage(), emitter());
    connected = [];
    const connect = () => {
      connected.push(accounts.active?.name);
      return Promise.resolve();
    };
    app = { accounts, connections: { connect } } as unknown as App;
  });

  const names = () => accounts.list().map(({ name, kind }) => `${name} ${kind}`);

  test('adds the account once, uses it here, and connects', async () => {
    await accounts.add({ name: 'acme', kind: 'production', urlEndpoints: [] }, 'private_x');
    await openSandboxAccount.run(app);
    await openSandboxAccount.run(app);
    assert.deepEqual(names(), ['acme production', 'Sandbox sandbox']);
    assert.deepEqual(connected, ['Sandbox', 'Sandbox']);
  });

  test('takes no name that a person has given', async () => {
    for (const name of ['Sandbox', 'sandbox 2']) {
      await accounts.add({ name, kind: 'development', urlEndpoints: [] }, 'private_x');
    }
    await openSandboxAccount.run(app);
    assert.deepEqual(names().slice(2), ['Sandbox 3 sandbox']);
  });
});
