import assert from 'node:assert/strict';
import { signedUrl } from '../../../src/api/signing';

const privateKey = 'private_dummyKeyForDocsOnly00000=';
const urlEndpoint = 'https://ik.imagekit.io/demo_id/';
const expiresAt = 1767225600;
const below = (path: string): string => `${urlEndpoint}${path}`;

suite('signed URLs', () => {
  test('carry the expiry and the signature', () => {
    assert.equal(
      signedUrl({
        url: below('private/contract.pdf?tr=orig-true'),
        urlEndpoint,
        privateKey,
        expiresAt,
      }),
      below(
        'private/contract.pdf?tr=orig-true&ik-t=1767225600&ik-s=0cbc0d561f23fe8ba3086105dcd3149d097d1adc',
      ),
    );
  });

  test('carry only the signature when they do not expire', () => {
    assert.equal(
      signedUrl({ url: below('private/contract.pdf'), urlEndpoint, privateKey }),
      below('private/contract.pdf?ik-s=ccbd2cbb56c4c3cff3537b6279718beb9aef66bc'),
    );
  });

  test('sign the percent-encoded form', () => {
    const url = below('private/r%C3%A9sum%C3%A9%20v2.pdf?tr=orig-true');
    const signed = signedUrl({ url, urlEndpoint, privateKey, expiresAt });
    assert.equal(signed, `${url}&ik-t=1767225600&ik-s=fc8865565fdca6572e7398710d5968e4e8b674f5`);
  });

  test('sign every parameter of a version', () => {
    const url = below(
      'private/contract.pdf?ik-obj-version=bREnN9Z5VQQ5OOZCSvaXcO9SW.su4QLu&updatedAt=1566630881313&tr=orig-true',
    );
    const signed = signedUrl({ url, urlEndpoint, privateKey, expiresAt });
    assert.equal(signed, `${url}&ik-t=1767225600&ik-s=1e0f5b368fda2ec7dbe32c6d2a4267f598f28cc0`);
  });

  test('agree with the value of the official test suite', () => {
    const key = { urlEndpoint: 'https://ik.imagekit.io/x', privateKey: 'dummy-key' };
    const url = 'https://ik.imagekit.io/x/sdk-testing-files/future-search.png';
    assert.equal(
      signedUrl({ url, ...key }),
      `${url}?ik-s=32dbbbfc5f945c0403c71b54c38e76896ef2d6b0`,
    );
  });

  test('are the same with and without a slash at the end of the endpoint', () => {
    const url = below('a.png');
    assert.equal(
      signedUrl({ url, urlEndpoint: 'https://ik.imagekit.io/demo_id', privateKey }),
      signedUrl({ url, urlEndpoint, privateKey }),
    );
  });

  for (const url of [
    'https://ik.imagekit.io/demo_id2/a.png',
    'https://evil.example/https://ik.imagekit.io/demo_id/a.png',
    'https://ik.imagekit.io/demo_id/a.png?ik-s=abc',
    'https://ik.imagekit.io/demo_id/a.png?x=1&ik-t=5',
  ])
    test(`are not made of ${url}`, () =>
      assert.equal(signedUrl({ url, urlEndpoint, privateKey }), undefined));
});
