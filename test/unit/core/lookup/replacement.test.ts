import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findReferences } from '../../../../src/core/finder/findReferences';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { replacementFor } from '../../../../src/core/lookup/replacement';
import { claimsAsset } from '../../../../src/core/lookup/referenceStatus';
import { anAsset } from '../../../support/library/rows';

const context = finderContext([
  { url: 'https://ik.imagekit.io/acme' },
  { url: 'https://img.acme.com/shop' },
]);
const beach = anAsset({ fileId: 'b'.repeat(24), name: 'beach.jpg', filePath: '/sea/beach.jpg' });

/** The first reference of a text, and the text with `asset` in its place. */
function replaced(text: string, asset = beach): string | undefined {
  const reference = findReferences(text, 'page.tsx', context).find(claimsAsset);
  assert.ok(reference, `nothing found in ${text}`);
  const { column, length } = reference.place;
  assert.equal(text.slice(column - 1, column - 1 + length), reference.value);
  const written = replacementFor(reference, asset);
  return written === undefined
    ? undefined
    : text.slice(0, column - 1) + written + text.slice(column - 1 + length);
}

suite('replacing a reference', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an id', `fileId: '${'a'.repeat(24)}'`, `fileId: '${beach.fileId}'`],
    [
      'a URL keeps its endpoint and query',
      '<img src="https://ik.imagekit.io/acme/old/hero.jpg?tr=w-400">',
      '<img src="https://ik.imagekit.io/acme/sea/beach.jpg?tr=w-400">',
    ],
    [
      'a URL keeps the transformation in its path',
      'url(https://ik.imagekit.io/acme/tr:w-400,h-300/old/hero.jpg)',
      'url(https://ik.imagekit.io/acme/tr:w-400,h-300/sea/beach.jpg)',
    ],
    [
      "what belongs to the old file's bytes goes",
      '"https://ik.imagekit.io/acme/hero.jpg?updatedAt=17&tr=w-9&ik-obj-version=tok&ik-s=ab&ik-t=9"',
      '"https://ik.imagekit.io/acme/sea/beach.jpg?tr=w-9"',
    ],
    [
      'a query of nothing else goes with its question mark',
      '"https://ik.imagekit.io/acme/hero.jpg?updatedAt=17"',
      '"https://ik.imagekit.io/acme/sea/beach.jpg"',
    ],
    [
      'slashes that JSON escapes',
      '"src": "https:\\/\\/ik.imagekit.io\\/acme\\/old\\/hero.jpg"',
      '"src": "https:\\/\\/ik.imagekit.io\\/acme\\/sea\\/beach.jpg"',
    ],
    [
      'ampersands that HTML escapes',
      '<img src="https://ik.imagekit.io/acme/hero.jpg?updatedAt=1&amp;tr=w-4&amp;f=1">',
      '<img src="https://ik.imagekit.io/acme/sea/beach.jpg?tr=w-4&amp;f=1">',
    ],
    [
      'the prefix of a custom domain',
      'https://img.acme.com/shop/hero.jpg',
      'https://img.acme.com/shop/sea/beach.jpg',
    ],
    ['a path of an SDK', '<IKImage path="/old/hero.jpg" />', '<IKImage path="/sea/beach.jpg" />'],
    ['a layer', `x = 'l-image,i-old@@mark.png,l-end'`, `x = 'l-image,i-sea@@beach.jpg,l-end'`],
    [
      'a layer in base64',
      `x = 'l-image,ie-bWFyay5wbmc=,l-end'`,
      `x = 'l-image,i-sea@@beach.jpg,l-end'`,
    ],
    ['a name like a layer', '<IKImage path="/i-con.jpg" />', '<IKImage path="/sea/beach.jpg" />'],
    ['a bare one', '<IKImage path="a/i-con.jpg" />', '<IKImage path="sea/beach.jpg" />'],
    [
      'a path without its slash',
      '<IKImage path="old/hero.jpg" />',
      '<IKImage path="sea/beach.jpg" />',
    ],
  ];
  for (const [what, text, expected] of cases) {
    test(what, () => assert.equal(replaced(text), expected));
  }

  test('names are encoded in a URL, and in a path as far as they could do harm', () => {
    const hostile = anAsset({
      name: `a'b"); alert(1)//<x>\${y}.jpg`,
      filePath: `/a'b"); alert(1)//<x>\${y}.jpg`,
    });
    const url = replaced(`url('https://ik.imagekit.io/acme/hero.jpg')`, hostile) ?? '';
    assert.match(url, /^url\('https:\/\/ik\.imagekit\.io\/acme\/[\w.%/-]+'\)$/);
    const path = replaced(`<IKImage path='/old hero.jpg' />`, hostile) ?? '';
    assert.match(path, /^<IKImage path='\/[\w.% /-]+' \/>$/);
  });

  test('a blank is written as such only where one was before', () => {
    const spaced = anAsset({ name: 'my sea.jpg', filePath: '/my sea.jpg' });
    assert.equal(
      replaced('<IKImage path="/hero.jpg" />', spaced),
      '<IKImage path="/my%20sea.jpg" />',
    );
    assert.equal(
      replaced('<IKImage path="/old hero.jpg" />', spaced),
      '<IKImage path="/my sea.jpg" />',
    );
  });

  test('an address that does not spell the path out gives way to the whole URL', () => {
    const text = '"https://ik.imagekit.io/acme/ik-seo/old/hero/nice-words.jpg"';
    const asset = { ...beach, url: 'https://ik.imagekit.io/acme/sea/beach.jpg?updatedAt=3' };
    assert.equal(replaced(text, asset), '"https://ik.imagekit.io/acme/sea/beach.jpg"');
  });

  test('a whole URL from the library can not end the text that it is written into', () => {
    const url = 'https://ik.imagekit.io/acme/it\'s%20(1)`"<b>.jpg?updatedAt=1';
    const asset = anAsset({ ...beach, url });
    assert.equal(
      replaced("'https://ik.imagekit.io/acme/ik-seo/old/hero/nice-words.jpg'", asset),
      "'https://ik.imagekit.io/acme/it%27s%20%281%29%60%22%3Cb%3E.jpg'",
    );
  });

  test('a layer takes no name that a transformation could not', () => {
    const odd = anAsset({ name: 'a,b.png', filePath: '/a,b.png' });
    assert.equal(replaced(`x = 'l-image,i-old.png,l-end'`, odd), undefined);
  });

  test('a version has no replacement: its file stands beside it', () => {
    const ref = { kind: 'version', fileId: 'f', versionId: 'v' } as const;
    assert.equal(replacementFor({ ref, value: 'v' }, beach), undefined);
  });

  const segment = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((text) => text.replace(/[/\p{Cc}\p{Cs}]/gu, '-').trim())
    .filter((text) => text !== '' && !/^\.+$|^tr:|^ik-|^https?:/i.test(text));
  const filePath = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => `/${segments.join('/')}.jpg`);

  test('whatever a file is called, the new text leads to it', () => {
    fc.assert(
      fc.property(filePath, fc.constantFrom('', '?tr=w-9', '?updatedAt=1'), (path, query) => {
        const asset = anAsset({ filePath: path });
        const text = replaced(`<img src="https://ik.imagekit.io/acme/old.jpg${query}">`, asset);
        const [found] = findReferences(text ?? '', 'page.html', context);
        assert.ok(found && found.ref.kind === 'url', text);
        assert.ok(
          found.ref.paths.map((each) => each.normalize('NFC')).includes(path.normalize('NFC')),
          `${String(text)} leads to ${found.ref.paths.join()}`,
        );
      }),
    );
  });
});
