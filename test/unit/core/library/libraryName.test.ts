import assert from 'node:assert/strict';
import {
  foreignLibraries,
  libraryName,
  shareLibrary,
} from '../../../../src/core/library/libraryName';

const acme = 'https://ik.imagekit.io/acme';
const domain = 'https://images.acme.com';

suite('which library a delivery URL names', () => {
  test('is the account on the default host, and the host anywhere else', () => {
    assert.equal(libraryName(acme), 'ik.imagekit.io/acme');
    assert.equal(libraryName(`${acme}/prefix/`), 'ik.imagekit.io/acme');
    assert.equal(libraryName('//IK.imagekit.io/acme'), 'ik.imagekit.io/acme');
    assert.equal(libraryName(`${domain}/prefix`), 'images.acme.com');
    assert.equal(libraryName('https://ik.imagekit.io'), undefined);
    assert.equal(libraryName('not a URL'), undefined);
  });

  test('is the same for a sandbox on another port', () => {
    assert.ok(shareLibrary(['http://127.0.0.1:4010/demo'], ['http://127.0.0.1:50123/demo']));
    assert.ok(!shareLibrary(['http://127.0.0.1:4010/demo'], ['http://127.0.0.1:4010/other']));
    assert.ok(!shareLibrary(['http://127.0.0.1:4010/acme'], [acme]));
  });

  test("is foreign when none of those found is the account's", () => {
    const other = 'https://ik.imagekit.io/other';
    assert.deepEqual(foreignLibraries([other, other], [acme]), ['ik.imagekit.io/other']);
    assert.deepEqual(foreignLibraries([other, `${acme}/prefix`], [acme]), []);
    assert.deepEqual(foreignLibraries([domain], [acme, domain]), []);
    assert.deepEqual(foreignLibraries([], [acme]), []);
  });

  test('can not be foreign to an account that knows none of its own', () => {
    assert.deepEqual(foreignLibraries([acme], []), []);
    assert.deepEqual(foreignLibraries([acme], ['https://ik.imagekit.io']), []);
  });
});
