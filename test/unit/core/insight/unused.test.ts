import assert from 'node:assert/strict';
import { gapOf, isWrongWorkspace, shelvesOf } from '../../../../src/core/insight/unused';
import { noneSkipped } from '../../../../src/core/scope/searchScope';

type Usage = NonNullable<ReturnType<Parameters<typeof shelvesOf>[1]>>;

const place = { file: 'a.ts', line: 1, column: 1, length: 3 };
const reference: Usage = { references: [place], hints: [] };
const hint: Usage = { references: [], hints: [{ by: 'name', place }] };
const nothing: Usage = { references: [], hints: [] };

suite('files by what a workspace says of them', () => {
  test('stand on one shelf each', () => {
    const usages = new Map<string, Usage>([
      ['used', reference],
      ['named', hint],
      ['used and named', { ...reference, hints: hint.hints }],
      ['silent', nothing],
    ]);
    const files = [...usages.keys(), 'unknown'];
    assert.deepEqual(
      shelvesOf(files, (file) => usages.get(file)),
      { noMention: ['silent'], possible: ['named', 'unknown'], referenced: 2 },
    );
  });
});

suite('a search for what is unused', () => {
  const searched = { searched: 10, skipped: noneSkipped };

  test('proves something when all of it was read', () => {
    assert.equal(gapOf(searched), undefined);
    const skipped = { ...noneSkipped, excluded: 3, binary: 4, ignored: 9, tooLarge: 1 };
    assert.equal(gapOf({ searched: 10, skipped }), undefined);
  });

  test('proves nothing when a file or folder could not be read, or nothing was', () => {
    assert.deepEqual(gapOf({ searched: 10, skipped: { ...noneSkipped, unreadable: 1 } }), {
      kind: 'unreadable',
      files: 1,
    });
    assert.deepEqual(gapOf({ ...searched, searched: 0 }), { kind: 'nothingSearched' });
    assert.deepEqual(gapOf(undefined), { kind: 'nothingSearched' });
  });

  test('is doubted where the workspace refers to nothing, or to next to nothing', () => {
    const shelves = (unused: number, referenced: number) => ({
      noMention: Array.from({ length: Math.ceil(unused / 2) }),
      possible: Array.from({ length: Math.floor(unused / 2) }),
      referenced,
    });
    assert.ok(isWrongWorkspace(shelves(1, 0)));
    assert.ok(isWrongWorkspace(shelves(95, 5)));
    assert.ok(!isWrongWorkspace(shelves(94, 6)));
    assert.ok(!isWrongWorkspace(shelves(18, 1)), 'so few prove nothing');
    assert.ok(!isWrongWorkspace(shelves(0, 0)));
    assert.ok(!isWrongWorkspace(shelves(0, 5)));
  });
});
