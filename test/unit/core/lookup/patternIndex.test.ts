import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PathPattern, PatternMention } from '../../../../src/core/reference';
import { fits, PatternIndex } from '../../../../src/core/lookup/patternIndex';

const rooted = (...pieces: string[]): PathPattern => ({ pieces, rooted: true, inName: false });
const anywhere = (...pieces: string[]): PathPattern => ({ pieces, rooted: false, inName: false });
const inName = (...pieces: string[]): PathPattern => ({ pieces, rooted: false, inName: true });

const mentionOf = (pattern: PathPattern, line = 1): PatternMention => ({
  pattern,
  place: { file: 'a.ts', line, column: 1, length: 9 },
});

suite('paths with gaps', () => {
  const shot = rooted('/gallery/shot-', '.jpg');
  for (const [pattern, path, expected] of [
    [shot, '/gallery/shot-1.jpg', true],
    [shot, '/gallery/shot-.jpg', true],
    [shot, '/gallery/shot-a/b.jpg', true],
    [shot, '/gallery/shot-1.png', false],
    [shot, '/x/gallery/shot-1.jpg', false],
    [shot, '/gallery/shot', false],
    [anywhere('/icons/', '.svg'), '/brand/icons/cart.svg', true],
    [anywhere('/icons/', '.svg'), '/brand/icons.svg', false],
    [rooted('/a/', '/b/', '.jpg'), '/a/1/b/2.jpg', true],
    [rooted('/a/', '/b/', '.jpg'), '/a/b/2.jpg', false],
    [rooted('/a', 'a.jpg'), '/a.jpg', false],
    [rooted('/shop/', ''), '/shop/a.jpg', true],
    [rooted('/shop/', ''), '/shops/a.jpg', false],
    [inName('/shot-', '.jpg'), '/any/where/shot-1.jpg', true],
    [inName('/shot-', '.jpg'), '/shot-1/b.jpg', false],
    [inName('/', '-front.jpg'), '/any/boot-front.jpg', true],
  ] as const) {
    test(`${pattern.pieces.join('…')} ${expected ? 'fits' : 'does not fit'} ${path}`, () => {
      assert.equal(fits(pattern, path, []), expected);
      assert.equal(new PatternIndex([mentionOf(pattern)]).fitting(path, []).length > 0, expected);
    });
  }

  test('begin at the root or in a folder that an endpoint ends in', () => {
    const index = new PatternIndex([mentionOf(shot)]);
    assert.equal(index.fitting('/brand/gallery/shot-1.jpg', ['/brand']).length, 1);
    assert.equal(index.fitting('/other/gallery/shot-1.jpg', []).length, 0);
  });

  test('the index says what comparing with each one says', () => {
    const part = fc.string({ unit: fc.constantFrom('/', 'a', 'b', '.j'), maxLength: 12 });
    const patterns = fc.array(
      fc
        .tuple(fc.array(part, { minLength: 2, maxLength: 4 }), fc.boolean(), fc.boolean())
        .filter(([pieces]) => pieces.some((piece) => piece !== ''))
        .map(([pieces, isRooted, isName]): PathPattern => {
          const [first = '', ...more] = pieces;
          return { pieces: [`/${first}`, ...more], rooted: isRooted && !isName, inName: isName };
        }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(patterns, part, (all, rest) => {
        const path = `/${rest}`;
        const mentions = all.map(mentionOf);
        const found = new PatternIndex(mentions).fitting(path, []);
        const expected = mentions.filter(({ pattern }) => fits(pattern, path, []));
        assert.deepEqual(new Set(found), new Set(expected));
      }),
      { numRuns: 500 },
    );
  });

  test('100,000 paths against 10,000 patterns take seconds, in one folder or in many', () => {
    for (const folderOf of [() => '/gallery', (n: number) => `/f${n % 10_000}`]) {
      const patterns = Array.from({ length: 10_000 }, (_, n) =>
        mentionOf(rooted(`${folderOf(n)}/`, `-view-${n}.jpg`), n),
      );
      const paths = Array.from({ length: 100_000 }, (_, n) => `${folderOf(n)}/x-view-${n}.jpg`);
      const start = performance.now();
      const index = new PatternIndex(patterns);
      const hits = paths.filter((path) => index.fitting(path, []).length > 0).length;
      const milliseconds = performance.now() - start;
      assert.equal(hits, 10_000);
      assert.ok(milliseconds < 10_000, `${milliseconds} ms`);
    }
  });
});
