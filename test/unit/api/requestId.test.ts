import assert from 'node:assert/strict';
import fc from 'fast-check';
import { requestIdOf } from '../../../src/api/requestId';

const key = 'private_dummyKeyForDocsOnly00000=';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

suite('the id of a request', () => {
  for (const id of [
    '3c1b2a90-7a4e-4a51-9b3e-52a1e0c3f1de',
    'req-1',
    'a',
    '9f.b:c_d',
    'x'.repeat(100),
  ])
    test(`can be ${id}`, () => assert.equal(requestIdOf(` ${id} `, key), id));

  const odd = [
    null,
    '',
    ' ',
    'x'.repeat(101),
    'a b',
    'a, b',
    'a,b',
    '=1+1',
    '-1',
    '@SUM(A1)',
    'a"b',
    '<b>',
    'a/../b',
    'a\tb',
    'ä',
    '$(trash)',
  ];
  for (const header of odd)
    test(`can't be ${JSON.stringify(header)}`, () => {
      assert.equal(requestIdOf(header, key), undefined);
    });

  const bare = key.slice('private_'.length, -1);
  const echoes = [
    key,
    key.slice(0, -1),
    bare,
    `id-${bare}-1`,
    base64(`${key}:`),
    base64(`${key}:`).replace(/=+$/, ''),
    `x${base64(`${key}:`).replace(/=+$/, '')}`,
    base64(`${key}:do_not_set`),
    base64(key).replace(/=+$/, ''),
    Buffer.from(`${key}:`).toString('base64url'),
    encodeURIComponent(key),
    `Basic ${base64(`${key}:`)}`,
  ];
  for (const echo of echoes)
    test(`can't be an echo of the key: ${echo}`, () => {
      assert.equal(requestIdOf(echo, key), undefined);
    });

  test("can't be an echo of a key of another shape", () => {
    for (const unusual of ['abcdef123456', 'sk-live-0123', 'A'.repeat(30)])
      for (const echo of [unusual, `a${unusual}b`, base64(`${unusual}:`).replace(/=+$/, '')])
        assert.equal(requestIdOf(echo, unusual), undefined, echo);
  });

  test('never holds anything but a plain token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        const id = requestIdOf(header, key);
        assert.ok(id === undefined || /^[A-Za-z0-9][\w.:-]{0,99}$/.test(id));
      }),
    );
  });
});
