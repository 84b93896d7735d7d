import assert from 'node:assert/strict';
import { ownUrl } from '../../../../src/core/lookup/ownUrl';

suite('ownUrl', () => {
  const endpoints = ['https://ik.imagekit.io/acme', 'https://img.acme.com'];
  const table = [
    ['https://ik.imagekit.io/acme/a.jpg', true],
    ['http://IK.imagekit.io/acme/', true],
    ['https://ik.imagekit.io/acme', true],
    ['https://ik.imagekit.io/acme2/a.jpg', false],
    ['https://ik.imagekit.io/a/../acme/a.jpg', true],
    ['https://ik.imagekit.io/acme/../other/a.jpg', false],
    ['https://img.acme.com/a.jpg', true],
    ['https://img.acme.com.evil.example/a.jpg', false],
  ] as const;
  for (const [url, own] of table) {
    test(`${url} is ${own ? '' : 'not '}the account's`, () => {
      assert.equal(ownUrl({ url }, endpoints), own);
    });
  }

  test('takes no more than linear time for slashes without end', () => {
    const start = performance.now();
    assert.ok(ownUrl({ url: `https://img.acme.com${'/'.repeat(1_000_000)}x` }, endpoints));
    assert.ok(performance.now() - start < 2000);
  });
});
