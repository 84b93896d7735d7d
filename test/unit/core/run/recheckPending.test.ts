import assert from 'node:assert/strict';
import { once } from 'node:events';
import fc from 'fast-check';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import type { GuardFinding } from '../../../../src/core/plan/guards';
import type { PlanInput } from '../../../../src/core/plan/plan';
import type { PendingRun } from '../../../../src/core/run/resume';
import { bothLooks, goneSince, heed, judgeAgain } from '../../../../src/core/run/recheckPending';
import type { PlannedTarget, Target } from '../../../../src/core/target';
import type { Place } from '../../../../src/core/reference';
import {
  asset,
  confirmed,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const none: ReadonlySet<string> = new Set();
const place: Place = { file: 'src/index.tsx', line: 12, column: 1, length: 8 };
const file = (name: string) => fileTarget(asset(name, { filePath: `/a/${name}` }));

function restOf(
  targets: readonly (Target | PlannedTarget)[],
  inDoubt: readonly string[] = [],
): PendingRun {
  return { plan: confirmed(targets), inDoubt: new Set(inDoubt), gone: none, settled: [] };
}

function seen(
  targets: readonly Target[],
  findings: Readonly<Record<string, GuardFinding>> = {},
  references: readonly Place[] = [],
): Pick<PlanInput, 'targets' | 'unresolved' | 'guard'> {
  return {
    targets: targets.map((target) => ({ target, references, source: undefined })),
    unresolved: [],
    guard: ({ key }) => findings[key],
  };
}

const keys = (targets: readonly PlannedTarget[]) => targets.map(({ key }) => key);

suite('a second look at what a run has left', () => {
  const changed = { kind: 'changed', what: 'size' } as const;

  test('agrees to what is as it was', () => {
    const targets = [file('one'), file('two'), folderTarget('/a')];
    const look = judgeAgain(restOf(targets), none, seen(targets));
    assert.deepEqual([...look.agreed], ['asset:one', 'asset:two', 'folder:/a']);
    assert.equal(look.kept.size, 0);
  });

  test('keeps what has changed or is protected by now, and the folder around it', () => {
    const targets = [file('one'), file('two'), folderTarget('/a')];
    const look = judgeAgain(restOf(targets), none, seen(targets, { 'asset:two': changed }));
    assert.deepEqual([...look.agreed], ['asset:one']);
    assert.deepEqual(
      [...look.kept],
      [
        ['asset:two', changed],
        ['folder:/a', { kind: 'occupied', holds: '/a/two' }],
      ],
    );
  });

  test('keeps a folder into which something has come', () => {
    const targets = [file('one'), folderTarget('/a')];
    const look = judgeAgain(restOf(targets), none, seen([...targets, file('new')]));
    assert.deepEqual([...look.agreed], ['asset:one']);
    assert.deepEqual(look.kept.get('folder:/a'), { kind: 'occupied', holds: '/a/new' });
    assert.ok(!look.kept.has('asset:new'), 'only what was planned is told of');
  });

  test('keeps what the workspace mentions only now', () => {
    const targets = [file('one')];
    const look = judgeAgain(restOf(targets), none, seen(targets, {}, [place]));
    assert.deepEqual(look.kept.get('asset:one'), { kind: 'mentioned', place });
    const agreed = [planned(file('one'), { references: [place] })];
    const again = judgeAgain(restOf(agreed), none, seen(targets, {}, [place]));
    assert.deepEqual([...again.agreed], ['asset:one'], 'that was known when it was confirmed');
    const listed = [planned(file('one'), { source: place })];
    const own = judgeAgain(restOf(listed), none, seen(targets, {}, [place]));
    assert.deepEqual([...own.agreed], ['asset:one'], 'the line that asked for it is no use of it');
  });

  test('is narrowed by a later one, and never widened', () => {
    const targets = [file('one'), file('two'), file('three')];
    const rest = restOf(targets);
    const earlier = judgeAgain(rest, none, seen(targets, { 'asset:two': changed }));
    const later = judgeAgain(rest, none, seen(targets, { 'asset:one': changed }));
    const both = bothLooks(earlier, later);
    assert.deepEqual([...both.agreed], ['asset:three']);
    assert.deepEqual([...both.kept.keys()].sort(), ['asset:one', 'asset:two']);
  });

  test('leaves what is not there any more to the run, which tells what became of it', () => {
    const look = judgeAgain(restOf([file('one'), file('two')]), none, seen([file('one')]));
    assert.deepEqual([...look.agreed], ['asset:one', 'asset:two']);
  });

  test('never has sent what was kept or is gone, and gives each of those its end', () => {
    const rest = restOf([file('one'), file('two'), file('three')], ['asset:one', 'asset:three']);
    const { rest: left, ended } = heed(rest, {
      agreed: new Set(['asset:three']),
      gone: new Set(['asset:one']),
      kept: new Map([['asset:two', changed]]),
    });
    assert.deepEqual(keys(left.plan.targets), ['asset:three']);
    assert.deepEqual([...left.inDoubt], ['asset:three']);
    assert.deepEqual([...left.gone], ['asset:one']);
    assert.deepEqual(
      ended.map(({ planned: { key }, outcome }) => [key, outcome]),
      [
        ['asset:one', { kind: 'deleted', requestId: undefined }],
        ['asset:two', { kind: 'notAttempted', reason: { kind: 'kept', finding: changed } }],
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
        const rest = restOf([...files, ...around]);
        const all = keys(rest.plan.targets);
        const those = (mark: string) => all.filter((_, at) => marked[at] === mark);
        const look = {
          agreed: new Set(those('agreed')),
          gone: new Set(those('gone')),
          kept: new Map(those('kept').map((key) => [key, changed])),
        };
        const { rest: left, ended } = heed(rest, look);
        const going = keys(left.plan.targets);
        assert.ok(going.every((key) => look.agreed.has(key)));
        const over = ended.map(({ planned: { key } }) => key);
        assert.deepEqual([...going, ...over].sort(), [...all].sort());
        for (const {
          planned: { key },
          outcome,
        } of ended) {
          assert.equal(outcome.kind === 'deleted', look.gone.has(key));
        }
      }),
    );
  });
});

