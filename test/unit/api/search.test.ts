import assert from 'node:assert/strict';
import fc from 'fast-check';
import { searchQuery } from '../../../src/api/search';
import type { Condition } from '../../../src/api/search';

suite('search', () => {
  const table: readonly (readonly [Condition, string])[] = [
    [{ kind: 'type', is: 'file' }, 'type = "file"'],
    [{ kind: 'ids', in: ['a1', 'b_2'] }, 'id IN ["a1","b_2"]'],
    [{ kind: 'name', match: 'is', value: 'a b.jpg' }, 'name = "a b.jpg"'],
    [{ kind: 'name', match: 'startsWith', value: 'a' }, 'name : "a"'],
    [{ kind: 'name', match: 'has', value: 'Ärmel' }, 'name HAS "Ärmel"'],
    [{ kind: 'folder', match: 'is', path: '/a b' }, 'path = "/a b"'],
    [{ kind: 'folder', match: 'below', path: '/a' }, 'path : "/a"'],
    [
      {
        kind: 'all',
        of: [
          { kind: 'type', is: 'file' },
          {
            kind: 'any',
            of: [
              { kind: 'name', match: 'is', value: 'x' },
              { kind: 'name', match: 'has', value: 'y' },
            ],
          },
        ],
      },
      '(type = "file") AND ((name = "x") OR (name HAS "y"))',
    ],
  ];
  for (const [condition, query] of table)
    test(`writes ${query}`, () => assert.equal(searchQuery(condition), query));

  const unsayable: readonly Condition[] = [
    { kind: 'name', match: 'is', value: 'a"b' },
    { kind: 'name', match: 'is', value: 'a\\' },
    { kind: 'name', match: 'is', value: 'a\nb' },
    { kind: 'name', match: 'is', value: '\ud800' },
    { kind: 'name', match: 'startsWith', value: '' },
    { kind: 'folder', match: 'is', path: '/a" OR type = "folder' },
    { kind: 'ids', in: [] },
    { kind: 'ids', in: ['ok', 'a","b'] },
    { kind: 'all', of: [] },
    {
      kind: 'any',
      of: [
        { kind: 'type', is: 'file' },
        { kind: 'name', match: 'is', value: '"' },
      ],
    },
  ];
  for (const condition of unsayable)
    test(`has no query for ${JSON.stringify(condition)}`, () =>
      assert.equal(searchQuery(condition), undefined));

  test('a value can never end its own quotes', () => {
    const values = fc.string({ unit: fc.constantFrom('"', '\\', 'a', ' ', ')', '[', 'OR', '日') });
    fc.assert(
      fc.property(values, values, (name, path) => {
        const query = searchQuery({
          kind: 'all',
          of: [
            { kind: 'name', match: 'is', value: name },
            { kind: 'folder', match: 'is', path },
          ],
        });
        if (query === undefined) {
          assert.ok(name === '' || path === '' || /["\\]/.test(name + path));
          return;
        }
        // Without its two quoted texts only our own words are left.
        const quoted = /"[^"]*"/g;
        assert.equal(query.replace(quoted, '?'), '(name = ?) AND (path = ?)');
        assert.deepEqual(query.match(quoted), [`"${name}"`, `"${path}"`]);
      }),
    );
  });
});
