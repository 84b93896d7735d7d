import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GuardFinding } from '../../../../src/core/plan/guards';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import { runCsv, runJson } from '../../../../src/core/journal/runExport';
import type { RunRecord } from '../../../../src/core/journal/runRecord';
import type { PlannedTarget } from '../../../../src/core/target';
import { readCsv } from '../../../../src/core/lists/csv';
import { outcome, plannedTargets } from '../../../support/deletion/arbitraries';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

function recordOf(
  targets: readonly PlannedTarget[],
  ends: readonly (DeletionOutcome | 'inDoubt' | 'open')[],
): RunRecord {
  const outcomes = new Map<string, DeletionOutcome>();
  const inDoubt = new Set<string>();
  targets.forEach(({ key }, at) => {
    const end = ends[at];
    if (end === 'inDoubt') inDoubt.add(key);
    else if (end !== undefined && end !== 'open') outcomes.set(key, end);
  });
  const header = {
    runId: '20261122T100000000Z-00000000',
    planId: 'plan-1',
    account: { id: 'account-1', name: 'acme' },
    createdAt: '2026-11-22T10:00:00.000Z',
    targets: targets.length,
    bytes: 3000,
  };
  return { header, targets, outcomes, inDoubt, state: 'interrupted' };
}

/** The cells of a CSV, by the names in its first line. */
function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...records] = [...readCsv(csv, ',')];
  assert.ok(head);
  return records.map(({ cells, broken }) => {
    assert.equal(broken, false);
    assert.equal(cells.length, head.cells.length);
    return Object.fromEntries(head.cells.map((name, at) => [name, cells[at] ?? '']));
  });
}

interface Exported {
  readonly format: string;
  readonly run: Readonly<Record<string, unknown>>;
  readonly targets: readonly Readonly<Record<string, string | number | string[]>>[];
}

const hero = asset(1, { filePath: '/products/hero.jpg', tags: ['keep', 'a "b"'] });
const source = { file: 'src/app.ts', line: 12, column: 3, length: 24 };
const targets = [
  planned(fileTarget(hero), { source }),
  planned(versionTarget(asset(2, { filePath: '/a, b;\n"c".jpg' }), 'v1')),
  planned(folderTarget('/a')),
  planned(fileTarget(asset(4, { size: undefined }))),
  planned(fileTarget(asset(5))),
];
const record = recordOf(targets, [
  { kind: 'deleted', requestId: 'req-1' },
  {
    kind: 'failed',
    failure: {
      kind: 'server',
      message: 'Internal error',
      status: 500,
      requestId: 'req-2',
      mayHaveActed: 'maybe',
    },
  },
  { kind: 'notAttempted', reason: { kind: 'notEmpty', paths: ['/a/x', '/a/y'] } },
  'inDoubt',
  'open',
]);

/** Every reason to keep a target back when its run goes on, and how an export has it. */
const keptReasons: readonly (readonly [GuardFinding, string])[] = [
  [{ kind: 'protectedTag', tag: 'keep' }, 'kept: protected tag keep'],
  [{ kind: 'protectedPath', pattern: '/a/**' }, 'kept: protected path /a/**'],
  [{ kind: 'protectedId', id: 'f1' }, 'kept: protected id f1'],
  [{ kind: 'tooYoung', minAgeHours: 24 }, 'kept: younger than 24 hours'],
  [{ kind: 'currentVersion' }, 'kept: current version'],
  [{ kind: 'changed', what: 'size' }, 'kept: changed size'],
  [{ kind: 'added' }, 'kept: not planned'],
  [{ kind: 'mentioned', place: source }, 'kept: mentioned in src/app.ts:12'],
  [{ kind: 'occupied', holds: '/a/x' }, 'kept: holds /a/x'],
];

