import assert from 'node:assert/strict';
import {
  maxNameLength,
  nameProblem,
  onlyAccount,
  parseAccounts,
} from '../../../../src/core/account/account';
import type { Account } from '../../../../src/core/account/account';

const acme: Account = {
  id: 'a1',
  name: 'Acme Straße',
  kind: 'production',
  urlEndpoints: ['https://ik.imagekit.io/acme'],
};
const shop: Account = { id: 's1', name: 'shop', kind: 'development', urlEndpoints: [] };
const sandbox: Account = { id: 'x1', name: 'Sandbox', kind: 'sandbox', urlEndpoints: [] };

suite('the name of an account', () => {
  const names = [
    ['acme', undefined],
    ['  acme  ', undefined],
    ['商店', undefined],
    ['x'.repeat(maxNameLength), undefined],
    ['x'.repeat(maxNameLength + 1), 'tooLong'],
    ['', 'empty'],
    [' \t ', 'empty'],
    ['Acme Straße', 'taken'],
    ['acme STRAßE', 'taken'],
    [' acme straße ', 'taken'],
    ['two\nlines', 'unprintable'],
    ['reversed \u202eemca', 'unprintable'],
    ['zero\u200bwidth', 'unprintable'],
    ['bell\u0007', 'unprintable'],
  ] as const;
  for (const [name, problem] of names) {
    test(`${JSON.stringify(name.slice(0, 20))} is ${problem ?? 'fine'}`, () => {
      assert.equal(nameProblem(name, [acme, shop]), problem);
    });
  }
});

suite('stored accounts', () => {
  test('come back as they were stored', () => {
    const accounts = [acme, { ...shop, access: 'readOnly' }, sandbox];
    const stored: unknown = JSON.parse(JSON.stringify(accounts));
    assert.deepEqual(parseAccounts(stored), accounts);
  });

  test('an entry that is no account is left out, and the others stay', () => {
    const broken = [
      null,
      'acme',
      {},
      { ...acme, kind: 'root' },
      { ...acme, access: 'all' },
      { ...acme, id: '' },
      { ...acme, urlEndpoints: 'https://ik.imagekit.io/acme' },
    ];
    assert.deepEqual(parseAccounts([...broken, shop]), [shop]);
  });

  test('a delivery URL that is none is left out', () => {
    const urlEndpoints = ['https://ik.imagekit.io/acme', 'command:quit', 'https://u:p@evil.test'];
    assert.deepEqual(parseAccounts([{ ...shop, urlEndpoints }])[0]?.urlEndpoints, [
      'https://ik.imagekit.io/acme',
    ]);
  });

  test('nothing but the known fields is taken over', () => {
    const entry = { ...shop, apiHost: 'https://evil.test', key: 'private_x' };
    assert.deepEqual(parseAccounts([entry]), [shop]);
  });

  for (const stored of [undefined, null, 'text', 7, {}]) {
    test(`${JSON.stringify(stored)} holds no account`, () => {
      assert.deepEqual(parseAccounts(stored), []);
    });
  }
});

suite('the account where none was chosen', () => {
  const cases = [
    ['no account', [], undefined],
    ['the only account', [acme], acme],
    ['the only sandbox', [sandbox], sandbox],
    ['the real one beside the sandbox', [sandbox, acme], acme],
    ['none of two real ones', [acme, shop], undefined],
  ] as const;
  for (const [name, accounts, expected] of cases) {
    test(`is ${name}`, () => assert.equal(onlyAccount(accounts), expected));
  }
});
