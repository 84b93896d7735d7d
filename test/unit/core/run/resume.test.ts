import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/api/errors';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import { resume } from '../../../../src/core/run/resume';
import type { RunRecord } from '../../../../src/core/journal/runRecord';
import { asset, fileTarget, folderTarget, planned } from '../../../support/deletion/targets';

const failure: ApiFailure = {
  kind: 'server',
  message: 'Internal error',
  status: 500,
  requestId: 'req-9',
  mayHaveActed: 'maybe',
};
const names = ['gone', 'goneBefore', 'failed', 'unknown', 'left', 'sent', 'untouched'] as const;
const files = names.map((name) => planned(fileTarget(asset(name, { filePath: `/a/${name}` }))));
const folder = planned(folderTarget('/a'));
const ends: Partial<Record<(typeof names)[number], DeletionOutcome>> = {
  gone: { kind: 'deleted', requestId: undefined },
  goneBefore: { kind: 'alreadyGone', requestId: undefined },
  failed: { kind: 'failed', failure },
  unknown: { kind: 'unknown', failure },
  left: { kind: 'notAttempted', reason: { kind: 'cancelled' } },
};

const record: RunRecord = {
  header: {
    runId: 'run-1',
    planId: 'plan-1',
    account: { id: 'account-1', name: 'acme' },
    createdAt: '2026-11-22T10:00:00.000Z',
    targets: 8,
    bytes: 7000,
  },
  targets: [...files, folder],
  outcomes: new Map(Object.entries(ends).map(([name, end]) => [`asset:${name}`, end])),
  inDoubt: new Set(['asset:sent']),
  state: 'interrupted',
};

suite('resume', () => {
  const resumption = resume(record);

  test('goes on with what was left, what is in doubt and what stayed unknown', () => {
    const { plan } = resumption;
    assert.deepEqual(
      plan.targets.map(({ key }) => key),
      ['asset:unknown', 'asset:left', 'asset:sent', 'asset:untouched', 'folder:/a'],
    );
    assert.equal(plan.id, 'plan-1');
    assert.equal(plan.accountId, 'account-1');
  });

  test('has what may be gone looked up first', () => {
    assert.deepEqual([...resumption.inDoubt].sort(), ['asset:sent', 'asset:unknown']);
  });

  test('remembers what the run has deleted, for the folders that held it', () => {
    assert.deepEqual([...resumption.gone].sort(), ['asset:gone', 'asset:goneBefore']);
  });

  test('lets every other outcome stand, a failure included', () => {
    assert.deepEqual(
      resumption.outcomes.map(({ planned: { key }, outcome }) => [key, outcome.kind]),
      [
        ['asset:gone', 'deleted'],
        ['asset:goneBefore', 'alreadyGone'],
        ['asset:failed', 'failed'],
      ],
    );
    assert.equal(
      resumption.outcomes.length + resumption.plan.targets.length,
      record.targets.length,
    );
  });

  test('keeps the folder of files that are gone or failed: the run looks into it itself', () => {
    assert.ok(resumption.plan.targets.some(({ key }) => key === folder.key));
  });
});
