import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import fc from 'fast-check';
import { signedUrl } from '../../../../src/api/recovery/signedUrl';

const key = 'private_dummyKeyForDocsOnly00000=';
const endpoint = 'https://ik.imagekit.io/demo_id/';
const expiry = 1767225600;

suite('a signed URL', () => {
  const vectors: readonly (readonly [string, number | undefined, string])[] = [
    [
      'private/contract.pdf?tr=orig-true',
      expiry,
      `&ik-t=${expiry}&ik-s=0cbc0d561f23fe8ba3086105dcd3149d097d1adc`,
    ],
    ['private/contract.pdf', undefined, '?ik-s=ccbd2cbb56c4c3cff3537b6279718beb9aef66bc'],
    [
      'private/r%C3%A9sum%C3%A9%20v2.pdf?tr=orig-true',
      expiry,
      `&ik-t=${expiry}&ik-s=fc8865565fdca6572e7398710d5968e4e8b674f5`,
    ],
    [
      'private/contract.pdf?ik-obj-version=bREnN9Z5VQQ5OOZCSvaXcO9SW.su4QLu&updatedAt=1566630881313&tr=orig-true',
      expiry,
      `&ik-t=${expiry}&ik-s=1e0f5b368fda2ec7dbe32c6d2a4267f598f28cc0`,
    ],
  ];
  for (const [rest, expiresAt, tail] of vectors) {
    test(`of ${rest} is the documented one`, () => {
      assert.equal(signedUrl(endpoint + rest, endpoint, key, expiresAt), endpoint + rest + tail);
    });
  }

  test('does not depend on how the endpoint ends', () => {
    const url = `${endpoint}a.jpg`;
    const bare = endpoint.slice(0, -1);
    assert.equal(signedUrl(url, bare, key, expiry), signedUrl(url, endpoint, key, expiry));
  });

  test('is what the official SDK signs', () => {
    const sdk = new ImageKit({ privateKey: key });
    const name = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,11}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.boolean(), (names, isTr) => {
        const src = `/x${names.join('/')}`;
        const built = sdk.helper.buildSrc({
          urlEndpoint: endpoint,
          src,
          signed: true,
          ...(isTr && { queryParameters: { tr: 'orig-true' } }),
        });
        const url = `${endpoint.slice(0, -1)}${src}${isTr ? '?tr=orig-true' : ''}`;
        assert.equal(signedUrl(url, endpoint, key), built);
      }),
      { numRuns: 200 },
    );
  });

  test('is not made for an address of another endpoint', () => {
    assert.equal(signedUrl('https://ik.imagekit.io/other/a.jpg', endpoint, key), undefined);
    assert.equal(signedUrl('https://ik.imagekit.io/demo_id', endpoint, key), undefined);
  });

  test('does not hold the key', () => {
    assert.ok(!signedUrl(`${endpoint}a.jpg`, endpoint, key, expiry)?.includes('dummyKey'));
  });
});
