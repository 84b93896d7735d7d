import assert from 'node:assert/strict';
import type { FileHits } from '../../../../src/io/search/ripgrepHits';
import { HitReader } from '../../../../src/io/search/ripgrepHits';

/** What is read from an output that arrives in groups of so many records. */
function read(output: string, groupSize: number) {
  const reader = new HitReader();
  const records = output.split('\n').slice(0, -1);
  const hits: FileHits[] = [];
  for (let at = 0; at < records.length; at += groupSize) {
    hits.push(...reader.read(records.slice(at, at + groupSize)));
  }
  return { hits, searched: reader.searched() };
}

const figures =
  '\n3 matches\n2 matched lines\n2 files contained matches\n41 files searched\n0.1 seconds total\n';

suite('HitReader', () => {
  for (const groupSize of [1, 2, 1000]) {
    test(`reads files, lines and figures, ${groupSize} records at a time`, () => {
      const { hits, searched } = read(
        `./a/b.ts\x001:one: two\r\n30:x\n\n./c.ts\x002:\n\n${figures}`,
        groupSize,
      );
      assert.deepEqual(hits, [
        {
          file: 'a/b.ts',
          lines: [
            { line: 1, text: 'one: two' },
            { line: 30, text: 'x' },
          ],
          needsReading: false,
        },
        { file: 'c.ts', lines: [{ line: 2, text: '' }], needsReading: false },
      ]);
      assert.equal(searched, 41);
    });
  }

  test('keeps no line of a file that has zeros or lone returns in it', () => {
    for (const odd of ['b\0', 'one\rtwo']) {
      const { hits } = read(`./a.dat\x001:x\n2:${odd}\n3:y\n\n${figures}`, 10);
      assert.deepEqual(hits, [{ file: 'a.dat', lines: [], needsReading: true }]);
    }
  });

  test('is not led astray by line breaks inside a path', () => {
    const { hits } = read(`./a.ts\x001:x\n\n./d\n12:fileId\n\ne.ts\x003:y\n\n${figures}`, 10);
    assert.deepEqual(
      hits.map(({ file, lines }) => [file, lines.map(({ line }) => line)]),
      [
        ['a.ts', [1]],
        ['d\n12:fileId\n\ne.ts', [3]],
      ],
    );
  });

  test('leaves out the mark at the beginning of a file', () => {
    assert.equal(read(`./a.ts\x001:\uFEFFx\n\n`, 10).hits[0]?.lines[0]?.text, 'x');
  });

  test('knows when it was told nothing', () => {
    assert.equal(read('', 10).searched, undefined);
  });
});
