import assert from 'node:assert/strict';
import { chosenNodes, claimsOf } from '../../../../src/vscode/sources/treeSelection';
import type { LibraryNode } from '../../../../src/vscode/tree/libraryNode';
import { fileNode, folderNode, moreNode, versionNode } from '../../../support/library/nodes';

const products = folderNode('/products');
const old = folderNode('/products/old', products);
const productsNew = folderNode('/products new');
const hero = fileNode('/products/hero.jpg', {}, products);
const banner = fileNode('/products/old/banner.png', {}, old);
const logo = fileNode('/logo.svg');
const heroV1 = versionNode(hero, 'v1');
const heroV2 = versionNode(hero, 'v2', { current: true });

function refs(nodes: readonly LibraryNode[]) {
  return claimsOf(nodes).map(({ ref, source }) => {
    assert.equal(source, undefined);
    switch (ref.kind) {
      case 'id':
        return ref.fileId;
      case 'version':
        return `${ref.fileId}/${ref.versionId}`;
      case 'folder':
        return ref.folderPath;
      default:
        return assert.fail(`a row never asks for a ${ref.kind}`);
    }
  });
}

suite('treeSelection', () => {
  suite('what a command is about', () => {
    test('is the whole selection when a selected row was clicked', () => {
      assert.deepEqual(chosenNodes(hero, [logo, hero], [logo, hero]), [logo, hero]);
    });

    test('is only the clicked row when it is not selected', () => {
      assert.deepEqual(chosenNodes(banner, [logo, hero], [logo, hero]), [banner]);
      assert.deepEqual(chosenNodes(banner, undefined, [logo, hero]), [banner]);
    });

    test('is the selection when a key was pressed', () => {
      assert.deepEqual(chosenNodes('selection', undefined, [logo, hero]), [logo, hero]);
      assert.deepEqual(chosenNodes('selection', undefined, []), []);
    });

    test('is nothing, whatever is selected, when a caller names no row', () => {
      const others = [undefined, null, '', 'all', 0, {}, [], [logo], { ...logo }];
      for (const other of others) {
        assert.deepEqual(chosenNodes(other, undefined, [logo, hero]), []);
        assert.deepEqual(chosenNodes(other, [logo], [logo, hero]), []);
      }
    });

    test('is never something that only looks like a row', () => {
      const forged = { ...folderNode('/products') };
      assert.deepEqual(chosenNodes(forged, [forged], []), []);
      assert.deepEqual(chosenNodes(hero, [hero, forged, 'x', null], []), [hero]);
      for (const other of [null, 'x', 1, {}, []]) assert.deepEqual(chosenNodes(other, [], []), []);
    });
  });

  suite('what is asked to be deleted', () => {
    const cases: readonly (readonly [string, readonly LibraryNode[], readonly string[]])[] = [
      ['a file by its id', [logo], ['id-of-logo.svg']],
      ['a version by both ids', [heroV1], ['id-of-hero.jpg/v1']],
      ['a folder by its path', [products], ['/products']],
      [
        'several rows in their order',
        [logo, old, heroV1],
        ['id-of-logo.svg', '/products/old', 'id-of-hero.jpg/v1'],
      ],
      ['a folder without the files in it', [hero, products], ['/products']],
      ['a folder without the folders in it', [products, old], ['/products']],
      ['a folder without files deeper in it', [banner, products], ['/products']],
      ['a folder without versions in it', [heroV1, products], ['/products']],
      ['a file without its versions', [heroV1, hero], ['id-of-hero.jpg']],
      [
        'a folder and a namesake that only begins alike',
        [products, productsNew],
        ['/products', '/products new'],
      ],
      ['a folder and a file beside it', [old, hero], ['/products/old', 'id-of-hero.jpg']],
      ['nothing for the current version', [heroV2], []],
      [
        'nothing for a version that is not told apart',
        [versionNode(hero, 'v1', { deletable: false })],
        [],
      ],
      ['nothing for rows that stand for nothing', [moreNode()], []],
      ['nothing without rows', [], []],
    ];
    for (const [title, nodes, expected] of cases) {
      test(`is ${title}`, () => assert.deepEqual(refs(nodes), expected));
    }
  });
});
