import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/api/errors';
import type { RunRecord } from '../../../../src/core/journal/runRecord';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import type { RunEntry } from '../../../../src/vscode/run/runs';
import { stoppedByKey } from '../../../../src/vscode/run/stoppedByKey';
import { asset, fileTarget, planned } from '../../../support/deletion/targets';

const failure: ApiFailure = {
  kind: 'unauthorized',
  message: 'Your account cannot be authenticated.',
  status: 401,
  requestId: undefined,
  mayHaveActed: 'no',
};
const deleted: DeletionOutcome = { kind: 'deleted', requestId: undefined };
const refused: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'stopped', failure } };
const cancelled: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'cancelled' } };
const counts = { deleted: 1, alreadyGone: 0, failed: 0, unknown: 0, notAttempted: 2 };

function left(ends: readonly DeletionOutcome[], more: Partial<RunEntry> = {}, id = 'account-1') {
  const targets = ends.map((_, at) => planned(fileTarget(asset(at))));
  const header = {
    ...{ runId: 'run-1', planId: 'plan-1', account: { id: 'account-1', name: 'acme' }, bytes: 0 },
    ...{ createdAt: '2026-11-22T10:00:00.000Z', targets: ends.length },
  };
  const outcomes = new Map(
    targets.flatMap(({ key }, at): [string, DeletionOutcome][] => {
      const end = ends[at];
      return end ? [[key, end]] : [];
    }),
  );
  const record: RunRecord = {
    ...{ header, targets, outcomes, inDoubt: new Set<string>(), state: 'finished' },
  };
  const run: RunEntry['run'] = {
    ...{ runId: 'run-1', kind: 'finished', header, counts, deletedBytes: 0 },
    endedAt: header.createdAt,
  };
  const entry: RunEntry = { run, underWay: undefined, isBlocked: false, ...more };
  const records = { read: () => Promise.resolve(record) };
  const runs = { list: () => Promise.resolve([entry]), records };
  return stoppedByKey(runs as unknown as Parameters<typeof stoppedByKey>[0], { id });
}

suite('the run that a refused key has stopped', () => {
  test('is the newest of the account, with what it has left', async () => {
    assert.deepEqual(await left([deleted, refused, refused]), { runId: 'run-1', what: '2 files' });
  });

  test('is none that ended otherwise, that another run blocks, or of another account', async () => {
    assert.equal(await left([deleted, cancelled]), undefined);
    assert.equal(await left([deleted]), undefined);
    assert.equal(await left([refused], { isBlocked: true }), undefined);
    assert.equal(await left([refused], {}, 'account-2'), undefined);
  });
});
