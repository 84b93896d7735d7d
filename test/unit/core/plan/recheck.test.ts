import assert from 'node:assert/strict';
import type { GuardFinding } from '../../../../src/core/plan/guards';
import { compareWithPlan, intersect, type SeenNow } from '../../../../src/core/plan/recheck';
import type { Hint, Place } from '../../../../src/core/reference';
import type { Target } from '../../../../src/core/target';
import {
  asset,
  confirmed,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const place: Place = { file: 'src/index.tsx', line: 12, column: 1, length: 8 };
const file = (name: string) => fileTarget(asset(name, { filePath: `/a/${name}` }));

/** What is seen, with what the guards say of it by key. */
function seen(
  targets: readonly Target[],
  findings: Readonly<Record<string, GuardFinding>> = {},
  references: readonly Place[] = [],
): SeenNow {
  return {
    targets: targets.map((target) => ({ target, references, source: undefined })),
    unresolved: [],
    guard: ({ key }) => findings[key],
    gone: new Set(),
  };
}

suite('a recheck of what was agreed to', () => {
  const changed = { kind: 'changed', what: 'size' } as const;
  const unseen = { kind: 'unseen' } as const;

  test('agrees to what is as it was', () => {
    const targets = [file('one'), file('two'), folderTarget('/a')];
    const look = compareWithPlan(confirmed(targets), seen(targets));
    assert.deepEqual([...look.agreed], ['asset:one', 'asset:two', 'folder:/a']);
    assert.equal(look.kept.size, 0);
  });

  test('keeps what has changed or is protected by now, and the folder around it', () => {
    const targets = [file('one'), file('two'), folderTarget('/a')];
    const look = compareWithPlan(confirmed(targets), seen(targets, { 'asset:two': changed }));
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
    const look = compareWithPlan(confirmed(targets), seen([...targets, file('new')]));
    assert.deepEqual([...look.agreed], ['asset:one']);
    assert.deepEqual(look.kept.get('folder:/a'), { kind: 'occupied', holds: '/a/new' });
    assert.ok(!look.kept.has('asset:new'), 'only what was planned is told of');
  });

  test('keeps what the workspace mentions only now', () => {
    const targets = [file('one')];
    const look = compareWithPlan(confirmed(targets), seen(targets, {}, [place]));
    assert.deepEqual(look.kept.get('asset:one'), { kind: 'mentioned', place });
    const agreed = [planned(file('one'), { references: [place] })];
    const again = compareWithPlan(confirmed(agreed), seen(targets, {}, [place]));
    assert.deepEqual([...again.agreed], ['asset:one'], 'that was known when it was confirmed');
    const listed = [planned(file('one'), { source: place })];
    const own = compareWithPlan(confirmed(listed), seen(targets, {}, [place]));
    assert.deepEqual([...own.agreed], ['asset:one'], 'the line that asked for it is no use of it');
  });

  test('keeps what a program may mean only now, unless that was not looked for before', () => {
    const hinted = (by: 'pattern' | 'name') => ({
      ...seen([]),
      targets: [{ target: file('one'), references: [], hints: [{ place, by }], source: undefined }],
    });
    const before = (hints?: readonly Hint[]) =>
      confirmed([planned(file('one'), hints ? { hints } : {})]);
    const look = compareWithPlan(before([]), hinted('pattern'));
    assert.deepEqual(look.kept.get('asset:one'), { kind: 'mentioned', place });
    for (const [plan, now] of [
      [before([{ place, by: 'folder' }]), hinted('pattern')],
      [before([]), hinted('name')],
      [before(), hinted('pattern')],
    ] as const)
      assert.deepEqual([...compareWithPlan(plan, now).agreed], ['asset:one']);
  });

  test('is narrowed by a later one, and never widened', () => {
    const targets = [file('one'), file('two'), file('three')];
    const plan = confirmed(targets);
    const earlier = compareWithPlan(plan, seen(targets, { 'asset:two': changed }));
    const later = compareWithPlan(plan, seen(targets, { 'asset:one': changed }));
    const both = intersect(earlier, later);
    assert.deepEqual([...both.agreed], ['asset:three']);
    assert.deepEqual([...both.kept.keys()].sort(), ['asset:one', 'asset:two']);
  });

  test('takes a version that goes with its file for no stranger', () => {
    const whole = fileTarget(asset('one'));
    const old = versionTarget(asset('one'), 'v1');
    const look = compareWithPlan(confirmed([whole]), seen([whole, old]));
    assert.deepEqual([...look.agreed], ['asset:one']);
    const protectedNow = { 'version:one/v1': { kind: 'protectedId', id: 'v1' } } as const;
    const kept = compareWithPlan(confirmed([whole]), seen([whole, old], protectedNow));
    assert.deepEqual(kept.kept.get('asset:one'), protectedNow['version:one/v1']);
  });

  test('keeps what was not seen, and the folder around it', () => {
    const targets = [file('one'), file('two'), folderTarget('/a')];
    const look = compareWithPlan(confirmed(targets), seen([file('one'), folderTarget('/a')]));
    assert.deepEqual([...look.agreed], ['asset:one']);
    assert.deepEqual(
      [...look.kept],
      [
        ['asset:two', unseen],
        ['folder:/a', { kind: 'occupied', holds: '/a/two' }],
      ],
    );
  });

  test('has nothing to keep of what is gone', () => {
    const targets = [file('one'), file('two'), folderTarget('/a')];
    const gone = new Set(['asset:two']);
    const now = { ...seen([file('one'), folderTarget('/a')]), gone };
    const look = compareWithPlan(confirmed(targets), now);
    assert.deepEqual([...look.agreed], ['asset:one', 'folder:/a']);
    assert.deepEqual([look.gone, look.kept.size], [gone, 0]);
  });

  test('gives each target one place when two of them say different things', () => {
    const all = ['one', 'two', 'three', 'four'].map((name) => `asset:${name}`);
    const [one = '', two = '', three = '', four = ''] = all;
    const keep = (key: string) => new Map([[key, changed]]);
    const earlier = { agreed: new Set([one, two]), gone: new Set([three]), kept: keep(four) };
    const later = { agreed: new Set([one, three]), gone: new Set([four]), kept: keep(two) };
    const both = intersect(earlier, later);
    assert.deepEqual([...both.agreed], [one]);
    assert.deepEqual([...both.gone], [four]);
    assert.deepEqual(
      [...both.kept],
      [
        [two, changed],
        [three, unseen],
      ],
      'what was gone once was not asked about',
    );
  });
});
