import assert from 'node:assert/strict';
import {
  learnUrlEndpoint,
  parseUrlEndpoints,
  urlEndpoint,
} from '../../../../src/core/account/urlEndpoint';

suite('a delivery URL', () => {
  const texts = [
    ['https://ik.imagekit.io/acme', 'https://ik.imagekit.io/acme'],
    ['https://ik.imagekit.io/acme/', 'https://ik.imagekit.io/acme'],
    ['https://ik.imagekit.io/acme///', 'https://ik.imagekit.io/acme'],
    ['HTTPS://IK.ImageKit.io/Acme', 'https://ik.imagekit.io/Acme'],
    ['https://images.example.com', 'https://images.example.com'],
    ['https://images.example.com/', 'https://images.example.com'],
    ['http://127.0.0.1:4010/sandbox', 'http://127.0.0.1:4010/sandbox'],
    ['https://images.example.com/a/b', 'https://images.example.com/a/b'],
    ['', undefined],
    ['acme', undefined],
    ['ik.imagekit.io/acme', undefined],
    ['https:ik.imagekit.io/acme', undefined],
    ['https://', undefined],
    ['ftp://ik.imagekit.io/acme', undefined],
    ['command:workbench.action.quit', undefined],
    ['javascript://ik.imagekit.io/%0aalert(1)', undefined],
    ['https://user:secret@ik.imagekit.io/acme', undefined],
    ['https://ik.imagekit.io/acme?tr=w-1', undefined],
    ['https://ik.imagekit.io/acme#top', undefined],
    ['https://ik.imagekit.io/acme/?', undefined],
  ] as const;
  for (const [text, expected] of texts) {
    test(`${JSON.stringify(text)} is ${expected ?? 'none'}`, () => {
      assert.equal(urlEndpoint(text), expected);
    });
  }
});

suite('typed delivery URLs', () => {
  test('are separated by commas, blanks or lines, and named once', () => {
    assert.deepEqual(
      parseUrlEndpoints(' https://a.test/x , https://b.test\n\thttps://a.test/x/,, '),
      { kind: 'urls', urls: ['https://a.test/x', 'https://b.test'] },
    );
  });

  test('may be none', () => {
    assert.deepEqual(parseUrlEndpoints(' \n '), { kind: 'urls', urls: [] });
  });

  test('are refused by the first word that is none', () => {
    assert.deepEqual(parseUrlEndpoints('https://a.test, acme, example'), {
      kind: 'refused',
      text: 'acme',
    });
  });
});

suite('the delivery URL that a listed file shows', () => {
  const cases = [
    [
      'the imagekit id',
      'https://ik.imagekit.io/acme/products/hero.jpg?updatedAt=1566630881313',
      '/products/hero.jpg',
      'https://ik.imagekit.io/acme',
    ],
    [
      'a custom domain',
      'https://images.example.com/hero.jpg',
      '/hero.jpg',
      'https://images.example.com',
    ],
    [
      'an endpoint with a prefix of its own',
      'https://ik.imagekit.io/acme/web/hero.jpg',
      '/hero.jpg',
      'https://ik.imagekit.io/acme/web',
    ],
    [
      'a name with blanks and letters beyond ASCII',
      'https://ik.imagekit.io/acme/a%20b/r%C3%A9sum%C3%A9%20v2.pdf',
      '/a b/résumé v2.pdf',
      'https://ik.imagekit.io/acme',
    ],
    [
      'a name with a stray percent sign',
      'https://ik.imagekit.io/acme/100%.jpg',
      '/100%.jpg',
      'https://ik.imagekit.io/acme',
    ],
    ['another path', 'https://ik.imagekit.io/acme/seo/hero', '/products/hero.jpg', undefined],
    ['less than the path', 'https://ik.imagekit.io/hero.jpg', '/a/b/hero.jpg', undefined],
    ['no address', '/products/hero.jpg', '/products/hero.jpg', undefined],
    ['a file on disk', 'file:///products/hero.jpg', '/products/hero.jpg', undefined],
  ] as const;
  for (const [name, url, filePath, expected] of cases) {
    test(`is ${expected ?? 'none'} for ${name}`, () => {
      assert.equal(learnUrlEndpoint({ url, filePath }), expected);
    });
  }
});
