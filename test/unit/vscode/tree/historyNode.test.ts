import assert from 'node:assert/strict';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import type { RunRecord } from '../../../../src/core/journal/runRecord';
import { summarize } from '../../../../src/core/run/summary';
import type { RunEntry } from '../../../../src/vscode/run/runs';
import {
  historyNodeId,
  isRunNode,
  madeRunNode,
  rowsBelow,
  rowsBelowRun,
  runActions,
  runOf,
  type HistoryNode,
} from '../../../../src/vscode/tree/historyNode';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const header = {
  runId: '20261122T100000000Z-00000000',
  planId: 'plan-1',
  account: { id: 'account-1', name: 'acme' },
  createdAt: '2026-11-22T10:00:00.000Z',
  targets: 4,
  bytes: 4000,
};
const failure = {
  kind: 'server',
  message: 'Internal error',
  status: 500,
  requestId: undefined,
  mayHaveActed: 'maybe',
} as const;
const deleted: DeletionOutcome = { kind: 'deleted', requestId: undefined };
const failed: DeletionOutcome = { kind: 'failed', failure };
const unknown: DeletionOutcome = { kind: 'unknown', failure };
const left: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'cancelled' } };

type Finished = RunEntry['run'] & { readonly kind: 'finished' };

function finished(...outcomes: readonly DeletionOutcome[]): Finished {
  const ends = outcomes.map((outcome, at) => ({
    planned: planned(fileTarget(asset(at))),
    outcome,
  }));
  const { counts, deletedBytes } = summarize(ends);
  const { runId } = header;
  return { runId, kind: 'finished', header, counts, deletedBytes, endedAt: header.createdAt };
}

const entry = (run: RunEntry['run'], more: Partial<RunEntry> = {}): RunEntry => ({
  run,
  underWay: undefined,
  isBlocked: false,
  ...more,
});

function interrupted(): RunEntry['run'] {
  const { counts, deletedBytes, runId } = finished(deleted);
  return { runId, kind: 'interrupted', header, counts, deletedBytes, inDoubt: 1, changedAt: 0 };
}

const targets = [
  planned(fileTarget(asset(1, { filePath: '/a/one.jpg' }))),
  planned(versionTarget(asset(2, { filePath: '/a/two.jpg', versionName: 'Version 2' }), 'v1')),
  planned(folderTarget('/a')),
  planned(fileTarget(asset(4, { size: undefined }))),
];

function recordOf(ends: readonly (DeletionOutcome | undefined)[]): RunRecord {
  const outcomes = new Map(
    targets.flatMap(({ key }, at) => {
      const end = ends[at];
      return end ? [[key, end]] : [];
    }),
  );
  const last = targets.at(-1)?.key ?? '';
  const inDoubt = new Set(outcomes.has(last) ? [] : [last]);
  return { header, targets, outcomes, inDoubt, state: 'interrupted' };
}

suite('rows of the history', () => {
  const run = madeRunNode(entry(finished(deleted)));

  test('are grouped by how targets ended, what needs a look first', () => {
    const rows = rowsBelowRun(run, recordOf([deleted, failed, left]));
    assert.deepEqual(
      rows.map((row) => (row.kind === 'group' ? [row.state, row.rows.length] : row.kind)),
      [
        ['inDoubt', 1],
        ['failed', 1],
        ['notAttempted', 1],
        ['deleted', 1],
      ],
    );
  });

  test('have no groups when all targets ended in one way', () => {
    const rows = rowsBelowRun(run, recordOf([deleted, deleted, deleted, deleted]));
    assert.deepEqual(
      rows.map((row) => (row.kind === 'target' ? [row.row.kind, row.row.path, row.row.bytes] : [])),
      [
        ['asset', '/a/one.jpg', 1000],
        ['version', '/a/two.jpg', 1000],
        ['folder', '/a', 0],
        ['asset', '/files/4.jpg', 0],
      ],
    );
  });

  test('come in pages of 1,000, each with an id of its own', () => {
    const many = Array.from({ length: 2500 }, (_, at) => planned(fileTarget(asset(at))));
    const outcomes = new Map(many.map(({ key }) => [key, deleted]));
    const pages = rowsBelowRun(run, { ...recordOf([]), targets: many, outcomes });
    const below = pages.map((page) => (page.kind === 'page' ? rowsBelow(page) : []));
    assert.deepEqual(
      below.map(({ length }) => length),
      [1000, 1000, 500],
    );
    const all: readonly HistoryNode[] = [...pages, ...below.flat()];
    assert.equal(new Set(all.map(historyNodeId)).size, 2503);
    assert.ok(
      all.every(
        (node) =>
          !('copy' in node) &&
          node.kind !== 'purge' &&
          node.kind !== 'publication' &&
          node.kind !== 'publishedFile' &&
          node.kind !== 'recovery' &&
          node.kind !== 'older' &&
          runOf(node) === run,
      ),
    );
  });

  test('are known as ours only when we made them', () => {
    assert.ok(isRunNode(run));
    for (const stranger of [
      { ...run },
      { kind: 'run', entry: run.entry },
      'run',
      null,
      undefined,
    ]) {
      assert.ok(!isRunNode(stranger));
    }
  });
});

suite('what can be done with a run', () => {
  const all = ['show', 'export'];

  const cases: readonly (readonly [string, RunEntry, readonly string[]])[] = [
    ['all deleted', entry(finished(deleted, deleted)), [...all, 'purge', 'forget']],
    ['something failed', entry(finished(deleted, failed)), [...all, 'retry', 'purge', 'forget']],
    ['something left', entry(finished(deleted, left)), [...all, 'resume', 'purge', 'forget']],
    ['something unknown', entry(finished(unknown)), [...all, 'resume', 'retry', 'forget']],
    ['interrupted', entry(interrupted()), [...all, 'resume', 'close', 'purge', 'forget']],
    ['under way', entry(interrupted(), { underWay: 'here', isBlocked: true }), all],
    ['its account busy', entry(finished(failed, left), { isBlocked: true }), all],
    [
      'unreadable',
      entry({ runId: header.runId, kind: 'unreadable', problem: 'damaged', detail: '', line: 3 }),
      ['open', 'forget'],
    ],
  ];
  for (const [what, each, actions] of cases) {
    test(`fits how it stands: ${what}`, () => {
      assert.deepEqual(runActions(each), actions);
    });
  }
});
