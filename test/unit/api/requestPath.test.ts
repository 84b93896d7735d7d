import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiError } from '../../../src/api/errors';
import { checkedFolderPath, checkedId, queryString } from '../../../src/api/requestPath';

function refusedAs(reason: string) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof ApiError && error.failure.kind === 'rejected');
    const { status, mayHaveActed } = error.failure;
    assert.deepEqual([status, mayHaveActed], [undefined, 'no']);
    return error.failure.reason === reason;
  };
}

suite('request paths', () => {
  for (const id of ['598821f949c0a938d57563bd', '3e21880d5efe355febd4bccx', 'fileId', 'a_-Z'])
    test(`lets the id ${id} through as it is`, () => assert.equal(checkedId(id), id));

  const badIds = ['', ' ', '.', '..', 'a/b', '/a/b.jpg', 'a%2Fb', 'a?b', 'a#b', 'a b', 'é', 'a\n'];
  for (const id of [...badIds, 'x'.repeat(65)])
    test(`refuses the id ${JSON.stringify(id).slice(0, 20)}`, () =>
      assert.throws(() => checkedId(id), refusedAs('INVALID_ID')));

  test('never repeats what was refused: it may be a key', () => {
    assert.throws(
      () => checkedId('private_abc+/='),
      (error: Error) => !error.message.includes('private_'),
    );
  });

  test('an id that passes can only ever be one segment of a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (id) => {
        try {
          const { pathname } = new URL(`http://h/v1/files/${checkedId(id)}/details`);
          assert.equal(pathname, `/v1/files/${id}/details`);
          assert.equal(pathname.split('/').length, 5);
        } catch (error) {
          assert.ok(error instanceof ApiError, String(error));
        }
      }),
    );
  });

  test('takes the path of a folder below the root, with or without a slash at its end', () => {
    assert.equal(checkedFolderPath('/a'), '/a');
    assert.equal(checkedFolderPath('/a/b c/'), '/a/b c');
    assert.equal(checkedFolderPath('/ünï/日本/..x/.hidden'), '/ünï/日本/..x/.hidden');
  });

  test('takes a percent sign in a name that stands for nothing else', () => {
    for (const path of ['/50%', '/100%25', '/a%20b', '/caf%C3%A9']) {
      assert.equal(checkedFolderPath(path), path);
    }
  });

  const encodedFolders = ['/%2e%2e', '/a/%2E', '/a%2fb', '/a%5Cb', '/%2a', '/a%00'];
  const badFolders = ['', '/', '//', ' ', '/ ', '/./', '/..', '/a/../b', '/a/.', 'a', 'a/b', '.'];
  for (const path of [
    ...badFolders,
    '/a//b',
    '/a//',
    '//a',
    '/a/ /b',
    '/a/ .. /b',
    '/a\\b',
    '/*',
    ...encodedFolders,
  ])
    test(`refuses the folder ${JSON.stringify(path)}`, () =>
      assert.throws(() => checkedFolderPath(path), refusedAs('INVALID_FOLDER_PATH')));

  test('refuses a folder with a control character', () =>
    assert.throws(() => checkedFolderPath('/a\u0000'), refusedAs('INVALID_FOLDER_PATH')));

  test('writes a query that reads back as it was', () => {
    const values = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(undefined)),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(values, (query) => {
        const expected = Object.entries(query).filter(([, value]) => value !== undefined);
        const read = new URL(`http://h/v1/files${queryString(query)}`).searchParams;
        assert.deepEqual(
          [...read],
          expected.map(([name, value]) => [name, String(value)]),
        );
      }),
    );
  });

  test('writes blanks as %20 and nothing for nothing', () => {
    assert.equal(queryString({ a: 'x y+z', b: undefined, c: 0 }), '?a=x%20y%2Bz&c=0');
    assert.equal(queryString({ a: undefined }), '');
  });

  test('refuses half a surrogate pair', () =>
    assert.throws(() => queryString({ path: 'a\ud800' }), refusedAs('INVALID_QUERY')));
});