suite('what was sent without an answer', () => {
  const signal = new AbortController().signal;
  const failing = (kind: 'notFound' | 'server' | 'rejected') => {
    const fields = { message: '', status: 500, requestId: undefined, mayHaveActed: 'no' } as const;
    const failures: Readonly<Record<typeof kind, ApiFailure>> = {
      notFound: { kind: 'notFound', ...fields, missingFileIds: [] },
      rejected: { kind: 'rejected', ...fields, reason: undefined, maxItems: undefined },
      server: { kind: 'server', ...fields },
    };
    return new ApiError(failures[kind], 'GET /v1/files');
  };
  const version = versionTarget(asset('file'), 'v1');

  test('is looked up each by itself, and what is not there is gone', async () => {
    const asked: string[] = [];
    const client = {
      getAsset: (fileId: string) => {
        asked.push(fileId);
        return fileId === 'one'
          ? Promise.resolve(asset('one'))
          : Promise.reject(failing('notFound'));
      },
      getVersion: (fileId: string, versionId: string) => {
        asked.push(`${fileId}/${versionId}`);
        return Promise.reject(failing('notFound'));
      },
    };
    const targets = [file('one'), file('two'), file('three'), version, folderTarget('/a')];
    const doubtful = ['asset:one', 'asset:two', 'version:file/v1', 'folder:/a'];
    const gone = await goneSince(restOf(targets, doubtful), client, signal);
    assert.deepEqual([...gone], ['asset:two', 'version:file/v1']);
    assert.deepEqual(asked, ['one', 'two', 'file/v1']);
  });

  test('is not called gone because its id is refused', async () => {
    const refusing = () => Promise.reject(failing('rejected'));
    const client = { getAsset: refusing, getVersion: refusing };
    const gone = await goneSince(restOf([file('one')], ['asset:one']), client, signal);
    assert.deepEqual([...gone], []);
  });

  test('is not called gone when nobody answers, and nobody is asked any longer then', async () => {
    const signals: AbortSignal[] = [];
    const client = {
      getAsset: async (fileId: string, until?: AbortSignal) => {
        assert.ok(until);
        signals.push(until);
        if (fileId === 'one') throw failing('server');
        await once(until, 'abort');
        throw until.reason;
      },
      getVersion: () => Promise.reject(failing('server')),
    };
    const rest = restOf([file('one'), file('two')], ['asset:one', 'asset:two']);
    await assert.rejects(goneSince(rest, client, signal), ApiError);
    assert.ok(signals.length === 2 && signals.every(({ aborted }) => aborted));
  });
});
