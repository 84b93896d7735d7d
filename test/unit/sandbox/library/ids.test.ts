import assert from 'node:assert/strict';
import {
  IdSource,
  isWellFormedId,
  uniqueSuffix,
  versionToken,
} from '../../../../src/sandbox/library/ids';

suite('ids of the sandbox', () => {
  test('are 24 hex digits that begin with the creation seconds and never repeat', () => {
    const ids = new IdSource();
    const at = Date.parse('2021-12-11T00:58:39Z');
    const made = Array.from({ length: 1000 }, () => ids.next(at));
    assert.equal(new Set(made).size, 1000);
    for (const id of made) assert.match(id, /^61b3f7bf[0-9a-f]{16}$/);
  });

  test('sort in the order in which they were made', () => {
    const ids = new IdSource();
    const made = Array.from({ length: 300 }, () => ids.next(0));
    assert.deepEqual(made.toSorted(), made);
  });

  test('are well-formed with 24 hex digits, or with any plain characters when lenient', () => {
    assert.equal(isWellFormedId('0'.repeat(24), false), true);
    for (const id of ['forgedfileid00', '3e21880d5efe355febd4bccx', '', '0'.repeat(25)]) {
      assert.equal(isWellFormedId(id, false), false, id);
    }
    assert.equal(isWellFormedId('fileId', true), true);
    for (const id of ['', '/a/b.jpg', 'a.b', 'x'.repeat(65)]) {
      assert.equal(isWellFormedId(id, true), false, id);
    }
  });

  test('have a delivery token of their own, another after each publication', () => {
    const tokens = [versionToken('a', 0), versionToken('a', 1), versionToken('b', 0)];
    assert.equal(new Set(tokens).size, 3);
    for (const token of tokens) assert.match(token, /^[A-Za-z0-9._]{32}$/);
    assert.equal(versionToken('a', 1), tokens[1]);
  });

  test('make suffixes that fit into a file name', () => {
    assert.match(uniqueSuffix('a'), /^[\w-]{9}$/);
    assert.notEqual(uniqueSuffix('a'), uniqueSuffix('b'));
  });
});
