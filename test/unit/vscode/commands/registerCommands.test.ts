import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { ApiError } from '../../../../src/api/errors';
import type { App } from '../../../../src/vscode/app';
import { registerCommands } from '../../../../src/vscode/commands/registerCommands';
import { root } from '../../../support/paths';
import { scriptWindow, type ScriptedWindow } from '../../../support/scriptedWindow';

const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const key = 'private_dummyKeyForDocsOnly00000=';

suite('a command that is run', () => {
  let window: ScriptedWindow;
  let logged: string[];
  let shown: number;
  let failure: Error | undefined;
  let registration: vscode.Disposable;

  setup(() => {
    window = scriptWindow();
    logged = [];
    shown = 0;
    failure = undefined;
    const app = {
      accounts: { active: { name: 'acme' } },
      log: {
        error: (line: string) => logged.push(line),
        show: () => {
          if (failure) throw failure;
          shown += 1;
        },
      },
    } as unknown as App;
    registration = registerCommands(manifest, () => Promise.resolve(app));
  });

  teardown(() => {
    registration.dispose();
    window.restore();
  });

  const run = (id: string) => vscode.commands.executeCommand(id);

  test('does its work, and says nothing of its own', async () => {
    await run('imagekitCleanup.showLog');
    assert.equal(shown, 1);
    assert.deepEqual([window.messages, logged], [[], []]);
  });

  test('makes one message and one line in the log of what it throws, without the key', async () => {
    failure = new Error(`it broke with ${key}`);
    await run('imagekitCleanup.showLog');
    assert.equal(window.messages.length, 1);
    assert.equal(logged.length, 1);
    assert.match(logged[0]!, /^imagekitCleanup\.showLog: Error: it broke/);
    for (const text of [window.messages[0]!.text, logged[0]!]) assert.ok(!text.includes(key), text);
  });

  test('runs again when Retry is pressed, and only then', async () => {
    failure = new ApiError(
      { kind: 'server', status: 502, message: 'x', requestId: undefined, mayHaveActed: 'no' },
      'GET /v1/files',
    );
    window.onMessage(({ buttons }) => {
      assert.deepEqual(buttons, ['Retry', 'Show Log']);
      failure = undefined;
      return 'Retry';
    });
    await run('imagekitCleanup.showLog');
    assert.deepEqual([shown, logged.length], [1, 1]);
    failure = new TypeError('x');
    window.onMessage(() => undefined);
    await run('imagekitCleanup.showLog');
    assert.deepEqual([shown, logged.length], [1, 2]);
  });

  test('is told from one that only package.json knows', async () => {
    registration.dispose();
    const commands = [{ command: 'imagekitCleanup.noSuchThing' }];
    const app = { accounts: {}, log: { error: (line: string) => logged.push(line) } };
    const load = () => Promise.resolve(app as unknown as App);
    registration = registerCommands({ contributes: { commands } }, load);
    await run('imagekitCleanup.noSuchThing');
    assert.match(logged[0]!, /imagekitCleanup\.noSuchThing is not in commands\/all\.ts/);
  });
});
