import assert from 'node:assert/strict';
import { checkKey, looksCutShort } from '../../../../src/core/account/privateKey';

const key = 'private_dummyKeyForDocsOnly00000=';

suite('a typed key', () => {
  const texts = [
    ['a private key', key, { kind: 'key', key }],
    ['one with blanks around it', ` \n${key}\t `, { kind: 'key', key }],
    [
      'one with + and /',
      'private_a+b/c0123456789=',
      { kind: 'key', key: 'private_a+b/c0123456789=' },
    ],
    ['one that lost its end', key.slice(0, -1), { kind: 'key', key: key.slice(0, -1) }],
    ['nothing', ' ', { kind: 'empty' }],
    ['the public key', 'public_dummyKeyForDocsOnly00000=', { kind: 'publicKey' }],
    ['the public key in capitals', 'PUBLIC_dummy', { kind: 'publicKey' }],
    [
      'one without its beginning',
      'dummyKeyForDocsOnly00000=',
      { kind: 'unusual', key: 'dummyKeyForDocsOnly00000=' },
    ],
    ['one with another beginning', 'Private_abc=', { kind: 'unusual', key: 'Private_abc=' }],
    ['two words', `${key} ${key}`, { kind: 'notAKey' }],
    ['two lines', `${key}\n${key}`, { kind: 'notAKey' }],
    ['an address', 'https://imagekit.io/dashboard', { kind: 'notAKey' }],
    ['credentials with their colon', `${key}:`, { kind: 'notAKey' }],
    ['letters beyond ASCII', 'private_ключ', { kind: 'notAKey' }],
  ] as const;
  for (const [name, text, expected] of texts) {
    test(`${name} is read as ${expected.kind}`, () => {
      assert.deepEqual(checkKey(text), expected);
    });
  }

  test('a key without its trailing = looks cut short', () => {
    assert.equal(looksCutShort(key), false);
    assert.equal(looksCutShort(key.slice(0, -1)), true);
    assert.equal(looksCutShort('something else'), false);
  });
});
