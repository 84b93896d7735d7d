import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiError } from '../../../../src/api/errors';
import { applyRecheck, goOn } from '../../../../src/core/run/recheckPending';
import type { TargetOutcome } from '../../../../src/core/run/outcome';
import type { PendingRun } from '../../../../src/core/run/resume';
import type { RunOptions } from '../../../../src/core/run/run';
import { targetKey, type PlannedTarget, type Target } from '../../../../src/core/target';
import { LeapClock } from '../../../support/clocks';
import { asset, confirmed, fileTarget, folderTarget } from '../../../support/deletion/targets';

const none: ReadonlySet<string> = new Set();
const changed = { kind: 'changed', what: 'size' } as const;
const file = (name: string) => fileTarget(asset(name, { filePath: `/a/${name}` }));

function restOf(targets: readonly Target[], inDoubt: readonly string[] = []): PendingRun {
  return { plan: confirmed(targets), inDoubt: new Set(inDoubt), gone: none, outcomes: [] };
}

/** A run that may only read: `gone` is gone, `there` is there, and nobody answers for the rest. */
function runOptions(): RunOptions {
  const never = () => assert.fail('nothing may be sent');
  const fields = { message: '', status: 404, requestId: undefined, mayHaveActed: 'no' } as const;
  return {
    client: {
      deleteFile: never,
      deleteFiles: never,
      deleteVersion: never,
      deleteFolder: never,
      list: never,
      getVersion: never,
      getAsset: (fileId) => {
        if (fileId === 'there') return Promise.resolve(asset('there'));
        const failure =
          fileId === 'gone'
            ? ({ kind: 'notFound', ...fields, missingFileIds: [] } as const)
            : ({ kind: 'server', ...fields } as const);
        return Promise.reject(new ApiError(failure, 'GET'));
      },
    },
    journal: { before: never, after: () => Promise.resolve() },
    signal: new AbortController().signal,
    batchSize: 100,
    writesAtATime: 2,
    lookUps: 4,
    timeoutMs: 1000,
    silenceMs: 2000,
    clock: new LeapClock(),
  };
}

const keys = (targets: readonly PlannedTarget[]) => targets.map(({ key }) => key);

suite('what a recheck leaves of a run', () => {
  test('never has sent what was kept or is gone, and gives each of those its end', () => {
    const targets = [file('one'), file('two'), file('three'), file('four')];
    const rest = restOf(targets, ['asset:one', 'asset:three']);
    const { rest: left, ended } = applyRecheck(rest, {
      agreed: new Set(['asset:three']),
      gone: new Set(['asset:one', 'asset:four']),
      kept: new Map([['asset:two', changed]]),
    });
    assert.deepEqual(keys(left.plan.targets), ['asset:three']);
    assert.deepEqual([...left.inDoubt], ['asset:three']);
    assert.deepEqual([...left.gone], ['asset:one', 'asset:four']);
    assert.deepEqual(
      ended.map(({ planned: { key }, outcome }) => [key, outcome]),
      [
        ['asset:one', { kind: 'deleted', requestId: undefined }],
        ['asset:two', { kind: 'notAttempted', reason: { kind: 'kept', finding: changed } }],
        ['asset:four', { kind: 'alreadyGone', requestId: undefined }],
      ],
    );
  });

  test('ends or sends each target once, whatever was seen', () => {
    const some = fc.subarray(['one', 'two', 'x/three', 'x/four', 'y'].map(file));
    const folders = fc.subarray(['/a', '/a/x'].map(folderTarget));
    const marks = fc.array(fc.constantFrom('agreed', 'gone', 'kept', 'nothing'), {
      minLength: 7,
      maxLength: 7,
    });
    fc.assert(
      fc.property(some, folders, marks, (files, around, marked) => {
        const all = keys(restOf([...files, ...around]).plan.targets);
        const sent = all.filter((_, at) => at % 2 === 0);
        const rest = restOf([...files, ...around], sent);
        const those = (mark: string) => all.filter((_, at) => marked[at] === mark);
        const look = {
          agreed: new Set(those('agreed')),
          gone: new Set(those('gone')),
          kept: new Map(those('kept').map((key) => [key, changed])),
        };
        const { rest: left, ended, doubtful } = applyRecheck(rest, look);
        const going = keys(left.plan.targets);
        assert.ok(going.every((key) => look.agreed.has(key)));
        const over = [...ended, ...doubtful].map(({ planned: { key } }) => key);
        assert.deepEqual([...going, ...over].sort(), [...all].sort());
        for (const {
          planned: { key },
          outcome,
        } of ended) {
          assert.equal(outcome.kind === 'notAttempted', !look.gone.has(key));
          assert.equal(outcome.kind === 'deleted', look.gone.has(key) && sent.includes(key));
        }
      }),
    );
  });

  test('has looked up what was sent once and stays now, before it says that it stays', async () => {
    const targets = ['gone', 'there', 'silent'].map(file);
    const rest = restOf([...targets, folderTarget('/a')], [...targets.map(targetKey), 'folder:/a']);
    const kept = new Map(rest.plan.targets.map(({ key }) => [key, changed]));
    const rechecked = applyRecheck(rest, { agreed: none, gone: none, kept });
    const outcomes: string[] = [];
    const written: TargetOutcome[] = [];
    const journal = {
      before: () => assert.fail('nothing is sent'),
      after: (some: readonly TargetOutcome[]) => Promise.resolve(void written.push(...some)),
    };
    for await (const some of goOn(rechecked, { ...runOptions(), journal })) {
      assert.deepEqual(written.slice(-some.length), some, 'what is told is written down');
      for (const {
        planned: { key },
        outcome,
      } of some) {
        const reason = outcome.kind === 'notAttempted' ? ` ${outcome.reason.kind}` : '';
        outcomes.push(`${key} ${outcome.kind}${reason}`);
      }
    }
    assert.deepEqual(outcomes, [
      'folder:/a notAttempted kept',
      'asset:gone deleted',
      'asset:there notAttempted kept',
      'asset:silent unknown',
    ]);
  });
});
