import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JournalError } from '../../../../src/core/journal/journalError';
import * as lines from '../../../../src/core/journal/journalLines';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import { outcomesOf, Replay, type RunRecord } from '../../../../src/core/journal/runRecord';
import { summarize } from '../../../../src/core/run/summary';
import type { PlannedTarget } from '../../../../src/core/target';
import { outcome, plannedTargets } from '../../../support/deletion/arbitraries';
import { asset, fileTarget, folderTarget, planned } from '../../../support/deletion/targets';

const at = '2026-11-22T10:00:00.000Z';
const first = planned(fileTarget(asset(1)));
const second = planned(fileTarget(asset(2, { filePath: '/brand/logo "1"\n.svg', tags: ['a'] })));
const folder = planned(folderTarget('/brand'));
const targets = [first, second, folder];
const deleted: DeletionOutcome = { kind: 'deleted', requestId: 'req-1' };
const cancelled: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'cancelled' } };

const header = {
  runId: 'run-1',
  planId: 'plan-1',
  account: { id: 'account-1', name: 'acme' },
  createdAt: at,
  targets: targets.length,
  bytes: 2000,
};
const opening = [lines.runLine(header), ...targets.map(lines.targetLine), lines.plannedLine(3)];

function replayed(...text: readonly string[]): RunRecord {
  const replay = new Replay();
  for (const line of text) replay.add(line.replace(/\n$/, ''));
  assert.ok(replay.record);
  return replay.record;
}

function outcomeLine(of: PlannedTarget, how: DeletionOutcome): string {
  return lines.outcomeLine({ planned: of, outcome: how }, at);
}

function end(...all: readonly (readonly [PlannedTarget, DeletionOutcome])[]): string {
  return lines.endLine(summarize(all.map(([planned, outcome]) => ({ planned, outcome }))), at);
}

suite('run record', () => {
  test('reads the plan as it was written', () => {
    const record = replayed(...opening);
    assert.deepEqual(record.header, header);
    assert.deepEqual(record.targets, targets);
    assert.equal(record.state, 'interrupted');
    assert.equal(record.outcomes.size + record.inDoubt.size, 0);
  });

  test('calls a run whose plan is incomplete one that never began', () => {
    assert.equal(replayed(...opening.slice(0, -1)).state, 'neverBegan');
    assert.equal(replayed(...opening.slice(0, 2)).state, 'neverBegan');
    assert.equal(new Replay().record, undefined);
  });

  test('keeps in doubt what was sent without a recorded end', () => {
    const record = replayed(
      ...opening,
      lines.intentLine([first, second], at),
      outcomeLine(first, deleted),
    );
    assert.deepEqual([...record.inDoubt], [second.key]);
    assert.deepEqual(outcomesOf(record), [{ planned: first, outcome: deleted }]);
  });

  test('is in doubt again when a target that was left is sent after all', () => {
    const text = [...opening, ...targets.map((each) => outcomeLine(each, cancelled))];
    const left = replayed(...text, end(...targets.map((each) => [each, cancelled] as const)));
    assert.equal(left.state, 'finished');
    const again = replayed(
      ...text,
      lines.resumedLine(at, undefined),
      lines.intentLine([second], at),
    );
    assert.deepEqual([...again.inDoubt], [second.key]);
    assert.equal(again.outcomes.get(second.key), undefined);
    assert.equal(again.state, 'interrupted');
  });

  test('takes the last outcome of a target', () => {
    const record = replayed(
      ...opening,
      outcomeLine(first, cancelled),
      lines.intentLine([first], at),
      outcomeLine(first, deleted),
    );
    assert.deepEqual(record.outcomes.get(first.key), deleted);
  });

  test('makes each line stand by itself', () => {
    const line: unknown = JSON.parse(outcomeLine(second, deleted));
    assert.deepEqual(line, {
      kind: 'outcome',
      at,
      key: second.key,
      path: '/brand/logo "1"\n.svg',
      fileId: '000000000000000000000002',
      versionId: '000000000000000000000002',
      size: 1000,
      url: 'https://ik.imagekit.io/acme/brand/logo "1"\n.svg',
      tags: ['a'],
      outcome: { kind: 'deleted', requestId: 'req-1' },
    });
  });

  test('gives back any plan and any outcomes', () => {
    const run = fc.property(
      plannedTargets.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.array(outcome, { minLength: all.length, maxLength: all.length }),
        ),
      ),
      ([all, ends]) => {
        const outcomes = all.map((planned, index) => ({ planned, outcome: ends[index]! }));
        const summary = summarize(outcomes);
        const text = [
          lines.runLine({ ...header, targets: all.length }),
          ...all.map(lines.targetLine),
          lines.plannedLine(all.length),
          ...(all.length > 0 ? [lines.intentLine(all, at)] : []),
          ...outcomes.map((each) => lines.outcomeLine(each, at)),
          lines.endLine(summary, at),
        ];
        for (const line of text) assert.equal(line.indexOf('\n'), line.length - 1);
        const record = replayed(...text);
        assert.deepEqual(record.targets, all);
        assert.deepEqual(outcomesOf(record), outcomes);
        assert.equal(record.state, 'finished');
      },
    );
    fc.assert(run);
  });

  const intent = lines.intentLine([first], at);
  const damaged: readonly (readonly [string, number, readonly string[]])[] = [
    ['is not JSON', 2, [opening[0]!, '{"kind":"target","key"']],
    ['is half of another line', 5, [...opening.slice(0, 4), opening[4]!.slice(3)]],
    ['is of another format', 1, [opening[0]!.replace('"format":1', '"format":2')]],
    ['is of an unknown kind', 6, [...opening, '{"kind":"note"}']],
    ['has another target than its key says', 2, [opening[0]!, opening[1]!.replace('01"', '09"')]],
    ['repeats a target', 3, [opening[0]!, opening[1]!, opening[1]!]],
    ['counts other targets than there are', 3, [...opening.slice(0, 2), lines.plannedLine(2)]],
    ['counts other targets than were announced', 3, [...opening.slice(0, 2), lines.plannedLine(1)]],
    ['adds a target to a complete plan', 6, [...opening, opening[1]!]],
    ['sends before the plan is complete', 3, [opening[0]!, opening[1]!, intent]],
    ['begins a second run', 6, [...opening, opening[0]!]],
    ['stands before its run', 1, [opening[1]!]],
    ['names a target that is not planned', 6, [...opening, intent.replace('01"', '09"')]],
    ['tells the end of what was never sent', 6, [...opening, outcomeLine(first, deleted)]],
    [
      'sends again what is gone',
      8,
      [...opening, intent, outcomeLine(first, deleted), lines.intentLine([first], at)],
    ],
    [
      'tells twice how a target went',
      8,
      [...opening, intent, outcomeLine(first, deleted), outcomeLine(first, deleted)],
    ],
    ['ends a run that is not at its end', 7, [...opening, intent, end([first, deleted])]],
    [
      'goes on after the end without a word',
      10,
      [
        ...opening,
        ...targets.map((each) => outcomeLine(each, cancelled)),
        end(...targets.map((each) => [each, cancelled] as const)),
        intent,
      ],
    ],
  ];
  for (const [what, line, text] of damaged) {
    test(`refuses a record in which a line ${what}`, () => {
      assert.throws(
        () => replayed(...text),
        (error) => error instanceof JournalError && error.line === line,
      );
    });
  }
});
