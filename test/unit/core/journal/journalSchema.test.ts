import assert from 'node:assert/strict';
import { outcomeLine } from '../../../../src/core/journal/journalLines';
import { parseEntry, type JournalEntry } from '../../../../src/core/journal/journalSchema';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import type { Place } from '../../../../src/core/reference';
import type { Target } from '../../../../src/core/target';
import { asset, fileTarget, planned } from '../../../support/deletion/targets';

/** A type with everything in it read-only and written out, so that only what it holds counts. */
type Plain<T> = T extends readonly (infer E)[]
  ? readonly Plain<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Plain<T[K]> }
    : T;
/** Whether two types hold the same: a field more, less or optional in either makes it false. */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- only two such functions are compared exactly */
type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */
type Line<K extends JournalEntry['kind']> = Extract<JournalEntry, { readonly kind: K }>;

suite('the schema of a journal', () => {
  test('holds what the types hold, no less and no more', () => {
    const target: Same<Line<'target'>['target'], Target> = true;
    const source: Same<Line<'target'>['source'], Place | undefined> = true;
    const outcome: Same<Line<'outcome'>['outcome'], DeletionOutcome> = true;
    // The check itself: one field more on either side is seen.
    const more: Same<Target, Target & { readonly extra?: string }> = false;
    assert.deepEqual([target, source, outcome, more], [true, true, true, false]);
  });

  const readBack = (requestId: string) => {
    const deleted: DeletionOutcome = { kind: 'deleted', requestId };
    const line = outcomeLine({ planned: planned(fileTarget(asset(1))), outcome: deleted }, 'now');
    const entry = parseEntry(line.trim());
    assert.ok(entry.kind === 'outcome' && entry.outcome.kind === 'deleted');
    return entry.outcome.requestId;
  };

  test('keeps the id of a request that is one', () => {
    for (const id of ['req-1', 'a'.repeat(128), '7f3c-44_x.y:z']) {
      assert.equal(readBack(id), id);
    }
  });

  test('reads none in place of anything else, and the rest of the line as it is', () => {
    const others = ['', ' ', 'a b', '=1+1', 'a'.repeat(129), 'line\nbreak', '<b>', '"', 'é', '%00'];
    for (const id of others) assert.equal(readBack(id), undefined, id);
  });
});
