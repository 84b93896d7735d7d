import assert from 'node:assert/strict';
import { readTypedUrl } from '../../../../src/core/cdn/typedUrl';

const endpoint = 'https://ik.imagekit.io/acme';

function read(text: string, urlEndpoints: readonly string[] = [endpoint]) {
  const typed = readTypedUrl(text, { kind: 'development', urlEndpoints });
  return typed.kind === 'refused' ? typed.why : typed.plan.calls;
}

suite('a URL that is typed to be purged', () => {
  test('takes the file with its variants where the rules allow it', () => {
    assert.deepEqual(read(` ${endpoint}/a.jpg?tr=w-100 `), [
      {
        url: `${endpoint}/a.jpg*`,
        proves: [`${endpoint}/a.jpg`, `${endpoint}/a.jpg?tr=w-100`],
        signed: [],
      },
    ]);
    assert.deepEqual(read(`${endpoint}/tr:w-100/a.jpg`), [
      { url: `${endpoint}/tr:w-100/a.jpg`, proves: [`${endpoint}/tr:w-100/a.jpg`], signed: [] },
    ]);
  });

  test('takes a star at its end as it is', () => {
    assert.deepEqual(read(`${endpoint}/shop/old/*`), [
      { url: `${endpoint}/shop/old/*`, proves: [], signed: [] },
    ]);
    assert.deepEqual(read(`${endpoint}/a.jpg*`), [
      { url: `${endpoint}/a.jpg*`, proves: [`${endpoint}/a.jpg`], signed: [] },
    ]);
    assert.equal(read(`${endpoint}/tmp/*`), 'starRefused');
    assert.equal(read(`${endpoint}/media/catalog/*`), 'starRefused');
    assert.equal(read(`${endpoint}/a/*/b.jpg`), 'starInside');
    assert.equal(read(`${endpoint}/a/*/*`), 'starInside');
    assert.equal(read(`${endpoint}/*`), 'foreign');
  });

  test('is of this account, and holds no key', () => {
    assert.equal(read('https://ik.imagekit.io/other/a.jpg'), 'foreign');
    assert.equal(read('https://elsewhere.example/a.jpg'), 'foreign');
    assert.equal(read(`${endpoint}/`), 'foreign');
    assert.equal(read('/products/a.jpg'), 'notAUrl');
    assert.equal(read('private_dummyKeyForDocsOnly00000='), 'key');
    assert.equal(read(`${endpoint}/a.jpg?x=private_dummyKeyForDocsOnly00000=`), 'key');
    assert.equal(read(''), 'notAUrl');
  });

  test('may have any ID where the account has no delivery URL yet', () => {
    assert.equal(typeof read('https://ik.imagekit.io/any/a.jpg', []), 'object');
    assert.equal(read('https://img.acme.com/a.jpg', []), 'foreign');
  });

  test('keeps no signature, and can’t be proven by one', () => {
    const calls = read(`${endpoint}/p/a.pdf?ik-t=17&ik-s=abc`);
    assert.deepEqual(calls, [
      { url: `${endpoint}/p/a.pdf*`, proves: [], signed: [`${endpoint}/p/a.pdf`] },
    ]);
  });
});
