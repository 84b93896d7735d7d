import assert from 'node:assert/strict';
import { offerOtherLibrary } from '../../../../src/vscode/deletion/offerOtherLibrary';
import { AccountStore } from '../../../../src/vscode/account/store';
import { emitter, memoryStorage } from '../../../support/memoryStorage';
import { scriptWindow, type ScriptedWindow } from '../../../support/scriptedWindow';

suite("a workspace whose links aren't the account's", () => {
  let accounts: AccountStore;
  let window: ScriptedWindow;

  setup(async () => {
    accounts = new AccountStore(memoryStorage(), emitter());
    window = scriptWindow();
    const urlEndpoints = ['https://ik.imagekit.io/acme'];
    await accounts.add({ name: 'acme', kind: 'development', urlEndpoints }, 'private_x');
  });
  teardown(() => window.restore());

  const offer = async (...urls: readonly string[]) => {
    assert.ok(accounts.active);
    const endpoints = new Map(urls.map((url) => [url, 1]));
    await offerOtherLibrary({ accounts, references: { endpoints } }, accounts.active);
  };

  test('takes their URL for its own when that is pressed', async () => {
    window.onMessage(({ text, buttons }) => {
      assert.equal(
        text,
        'This workspace references ik.imagekit.io/shop, but the active account is acme, which delivers from https://ik.imagekit.io/acme.',
      );
      assert.deepEqual(buttons, ['Switch Account…', 'Add It to acme']);
      return 'Add It to acme';
    });
    await offer('https://ik.imagekit.io/shop');
    assert.deepEqual(accounts.active?.urlEndpoints, [
      'https://ik.imagekit.io/acme',
      'https://ik.imagekit.io/shop',
    ]);
    assert.equal(window.messages.at(-1)?.text, 'Updated the delivery URLs of acme.');
  });

  test('changes nothing when the message is closed', async () => {
    window.onMessage(() => undefined);
    await offer('https://ik.imagekit.io/shop', 'https://img.shop.example');
    assert.deepEqual(window.messages.at(-1)?.buttons, ['Switch Account…', 'Add Them to acme']);
    assert.deepEqual(accounts.active?.urlEndpoints, ['https://ik.imagekit.io/acme']);
  });

  test('is not told where some of them are', async () => {
    await offer('https://ik.imagekit.io/shop', 'https://ik.imagekit.io/acme');
    assert.deepEqual(window.messages, []);
  });
});
