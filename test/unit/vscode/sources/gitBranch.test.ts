import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../../../src/vscode/app';
import { gitBranch } from '../../../../src/vscode/sources/gitBranch';

suite('what a Git branch removed', () => {
  const replaced = vscode.workspace as unknown as {
    workspaceFolders: unknown;
    getConfiguration: unknown;
  };
  const own = { ...replaced };
  teardown(() => Object.assign(replaced, own));

  test('is not offered in a virtual workspace, and Git is not asked', async () => {
    replaced.workspaceFolders = [
      { uri: vscode.Uri.parse('vscode-vfs://github/acme/site'), name: 'site', index: 0 },
    ];
    replaced.getConfiguration = () => assert.fail('Git’s program is looked for');
    assert.equal(await gitBranch.isOffered?.({} as App), false);
  });
});
