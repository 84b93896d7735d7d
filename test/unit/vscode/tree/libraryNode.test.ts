import assert from 'node:assert/strict';
import { nodeId, nodeUrl, rowContext } from '../../../../src/vscode/tree/libraryNode';
import { fileNode, folderNode, moreNode, versionNode } from '../../../support/library/nodes';

suite('libraryNode', () => {
  const folder = folderNode('/products');
  const file = fileNode('/products/hero.jpg', {}, folder);
  const old = versionNode(file, 'v1');

  test('gives every row an id of its own, also where ids and names repeat', () => {
    const rows = [
      folder,
      folderNode('/products/hero.jpg'),
      file,
      fileNode('/old/hero.jpg', {}, folderNode('/old')),
      old,
      { ...old, place: 1 },
      versionNode(fileNode('/products/hero.jpg', { fileId: 'other' }, folder), 'v1'),
      moreNode(),
      moreNode(folder),
    ];
    assert.equal(new Set(rows.map(nodeId)).size, rows.length);
  });

  test('gives a row the same id after a refresh', () => {
    const again = fileNode('/products/hero.jpg', { size: 5 }, folderNode('/products'));
    assert.equal(nodeId(again), nodeId(file));
    assert.equal(nodeId(versionNode(again, 'v1')), nodeId(old));
  });

  test('offers to delete only versions that are neither current nor ambiguous', () => {
    assert.equal(rowContext(old), 'version');
    assert.equal(rowContext(versionNode(file, 'v2', { current: true })), 'version-current');
    assert.equal(rowContext(versionNode(file, 'v2', { deletable: false })), 'version-unclear');
  });

  test('knows the address of files and versions only', () => {
    assert.equal(nodeUrl(file), file.asset.url);
    assert.equal(nodeUrl(old), old.row.version.url);
    assert.equal(nodeUrl(fileNode('/a.png', { url: '' })), undefined);
    for (const row of [folder, moreNode()]) assert.equal(nodeUrl(row), undefined);
  });
});
