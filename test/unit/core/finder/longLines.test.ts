import assert from 'node:assert/strict';
import { findInFile } from '../../../../src/core/finder/findReferences';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { Reference } from '../../../../src/core/reference';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const id = (n: number) => `64f0c1d2${n.toString(16).padStart(16, '0')}`;

/** What a line names, each thing where it stands. */
const named = (references: Iterable<Reference>) =>
  [...references]
    .filter(({ strength }) => strength !== 'weak')
    .map(({ ref, place, named: isNamed }) => ({ ref, column: place.column, isNamed }));

/** Texts that fill a line of some megabytes, each of which is found by itself. */
const kinds: Readonly<Record<string, (n: number) => string>> = {
  'URLs in quotes': (n) => `{"url":"https://ik.imagekit.io/acme/a-${n}.jpg?tr=w-300"},`,
  'URLs without quotes': (n) => `see https://ik.imagekit.io/acme/été-${n}.jpg `,
  'URLs with blanks in their names': (n) => `'https://ik.imagekit.io/acme/a b (${n}).jpg';`,
  'encoded URLs in other URLs': (n) =>
    `<a href="https://x.com/?u=https%3A%2F%2Fik.imagekit.io%2Facme%2Fa-${n}.jpg">`,
  'pairs of a file and a version': (n) => `{"fileId":"${id(n)}","versionId":"${id(n + 5e6)}"},`,
  'pairs without braces': (n) =>
    `fileId: "${id(n)}", versionId: "${id(n + 5e6)}"; ${'x'.repeat(600)} `,
  'versions in their files': (n) =>
    `{"fileId":"${id(n)}","versionInfo":{"id":"${id(n + 5e6)}","name":"Version ${n}"}},`,
  'layers of transformations': (n) =>
    `"https://ik.imagekit.io/acme/tr:l-image,i-logos@@l-${n}.png,l-end/b-${n}.jpg",`,
  'paths in calls': (n) => `imagekit.url({path:"/u/${n}/a_Zz9"});`,
};

suite('a very long line', () => {
  for (const [kind, textOf] of Object.entries(kinds)) {
    test(`says of each of its texts what a line of it says: ${kind}`, () => {
      const texts = Array.from({ length: Math.ceil(600_000 / textOf(1).length) }, (_, n) =>
        textOf(n),
      );
      const found = named(findInFile(texts.join(''), 'a.js', context).references);
      const expected: ReturnType<typeof named> = [];
      let shift = 0;
      for (const text of texts) {
        for (const each of named(findInFile(text, 'a.js', context).references)) {
          expected.push({ ...each, column: each.column + shift });
        }
        shift += text.length;
      }
      assert.ok(expected.length >= texts.length);
      assert.deepEqual(found, expected);
    }).timeout(30_000);
  }

  test('holds one list of ids, however long it is', () => {
    const ids = Array.from({ length: 50_000 }, (_, n) => `"${id(n)}"`).join(',');
    const files = [...findInFile(`const fileIds = [${ids}]`, 'a.ts', context).references];
    assert.equal(files.length, 50_000);
    assert.ok(files.every(({ strength, named: isNamed }) => strength === 'certain' && isNamed));
    const versions = [...findInFile(`const versionIds = [${ids}]`, 'a.ts', context).references];
    assert.equal(versions.length, 50_000);
    assert.ok(versions.every(({ strength }) => strength === 'weak'));
  });
});
