import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { withLookUpProgress } from '../../../../src/vscode/ui/progress';

suite('the word about a look-up in the status bar', () => {
  const { setStatusBarMessage } = vscode.window;

  teardown(() => {
    Object.assign(vscode.window, { setStatusBarMessage });
  });

  test('draws no icon that a name is called by', async () => {
    const said: string[] = [];
    Object.assign(vscode.window, {
      setStatusBarMessage: (text: string) => {
        said.push(text);
        return new vscode.Disposable(() => undefined);
      },
    });
    await withLookUpProgress('checking the key of $(trash)', () => Promise.resolve());
    assert.deepEqual(said, ['$(loading~spin) ImageKit: checking the key of \\$(trash)']);
  });
});
