import assert from 'node:assert/strict';
import type { App } from '../../../../../src/vscode/app';
import { AccountStore } from '../../../../../src/vscode/account/store';
import { resetSandbox } from '../../../../../src/vscode/commands/account/resetSandbox';
import { AccountBusy } from '../../../../../src/vscode/failures/errors';
import { Runs } from '../../../../../src/vscode/run/runs';
import { takeRunLock } from '../../../../../src/io/journal/runLock';
import { useFolder } from '../../../../support/deletion/useFolder';
import { emitter, memoryStorage } from '../../../../support/memoryStorage';
import { scriptWindow, type ScriptedWindow } from '../../../../support/scriptedWindow';
import path from 'node:path';

suite('Reset Sandbox', () => {
  const folder = useFolder();
  let accounts: AccountStore;
  let window: ScriptedWindow;
  let done: string[];
  let app: App;

  setup(async () => {
    window = scriptWindow();
    accounts = new AccountStore(memoryStorage(), emitter());
    done = [];
    const act = (name: string) => () => {
      done.push(name);
      return Promise.resolve();
    };
    app = {
      accounts,
      runs: new Runs(folder(), emitter()),
      sandbox: { reset: act('reset') },
      library: { startOver: act('startOver') },
    } as unknown as App;
    await accounts.add({ name: 'Sandbox', kind: 'sandbox', urlEndpoints: [] }, undefined);
  });

  teardown(() => window.restore());

  test('asks, resets, and reads the library anew', async () => {
    window.onMessage(({ text, modal, buttons }) => {
      assert.deepEqual([text, modal, buttons], ['Reset the sandbox?', true, ['Reset']]);
      assert.deepEqual(done, []);
      return 'Reset';
    });
    await resetSandbox.run(app);
    assert.deepEqual(done, ['reset', 'startOver']);
    assert.equal(window.messages.at(-1)?.text, 'Sandbox has its original files again.');
  });

  test('does nothing without a yes', async () => {
    window.onMessage(() => undefined);
    await resetSandbox.run(app);
    assert.deepEqual(done, []);
  });

  test('leaves the library alone that shows another account', async () => {
    const { id } = await accounts.add(
      { name: 'acme', kind: 'development', urlEndpoints: [] },
      'private_x',
    );
    await accounts.setActive(id);
    window.onMessage(() => 'Reset');
    await resetSandbox.run(app);
    assert.deepEqual(done, ['reset']);
  });

  test('waits for no run: it is refused while one deletes from the sandbox', async () => {
    const [account] = accounts.list();
    assert.ok(account);
    const run = await takeRunLock(path.join(folder(), 'locks'), account.id);
    assert.ok(run.kind === 'held');
    window.onMessage(() => 'Reset');
    await assert.rejects(async () => resetSandbox.run(app), AccountBusy);
    assert.deepEqual(done, []);
    await run.lock.release();
  });
});
