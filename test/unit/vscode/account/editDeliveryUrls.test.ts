import assert from 'node:assert/strict';
import { editDeliveryUrls } from '../../../../src/vscode/account/editDeliveryUrls';
import { AccountStore } from '../../../../src/vscode/account/store';
import { emitter, memoryStorage } from '../../../support/memoryStorage';
import { scriptWindow, type ScriptedWindow } from '../../../support/scriptedWindow';

suite('editing the delivery URLs of an account', () => {
  let accounts: AccountStore;
  let window: ScriptedWindow;

  setup(() => {
    accounts = new AccountStore(memoryStorage(), emitter());
    window = scriptWindow();
  });
  teardown(() => window.restore());

  test('keeps what is typed, and a text that is no URL in the box', async () => {
    const urlEndpoints = ['https://ik.imagekit.io/acme'];
    await accounts.add({ name: 'acme', kind: 'development', urlEndpoints }, 'private_x');
    window.onBox((box) => {
      assert.equal(box.value, 'https://ik.imagekit.io/acme');
      box.type('https://ik.imagekit.io/acme?tr=w-1');
      box.accept();
      assert.match(box.problem ?? '', /isn't a valid URL/);
      box.type('https://ik.imagekit.io/acme, https://img.acme.example/');
      box.accept();
    });
    await editDeliveryUrls({ accounts });
    assert.deepEqual(accounts.active?.urlEndpoints, [
      'https://ik.imagekit.io/acme',
      'https://img.acme.example',
    ]);
    assert.equal(window.messages.at(-1)?.text, 'Updated the delivery URLs of acme.');
  });

  test('changes nothing after Escape', async () => {
    await accounts.add({ name: 'acme', kind: 'development', urlEndpoints: [] }, 'private_x');
    window.onBox((box) => {
      box.type('https://img.acme.example');
      box.escape();
    });
    await editDeliveryUrls({ accounts });
    assert.deepEqual(accounts.active?.urlEndpoints, []);
  });

  test('leaves those of the sandbox alone', async () => {
    await accounts.add({ name: 'Sandbox', kind: 'sandbox', urlEndpoints: [] }, undefined);
    await editDeliveryUrls({ accounts });
    assert.match(window.messages.at(-1)?.text ?? '', /can't be changed/);
  });
});
