import assert from 'node:assert/strict';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { referenceAt } from '../../../../src/core/finder/referenceAt';
import { targetsBetween } from '../../../../src/core/finder/targetsBetween';

const id = '64f0c1d2e3a4b5c6d7e8f901';
const version = '64f0c1d2e3a4b5c6d7e8f902';
const url = 'https://ik.imagekit.io/acme/a.jpg';
const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);

/** What the lines `first` to `last` of a text hold. */
function between(text: string, first: number, last: number, file = 'src/a.ts') {
  const lines = text.split('\n');
  return targetsBetween({ lineAt: (line) => lines[line - 1] }, { first, last }, file, context);
}

suite('targetsBetween', () => {
  test('tells a file by its id, its URL or a path that ImageKit serves', () => {
    for (const line of [`x = "${id}"`, `![](${url})`, '<IKImage path="/shop/a.jpg" />']) {
      assert.deepEqual(between(line, 1, 1), { file: true, version: false }, line);
    }
  });

  test('tells a version by its token, or by the id of its file above it, also out of sight', () => {
    assert.deepEqual(between(`${url}?ik-obj-version=aBc`, 1, 1), { file: true, version: true });
    const info = `{\n "fileId": "${id}",\n "versionInfo": {\n  "id": "${version}"\n }\n}`;
    assert.deepEqual(between(info, 4, 5), { file: true, version: true });
    assert.deepEqual(between(info, 1, 2), { file: true, version: false });
  });

  test('does not count what is out of sight', () => {
    const text = `${url}\nplain\nwords\n"${id}"`;
    assert.deepEqual(between(text, 2, 3), { file: false, version: false });
    assert.deepEqual(between(text, 9, 12), { file: false, version: false });
  });

  test('does not count the mere name of a file', () => {
    assert.deepEqual(between('the picture a.jpg', 1, 1), { file: false, version: false });
  });

  test('takes a line of many megabytes that may hold something for one that does, at once', () => {
    const filler = `{"k":"${'x'.repeat(50)}"},`.repeat(80_000);
    const start = performance.now();
    assert.equal(between(`${filler}"${id}"${filler}`, 1, 1, 'a.json').file, true);
    assert.equal(between(filler, 1, 1, 'a.json').file, false);
    assert.ok(performance.now() - start < 2000);
  });

  test('finds something in a line exactly where a cursor in that line does', () => {
    const text = [
      `const list = ["${id}", "${version}"];`,
      'no picture here',
      `{ "_id": "${id}", "createdAt": 1 }`,
      `src="${url}?tr=w-20"`,
      "background: url('/img/hero.png')",
      `"versionInfo": { "id": "${version}" }`,
      'ik.imagekit.io/other/b.png',
      '',
      '<Image path="/x/y.webp">',
    ];
    const lines = { lineAt: (line: number) => text[line - 1] };
    for (const file of ['src/a.ts', 'data.json', 'notes.md']) {
      for (const [at, line] of text.entries()) {
        const kinds = Array.from({ length: line.length + 1 }, (_, column) => {
          const place = { line: at + 1, column: column + 1 };
          const found = referenceAt(lines, file, place, context);
          if (!found || found.ref.kind === 'name' || found.strength === 'weak') return undefined;
          return found.ref.kind === 'version' ? 'version' : 'file';
        });
        const range = { first: at + 1, last: at + 1 };
        const cursor = {
          file: kinds.some((kind) => kind !== undefined),
          version: kinds.includes('version'),
        };
        assert.deepEqual(targetsBetween(lines, range, file, context), cursor, `${file}: ${line}`);
      }
    }
  });
});
