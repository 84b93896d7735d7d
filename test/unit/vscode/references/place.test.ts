import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeUri } from '../../../../src/vscode/references/place';

const folder = (name: string) => ({ uri: vscode.Uri.file(`/code/${name}`), name, index: 0 });

suite('the file of a place', () => {
  const own = vscode.workspace.workspaceFolders;
  const open = (...names: readonly string[]) =>
    Object.assign(vscode.workspace, { workspaceFolders: names.map(folder) });
  teardown(() => void Object.assign(vscode.workspace, { workspaceFolders: own }));

  const pathOf = (file: string) => placeUri({ file })?.path;

  test('is below the only folder, whatever it is called', () => {
    open('shop');
    assert.equal(pathOf('src/a.ts'), '/code/shop/src/a.ts');
    assert.equal(pathOf('shop/a.ts'), '/code/shop/shop/a.ts');
  });

  test('is in the folder that it begins with, where several are open', () => {
    open('shop', 'shop-api');
    assert.equal(pathOf('shop-api/a.ts'), '/code/shop-api/a.ts');
    assert.equal(pathOf('shop/a.ts'), '/code/shop/a.ts');
  });

  test('is nowhere, and not in any folder, when none is meant', () => {
    open('shop', 'api');
    assert.equal(pathOf('docs/a.ts'), undefined);
    open();
    assert.equal(pathOf('a.ts'), undefined);
  });
});
