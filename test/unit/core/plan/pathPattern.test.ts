import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coveringPattern, pathPattern } from '../../../../src/core/plan/pathPattern';

function covers(text: string, path: string): boolean {
  const pattern = pathPattern(text);
  assert.ok(pattern, `"${text}" is not understood`);
  return coveringPattern([pattern], path) !== undefined;
}

/** Each line: a pattern, paths that it covers, and paths that it does not. */
const examples: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['/brand/**', ['/brand', '/brand/logo.svg', '/brand/a/b.png'], ['/brandy/a', '/x/brand/a']],
  ['/brand', ['/brand', '/brand/logo.svg', '/brand/a/b.png'], ['/brandy', '/x/brand']],
  ['brand/', ['/brand/a', '/x/brand/y/z'], ['/brandy/a', '/x/a-brand']],
  ['brand/old', ['/brand/old', '/brand/old/a'], ['/x/brand/old', '/brand/older']],
  ['logo.svg', ['/logo.svg', '/brand/logo.svg', '/a/b/logo.svg'], ['/logo.svg2', '/my-logo.svg']],
  ['*.svg', ['/a.svg', '/x/y/a.svg', '/.svg'], ['/a.svgz', '/a.png']],
  ['/*.svg', ['/a.svg'], ['/x/a.svg']],
  ['/a/*/c.jpg', ['/a/b/c.jpg'], ['/a/c.jpg', '/a/b/b/c.jpg']],
  ['/a/**/c.jpg', ['/a/c.jpg', '/a/b/c.jpg', '/a/b/b/c.jpg'], ['/c.jpg', '/b/a/c.jpg']],
  ['hero-?.jpg', ['/hero-1.jpg', '/x/hero-ä.jpg', '/hero-🌻.jpg'], ['/hero-.jpg', '/hero-12.jpg']],
  ['**', ['/', '/a', '/a/b'], []],
  ['a**b', ['/ab', '/a-b', '/x/acdb'], ['/a/b']],
  ['/Brand/**', ['/brand/a', '/BRAND/a'], []],
  ['straße', ['/STRAßE/a'], []],
  ['ΣΑΣ*', ['/ΣΑΣ.jpg', '/σας.jpg'.replace('ς', 'σ')], []],
  ['?0', ['/\u01300', '/i0'], ['/\u0130', '/i\u03070']],
  [
    '\u0130?.jpg',
    ['/\u01300.jpg', '/i\u03070.jpg', '/\u0130\u0130.jpg'],
    ['/\u0130.jpg', '/i0.jpg'],
  ],
];

suite('path patterns', () => {
  for (const [text, inside, outside] of examples) {
    test(`${text} covers what it says and nothing else`, () => {
      for (const path of inside) assert.ok(covers(text, path), `${path} is not covered`);
      for (const path of outside) assert.ok(!covers(text, path), `${path} is covered`);
    });
  }

  test('a letter is the same however it is composed', () => {
    assert.ok(covers('/caf\u00e9/**', '/cafe\u0301/a.jpg'));
    assert.ok(covers('/cafe\u0301/**', '/caf\u00e9/a.jpg'));
  });

  test('what would protect nothing is not understood', () => {
    const texts = [
      '',
      '/',
      '//',
      ' /brand',
      '/brand ',
      '!/brand/old',
      '*.{svg,ai}',
      'hero-[0-9].jpg',
      'brand\\logo.svg',
      './brand',
      '/a/../brand',
      'https://ik.imagekit.io/acme/brand',
    ];
    assert.deepEqual(
      texts.filter((text) => pathPattern(text) !== undefined),
      [],
    );
  });

  test('the first pattern that covers a path is named as it was written', () => {
    const patterns = ['/A', '/b/', '/b/**'].flatMap((text) => pathPattern(text) ?? []);
    assert.equal(coveringPattern(patterns, '/B/c')?.text, '/b/');
    assert.equal(coveringPattern(patterns, '/c'), undefined);
  });

  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).filter(isPlain);
  const names = fc.array(name, { minLength: 1, maxLength: 4 });

  test('a path without signs covers itself, and everything below it', () => {
    fc.assert(
      fc.property(names, names, (above, below) => {
        const folder = `/${above.join('/')}`;
        assert.ok(covers(folder, folder));
        assert.ok(covers(folder, `${folder}/${below.join('/')}`));
      }),
    );
  });

  test('a sign in place of a name or a letter covers what it was put in place of', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (parts, at, letterAt) => {
        const index = at % parts.length;
        const letters = Array.from((parts[index] ?? '').normalize('NFC'));
        const place = letterAt % letters.length;
        const joker = letters.with(place, '?').join('');
        for (const sign of ['*', '**', joker]) {
          assert.ok(covers(`/${parts.with(index, sign).join('/')}`, `/${parts.join('/')}`));
        }
      }),
    );
  });

  test('a pattern made to stall takes no longer than its length times the path', () => {
    const stalling = `/${'*a'.repeat(250)}b`;
    const path = `/${'a'.repeat(2_000)}`;
    const start = performance.now();
    assert.equal(covers(stalling, path), false);
    assert.equal(covers(`/${'**/a/'.repeat(100)}b`, '/a'.repeat(1_000)), false);
    assert.ok(performance.now() - start < 5_000);
  });
});

/** Neither a slash nor a sign of a pattern, and not cut by trimming. */
function isPlain(text: string): boolean {
  return !/[/*?[\]{}\\!:]|^\.{1,2}$/.test(text) && text.trim() === text;
}
