import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/api/errors';
import type { DeletionOutcome, LeftReason } from '../../../../src/core/run/outcome';
import { summarize } from '../../../../src/core/run/summary';
import type { Target } from '../../../../src/core/target';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const failure = (message: string): ApiFailure => ({
  kind: 'server',
  message,
  status: 500,
  requestId: undefined,
  mayHaveActed: 'maybe',
});
const deleted: DeletionOutcome = { kind: 'deleted', requestId: undefined };

const ended = (...all: readonly [Target, DeletionOutcome][]) =>
  all.map(([target, outcome]) => ({ planned: planned(target), outcome }));

suite('summary', () => {
  test('counts every way to end, and the counts add up', () => {
    const summary = summarize(
      ended(
        [fileTarget(asset(1)), deleted],
        [fileTarget(asset(2)), { kind: 'alreadyGone', requestId: undefined }],
        [fileTarget(asset(3)), { kind: 'failed', failure: failure('first') }],
        [fileTarget(asset(4)), { kind: 'unknown', failure: failure('second') }],
        [fileTarget(asset(5)), { kind: 'notAttempted', reason: { kind: 'cancelled' } }],
        [fileTarget(asset(6)), { kind: 'notAttempted', reason: { kind: 'noRecord', message: '' } }],
      ),
    );
    assert.deepEqual(summary.counts, {
      deleted: 1,
      alreadyGone: 1,
      failed: 1,
      unknown: 1,
      notAttempted: 2,
    });
    assert.equal(summary.total, 6);
  });

  test('tells what ended the run rather than what kept one target back', () => {
    const changed = { kind: 'kept', finding: { kind: 'changed', what: 'size' } } as const;
    const left = (...reasons: readonly LeftReason[]) =>
      summarize(
        ended(
          ...reasons.map((reason, at): [Target, DeletionOutcome] => [
            fileTarget(asset(at)),
            { kind: 'notAttempted', reason },
          ]),
        ),
      ).left;
    assert.deepEqual(left(changed), changed);
    assert.deepEqual(left(changed, { kind: 'notEmpty', paths: [] }), changed);
    assert.deepEqual(left(changed, { kind: 'cancelled' }), { kind: 'cancelled' });
    assert.deepEqual(left({ kind: 'cancelled' }, changed), { kind: 'cancelled' });
  });

  test('tells the first failure and the first reason why something was left', () => {
    const summary = summarize(
      ended(
        [fileTarget(asset(1)), { kind: 'unknown', failure: failure('first') }],
        [fileTarget(asset(2)), { kind: 'failed', failure: failure('second') }],
        [fileTarget(asset(3)), { kind: 'notAttempted', reason: { kind: 'cancelled' } }],
        [folderTarget('/a'), { kind: 'notAttempted', reason: { kind: 'notEmpty', paths: [] } }],
      ),
    );
    assert.deepEqual(summary.failure, failure('first'));
    assert.deepEqual(summary.left, { kind: 'cancelled' });
  });

  test('adds up the bytes of what was deleted alone, unknown sizes as nothing', () => {
    const summary = summarize(
      ended(
        [fileTarget(asset(1, { size: 700 })), deleted],
        [versionTarget(asset(2, { size: 70 }), 'v1'), deleted],
        [folderTarget('/a'), deleted],
        [fileTarget(asset(3, { size: undefined })), deleted],
        [fileTarget(asset(4, { size: 5 })), { kind: 'alreadyGone', requestId: undefined }],
        [fileTarget(asset(5, { size: 5 })), { kind: 'failed', failure: failure('') }],
      ),
    );
    assert.equal(summary.deletedBytes, 770);
  });

  test('says nothing of a run without targets', () => {
    const { total, deletedBytes, left, failure: first } = summarize([]);
    assert.deepEqual([total, deletedBytes, left, first], [0, 0, undefined, undefined]);
  });
});
