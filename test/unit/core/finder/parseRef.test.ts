import assert from 'node:assert/strict';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { parseRef } from '../../../../src/core/finder/parseRef';

const id = '64f0c1d2e3a4b5c6d7e8f901';
const version = '64f0c1d2e3a4b5c6d7e8f902';
const context = finderContext([
  { url: 'https://ik.imagekit.io/acme' },
  { url: 'https://img.acme.com/shop' },
  { url: 'http://127.0.0.1:4010/sandbox_id' },
]);

suite('parseRef', () => {
  const ids = [
    id,
    `  ${id}\n`,
    `"${id}",`,
    `'${id}'`,
    `https://imagekit.io/dashboard/media-library/detail/${id}`,
    `https://api.imagekit.io/v1/files/${id}/details`,
  ];
  for (const text of ids) {
    test(`takes ${JSON.stringify(text)} for a fileId`, () => {
      assert.deepEqual(parseRef(text, context), { kind: 'id', fileId: id });
    });
  }

  test('takes an API address of a version for that version, never for its file', () => {
    assert.deepEqual(
      parseRef(`https://api.imagekit.io/v1/files/${id}/versions/${version}`, context),
      {
        kind: 'version',
        fileId: id,
        versionId: version,
      },
    );
  });

  const urls: readonly (readonly [string, readonly string[]])[] = [
    ['https://ik.imagekit.io/acme/a/b.jpg', ['/a/b.jpg']],
    ['<https://ik.imagekit.io/acme/a/b.jpg>', ['/a/b.jpg']],
    ['ik.imagekit.io/acme/a/b.jpg?updatedAt=1', ['/a/b.jpg']],
    ['https://ik.imagekit.io/acme/tr:w-1,h-2:rt-90/a%20b.jpg', ['/a b.jpg']],
    ['https://ik.imagekit.io/acme/raw name (2).jpg', ['/raw name (2).jpg']],
    ['https://img.acme.com/shop/a.jpg', ['/a.jpg', '/shop/a.jpg']],
    ['https://img.acme.com/other/a.jpg', ['/other/a.jpg']],
    ['http://127.0.0.1:4010/sandbox_id/x/y.png', ['/x/y.png', '/sandbox_id/x/y.png']],
    ['https://ik.imagekit.io/other/a.jpg', ['/a.jpg']],
  ];
  for (const [text, paths] of urls) {
    test(`reads the path of ${text}`, () => {
      const ref = parseRef(text, context);
      assert.equal(ref?.kind, 'url');
      assert.deepEqual(ref.paths, paths);
    });
  }

  test('keeps the token of a version and the account of the URL', () => {
    const ref = parseRef(
      'https://ik.imagekit.io/acme/a.jpg?ik-obj-version=b.R_9&updatedAt=1',
      context,
    );
    assert.equal(ref?.kind, 'url');
    assert.equal(ref.versionToken, 'b.R_9');
    assert.equal(ref.account, 'acme');
  });

  const paths: readonly (readonly [string, readonly string[]])[] = [
    ['/a/b.jpg', ['/a/b.jpg']],
    ['a/b.jpg', ['/a/b.jpg']],
    ['/My Brand/logo (1).webp?updatedAt=1', ['/My Brand/logo (1).webp']],
    ['/My%20Brand/logo.webp', ['/My Brand/logo.webp', '/My%20Brand/logo.webp']],
    ['/no/ending', ['/no/ending']],
  ];
  for (const [text, expected] of paths) {
    test(`takes ${text} for a path`, () => {
      const ref = parseRef(text, context);
      assert.equal(ref?.kind, 'path');
      assert.deepEqual(ref.paths, expected);
    });
  }

  const others = [
    '',
    '   ',
    'hero',
    'hero.jpg',
    'summer sale',
    '/',
    '/products/',
    'https://ik.imagekit.io/acme/',
    'https://example.com/a.jpg',
    `https://example.com/users/${id}`,
    `${id}0`,
    id.toUpperCase(),
    'private_abcdefghijklmnopqrstuvwxyz+/=',
    `https://ik.imagekit.io/acme/a.jpg?key=private_abcdefgh/ijk+lmn=`,
    'a'.repeat(5000),
    `${id}\n${id}`,
  ];
  for (const text of others) {
    test(`takes ${JSON.stringify(text.slice(0, 60))} for nothing`, () => {
      assert.equal(parseRef(text, context), undefined);
    });
  }

  test('does not stall over a text without end', () => {
    for (const mark of [',', ';', '/', ' ', '"', '?']) {
      const start = performance.now();
      assert.equal(parseRef(`${mark.repeat(1_000_000)}x`, context), undefined);
      assert.ok(performance.now() - start < 2000, JSON.stringify(mark));
    }
  });
});
