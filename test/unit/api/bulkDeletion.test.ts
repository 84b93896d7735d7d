import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { bulkDeletedSchema, bulkDeletionOf } from '../../../src/api/bulkDeletion';

const asked = new Set(['a', 'b', 'c']);
const read = (body: unknown) => bulkDeletionOf(v.parse(bulkDeletedSchema, body), asked, 'r');

suite('the answer to a bulk deletion', () => {
  test('tells the fate of each id', () => {
    const body = {
      successfullyDeletedFileIds: ['a', 'b'],
      errors: [{ fileId: 'c', error: 'Error in deleting tags' }],
    };
    assert.deepEqual(read(body), {
      deleted: ['a', 'b'],
      errors: [{ fileId: 'c', message: 'Error in deleting tags' }],
      missing: [],
      requestId: 'r',
    });
  });

  test('says nothing of ids that it does not name', () => {
    const { deleted, errors } = read({ successfullyDeletedFileIds: ['a'] });
    assert.deepEqual([deleted, errors], [['a'], []]);
  });

  test('an id that is both deleted and not counts as neither', () => {
    const body = { successfullyDeletedFileIds: ['a'], errors: [{ fileId: 'a', error: 'x' }] };
    assert.deepEqual([read(body).deleted, read(body).errors], [[], []]);
  });

  test('reports only what was asked for, each at most once', () => {
    const ids = fc.array(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', '__proto__'));
    fc.assert(
      fc.property(ids, ids, (gone, failed) => {
        const { deleted, errors } = read({
          successfullyDeletedFileIds: gone,
          errors: failed.map((fileId) => ({ fileId })),
        });
        const reported = [...deleted, ...errors.map(({ fileId }) => fileId)];
        assert.equal(new Set(reported).size, reported.length);
        for (const id of reported) assert.ok(asked.has(id));
        for (const id of deleted) assert.ok(gone.includes(id) && !failed.includes(id));
      }),
    );
  });

  for (const body of [
    {},
    [],
    null,
    'OK',
    { successfullyDeletedFileIds: null },
    { successfullyDeletedFileIds: 'a' },
    { successfullyDeletedFileIds: [1] },
    { successfullyDeletedFileIds: [], errors: {} },
    { successfullyDeletedFileIds: [], errors: [{ error: 'of what?' }] },
  ])
    test(`${JSON.stringify(body)} is no answer`, () =>
      assert.ok(!v.safeParse(bulkDeletedSchema, body).success));
});