suite('exporting a run', () => {
  test('writes a line of CSV for each target, with its outcome and why', () => {
    const rows = rowsOf(runCsv(record));
    assert.deepEqual(rows[0], {
      path: '/products/hero.jpg',
      type: 'file',
      fileId: hero.fileId,
      versionId: hero.versionId,
      versionName: 'Version 1',
      bytes: '1000',
      url: 'https://ik.imagekit.io/acme/products/hero.jpg',
      tags: 'keep, a "b"',
      outcome: 'deleted',
      cause: '',
      status: '',
      requestId: 'req-1',
      sourceFile: 'src/app.ts',
      sourceLine: '12',
    });
    assert.deepEqual(
      rows.map(({ path, type, outcome, cause, status, bytes }) => [
        path,
        type,
        outcome,
        cause,
        status,
        bytes,
      ]),
      [
        ['/products/hero.jpg', 'file', 'deleted', '', '', '1000'],
        ['/a, b;\n"c".jpg', 'version', 'failed', 'Internal error', '500', '1000'],
        ['/a', 'folder', 'notAttempted', 'not empty: /a/x, /a/y', '', ''],
        ['/files/4.jpg', 'file', 'inDoubt', '', '', ''],
        ['/files/5.jpg', 'file', 'open', '', '', '1000'],
      ],
    );
  });

  test('says why a target was kept back when its run went on', () => {
    const files = keptReasons.map((_, at) => planned(fileTarget(asset(at))));
    const ends = keptReasons.map(([finding]): DeletionOutcome => ({
      kind: 'notAttempted',
      reason: { kind: 'kept', finding },
    }));
    assert.deepEqual(
      rowsOf(runCsv(recordOf(files, ends))).map(({ cause }) => cause),
      keptReasons.map(([, cause]) => cause),
    );
  });

  test('marks the CSV as UTF-8 and ends its lines as spreadsheets expect', () => {
    const csv = runCsv(record);
    assert.ok(csv.startsWith('\uFEFFpath,type,'));
    assert.ok(csv.endsWith('\r\n'));
  });

  for (const text of ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', ' =1', '＝1']) {
    test(`gives a spreadsheet no formula: ${JSON.stringify(text)}`, () => {
      const file = asset(1, { url: text, tags: [text] });
      const [row] = rowsOf(
        runCsv(recordOf([planned(fileTarget(file), { source: { ...source, file: text } })], [])),
      );
      assert.deepEqual(
        [row?.['url'], row?.['tags'], row?.['sourceFile']],
        [`'${text}`, `'${text}`, `'${text}`],
      );
    });
  }

  for (const text of [
    "x;=cmd|' /C calc'!A1;y",
    'x;  @SUM(A1)',
    'x\t=1',
    '\t=1',
    '\r=1',
    '\n=1',
    'a\n=1',
    'a\r\n+1',
    'x;＝1',
  ]) {
    test(`gives no formula to a spreadsheet that parts cells elsewhere: ${JSON.stringify(text)}`, () => {
      const csv = runCsv(recordOf([planned(fileTarget(asset(1, { tags: [text] })))], []));
      for (const cell of csv.split(/[;\t\r\n]/)) assert.doesNotMatch(cell, /^\s*[=+\-@＝]/);
    });
  }

  test('writes JSON with every text as it is, and the counts of the run', () => {
    const { format, run, targets: exported } = JSON.parse(runJson(record)) as Exported;
    assert.equal(format, 'imagekit-cleanup-run');
    assert.deepEqual(
      { ...run },
      {
        runId: '20261122T100000000Z-00000000',
        planId: 'plan-1',
        account: 'acme',
        startedAt: '2026-11-22T10:00:00.000Z',
        state: 'interrupted',
        targets: 5,
        bytes: 3000,
        deleted: 1,
        alreadyGone: 0,
        failed: 1,
        unknown: 0,
        notAttempted: 1,
        inDoubt: 1,
        deletedBytes: 1000,
      },
    );
    assert.deepEqual(exported[0]?.['tags'], ['keep', 'a "b"']);
    assert.deepEqual(exported[2], {
      path: '/a',
      type: 'folder',
      outcome: 'notAttempted',
      cause: 'not empty: /a/x, /a/y',
    });
  });

  test('loses no target and no text, whatever the names are', () => {
    const anyEnd = fc.oneof(outcome, fc.constantFrom('inDoubt' as const, 'open' as const));
    fc.assert(
      fc.property(plannedTargets, fc.array(anyEnd, { minLength: 8, maxLength: 8 }), (all, ends) => {
        const some = recordOf(all, ends);
        const { targets: exported } = JSON.parse(runJson(some)) as Exported;
        assert.equal(exported.length, all.length);
        const rows = rowsOf(runCsv(some));
        assert.equal(rows.length, all.length);
        rows.forEach((row, at) => {
          for (const [name, cell] of Object.entries(row)) {
            const value = exported[at]?.[name] ?? '';
            const plain = [value].flat().join(', ');
            if (typeof value !== 'number') assert.doesNotMatch(cell, /^\s*[=+\-@\uFF1D]/);
            assert.equal(cell.replaceAll("'", ''), plain.replaceAll("'", ''), name);
          }
        });
      }),
    );
  });
});
