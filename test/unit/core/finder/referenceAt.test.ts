import assert from 'node:assert/strict';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { referenceAt } from '../../../../src/core/finder/referenceAt';

const id = '64f0c1d2e3a4b5c6d7e8f901';
const version = '64f0c1d2e3a4b5c6d7e8f902';
const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);

/** The reference at `|`, which is taken out of the text first. */
function at(marked: string) {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const lines = marked.replace('|', '').split('\n');
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  return referenceAt({ lineAt: (line) => lines[line - 1] }, 'src/a.ts', place, context);
}

suite('referenceAt', () => {
  for (const marked of [`x = "|${id}"`, `x = "${id.slice(0, 9)}|${id.slice(9)}"`, `x = "${id}|"`]) {
    test(`finds the fileId under the cursor in ${marked}`, () => {
      const found = at(marked);
      assert.deepEqual(found?.ref, { kind: 'id', fileId: id });
      assert.deepEqual(found.place, { file: 'src/a.ts', line: 1, column: 6, length: 24 });
    });
  }

  test('finds nothing beside a reference', () => {
    assert.equal(at(`x = |"${id}"`), undefined);
    assert.equal(at(`x = "${id}"|`), undefined);
    assert.equal(at('plain| text'), undefined);
  });

  test('counts columns in UTF-16 units', () => {
    assert.equal(at(`"🏔️é" + '|${id}'`)?.place.column, 11);
  });

  test('finds a delivery URL from its first to its last character', () => {
    for (const marked of [
      '<img src="|https://ik.imagekit.io/acme/a.jpg?tr=w-1">',
      '<img src="https://ik.imagekit.io/acme/a.jpg?tr=w-1|">',
    ]) {
      const ref = at(marked)?.ref;
      assert.equal(ref?.kind, 'url');
      assert.equal(ref.path, '/a.jpg');
    }
  });

  test('takes the id inside versionInfo for a version of the file above it', () => {
    const found = at(`{\n "fileId": "${id}",\n "versionInfo": {\n  "id": "${version}|"\n }\n}`);
    assert.deepEqual(found?.ref, { kind: 'version', fileId: id, versionId: version });
  });

  test('places a reference right in a line of many megabytes', () => {
    const filler = `{"k":"${'x'.repeat(50)}"},`.repeat(80_000);
    const line = `${filler}"${id}"${filler}`;
    const column = filler.length + 5;
    const found = referenceAt({ lineAt: () => line }, 'a.json', { line: 1, column }, context);
    assert.equal(found?.place.column, filler.length + 2);
  });
});
