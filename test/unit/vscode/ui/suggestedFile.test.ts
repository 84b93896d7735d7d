import assert from 'node:assert/strict';
import os from 'node:os';
import * as vscode from 'vscode';
import { suggestedFile } from '../../../../src/vscode/ui/suggestedFile';

suite('where a file is offered to be saved', () => {
  const replaced = vscode.workspace as unknown as { workspaceFolders: unknown };
  const own = replaced.workspaceFolders;
  teardown(() => (replaced.workspaceFolders = own));

  test('is the first folder of the workspace', () => {
    assert.equal(suggestedFile('a.csv').path, '/workspace/a.csv');
  });

  test('is the home folder where none is open, never the root of the drive', () => {
    replaced.workspaceFolders = undefined;
    assert.equal(suggestedFile('a.csv').path, `${os.homedir()}/a.csv`);
  });
});
