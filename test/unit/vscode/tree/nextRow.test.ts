import assert from 'node:assert/strict';
import { nextRow, standsFor, type LibraryNode } from '../../../../src/vscode/tree/libraryNode';
import { fileTarget, folderTarget, versionTarget } from '../../../support/deletion/targets';
import { fileNode, folderNode, versionNode } from '../../../support/library/nodes';

suite('the row after one that vanishes', () => {
  const rows = ['a', 'b', 'c', 'd'].map((name) => fileNode(`/${name}.png`));
  const [a, b, c, d] = rows as [LibraryNode, LibraryNode, LibraryNode, LibraryNode];
  const next = (...gone: readonly LibraryNode[]) =>
    nextRow(
      gone,
      (row) => gone.includes(row),
      () => rows,
    );

  test('is the next one that stays', () => {
    assert.equal(next(a), b);
    assert.equal(next(a, b), c);
    assert.equal(next(a, c), d);
  });

  test('is the one before the last, and the one above where none is left', () => {
    assert.equal(next(d), c);
    assert.equal(next(c, d), b);
    assert.equal(next(a, b, c, d), a.parent);
  });

  test('is none where the row was not drawn', () => {
    assert.equal(next(fileNode('/other.png')), undefined);
    assert.equal(next(), undefined);
  });

  test('stands for the file, the version or the folder that was deleted', () => {
    const file = fileNode('/a.png');
    assert.ok(standsFor(file, [fileTarget(file.asset)]));
    assert.ok(!standsFor(file, [fileTarget(fileNode('/b.png').asset)]));
    const version = versionNode(file, 'v1');
    assert.ok(standsFor(version, [versionTarget(file.asset, 'v1')]));
    assert.ok(!standsFor(version, [versionTarget(file.asset, 'other')]));
    const folder = folderNode('/x');
    assert.ok(standsFor(folder, [folderTarget('/x')]));
    assert.ok(!standsFor(folder, [folderTarget('/x/y')]));
  });
});
