import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../../../../src/vscode/app';
import { openInBrowser } from '../../../../../src/vscode/commands/library/openInBrowser';
import { fileNode, folderNode, versionNode } from '../../../../support/library/nodes';
import { scriptWindow, type ScriptedWindow } from '../../../../support/scriptedWindow';

suite('Open in Browser', () => {
  const own = vscode.commands.executeCommand;
  let window: ScriptedWindow;
  let ran: (readonly unknown[])[];
  const app = { libraryView: { selection: [] }, planReview: {} } as unknown as App;

  setup(() => {
    window = scriptWindow();
    ran = [];
    Object.assign(vscode.commands, {
      executeCommand: (...args: readonly unknown[]) => {
        ran.push(args);
        return Promise.resolve();
      },
    });
  });
  teardown(() => {
    Object.assign(vscode.commands, { executeCommand: own });
    window.restore();
  });

  const hero = fileNode('/a b/hero.jpg');

  test('opens the delivery URL of a file or a version to the letter', async () => {
    await openInBrowser.run(app, hero);
    await openInBrowser.run(app, versionNode(hero, 'v1'));
    const url = 'https://ik.imagekit.io/acme/a%20b/hero.jpg?updatedAt=1';
    assert.deepEqual(ran[0], ['vscode.open', url]);
    assert.equal(ran.length, 2);
    assert.deepEqual(window.messages, []);
  });

  for (const url of [
    'https://evil.example/hero.jpg',
    'http://127.0.0.1:4000/hero.jpg',
    'command:workbench.action.quit',
    'file:///etc/passwd',
  ]) {
    test(`never opens ${url}, and says so`, async () => {
      await openInBrowser.run(app, fileNode('/hero.jpg', { url }));
      assert.deepEqual(ran, []);
      assert.equal(window.messages.length, 1);
      assert.ok(!window.messages[0]!.text.includes(url));
    });
  }

  test('has nothing to open for a folder, or for what is no row', async () => {
    await openInBrowser.run(app, folderNode('/a'));
    await openInBrowser.run(app, { kind: 'file' });
    await openInBrowser.run(app);
    assert.deepEqual([ran, window.messages], [[], []]);
  });
});
