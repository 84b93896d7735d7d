import assert from 'node:assert/strict';
import { checkSignature } from '../../../../src/sandbox/delivery/signature';

const KEY = 'private_dummyKeyForDocsOnly00000=';
const EXPIRY = 1767225600;
const BEFORE = (EXPIRY - 1) * 1000;

suite('signature', () => {
  const check = (rest: string, now = BEFORE): string => checkSignature(rest, KEY, now);

  for (const rest of [
    'private/contract.pdf?tr=orig-true&ik-t=1767225600&ik-s=0cbc0d561f23fe8ba3086105dcd3149d097d1adc',
    'private/contract.pdf?ik-s=ccbd2cbb56c4c3cff3537b6279718beb9aef66bc',
    'private/r%C3%A9sum%C3%A9%20v2.pdf?tr=orig-true&ik-t=1767225600&ik-s=fc8865565fdca6572e7398710d5968e4e8b674f5',
    'private/contract.pdf?ik-obj-version=bREnN9Z5VQQ5OOZCSvaXcO9SW.su4QLu&updatedAt=1566630881313&tr=orig-true&ik-t=1767225600&ik-s=1e0f5b368fda2ec7dbe32c6d2a4267f598f28cc0',
  ]) {
    test(`is valid for the published ${rest}`, () => assert.equal(check(rest), 'valid'));

    test(`is invalid once the query of ${rest} is touched`, () => {
      assert.equal(check(`${rest}&tr=w-1`), 'invalid');
    });
  }

  test('ends with the second of its expiry', () => {
    const rest =
      'private/contract.pdf?tr=orig-true&ik-t=1767225600&ik-s=0cbc0d561f23fe8ba3086105dcd3149d097d1adc';
    assert.equal(check(rest, EXPIRY * 1000), 'invalid');
  });

  test('without an expiry does not end', () => {
    const rest = 'private/contract.pdf?ik-s=ccbd2cbb56c4c3cff3537b6279718beb9aef66bc';
    assert.equal(check(rest, EXPIRY * 2000), 'valid');
  });

  test('may be absent', () => {
    assert.equal(check('private/contract.pdf'), 'unsigned');
    assert.equal(check('private/contract.pdf?tr=orig-true'), 'unsigned');
  });

  test('is invalid when empty or of another length', () => {
    assert.equal(check('private/contract.pdf?ik-s='), 'invalid');
    assert.equal(check('private/contract.pdf?ik-s=ccbd'), 'invalid');
  });
});
