import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodePath,
  encodePath,
  folderPathOf,
  hasDotSegment,
  isWithin,
  newFolderName,
  renamedFileName,
  renamedFolderName,
  splitPath,
  uploadFolder,
  uploadName,
} from '../../../../src/sandbox/library/paths';

suite('paths of the sandbox', () => {
  test('forgive slashes around a folder', () => {
    for (const path of ['a/b', '/a/b', 'a/b/', '/a/b/', '//a//b//']) {
      assert.equal(folderPathOf(path), '/a/b');
    }
    for (const path of ['', '/', '//']) assert.equal(folderPathOf(path), '/');
  });

  test('come apart into folder and name', () => {
    assert.deepEqual(splitPath('/a/b/c.jpg'), { folderPath: '/a/b', name: 'c.jpg' });
    assert.deepEqual(splitPath('c.jpg'), { folderPath: '/', name: 'c.jpg' });
  });

  test('with dots inside a name do not walk', () => {
    assert.equal(hasDotSegment('/a/report..final'), false);
    assert.equal(hasDotSegment('/a/../b'), true);
    assert.equal(hasDotSegment('./b'), true);
  });

  test('know what lies within a folder, and what only begins like it', () => {
    assert.equal(isWithin('/a/b', '/a'), true);
    assert.equal(isWithin('/a', '/a'), true);
    assert.equal(isWithin('/ab', '/a'), false);
    assert.equal(isWithin('/ab', '/'), true);
  });

  test('are cleaned by the rules of each call', () => {
    assert.equal(uploadName('my ünder_score-1.JPG'), 'my__nder_score-1.JPG');
    assert.equal(uploadFolder('a b/c.d/é'), '/a_b/c_d/_');
    assert.equal(renamedFileName('my ünder_score-1 (2).JPG'), 'my_ünder_score-1__2_.JPG');
    assert.equal(newFolderName('späte Ernte-1.x'), 'späte_Ernte_1_x');
    assert.equal(renamedFolderName('späte Ernte-1.x'), 'späte_Ernte-1_x');
  });

  test('survive a URL whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        assert.equal(decodePath(encodePath(`/${name}`)), `/${name}`);
      }),
    );
    assert.equal(decodePath('/%E0%A4%A'), undefined);
  });
});
