import assert from 'node:assert/strict';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { parseRef } from '../../../../src/core/finder/parseRef';
import { typedLines } from '../../../../src/core/lists/typedList';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const lines = (text: string) =>
  typedLines(text, (part) => parseRef(part, context) !== undefined).split('\n');

const id = '65a1b2c3d4e5f60718293a4b';
const url = 'https://ik.imagekit.io/acme/a.png';

suite('a list that is typed into one line', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['/a/one.png, /a/two.png', ['/a/one.png', '/a/two.png']],
    ['/a/one.png,/a/two.png;/a/three.png', ['/a/one.png', '/a/two.png', '/a/three.png']],
    ['/a/old banner.png, /docs/my notes.txt', ['/a/old banner.png', '/docs/my notes.txt']],
    ['/a/one.png /a/two.png', ['/a/one.png', '/a/two.png']],
    ['/a/old banner.png /a/two.png', ['/a/old banner.png', '/a/two.png']],
    [`/a/one.png, ${id}, ${url}`, ['/a/one.png', id, url]],
    [`${id} ${id}`, [`${id} ${id}`]],
    ['a/one.png, a/two.png', ['a/one.png', 'a/two.png']],
    ['/docs/README, /docs/LICENSE', ['/docs/README', '/docs/LICENSE']],
    ['/a/salt, b/pepper.png', ['/a/salt, b/pepper.png']],
    ['/a/salt, pepper.png', ['/a/salt, pepper.png']],
    ['/a/salt, pepper.png, /a/two.png', ['/a/salt, pepper.png', '/a/two.png']],
    ['/my folder/sub folder/x.png', ['/my folder/sub folder/x.png']],
    ['/a/one.png,', ['/a/one.png,']],
    ['', ['']],
    ['/a/one.png\n/a/two.png', ['/a/one.png', '/a/two.png']],
    [
      'https://ik.imagekit.io/acme/tr:w-1,h-2/a.png',
      ['https://ik.imagekit.io/acme/tr:w-1,h-2/a.png'],
    ],
  ];
  for (const [text, expected] of cases) {
    test(`"${text}"`, () => assert.deepEqual(lines(text), expected));
  }
});
