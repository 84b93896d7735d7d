import assert from 'node:assert/strict';
import type { GuardFinding } from '../../../../src/core/plan/guards';
import {
  confirmPlan,
  makePlan,
  narrowPlan,
  withoutRow,
  type DeletionPlan,
} from '../../../../src/core/plan/plan';
import { targetKey, type Target } from '../../../../src/core/target';
import { asset, fileTarget, folderTarget, versionTarget } from '../../../support/deletion/targets';

const hero = asset('hero', { filePath: '/a/hero.jpg' });
const deep = asset('deep', { filePath: '/a/b/deep.jpg' });
const other = asset('other', { filePath: '/ab/other.jpg' });
const protectedTag: GuardFinding = { kind: 'protectedTag', tag: 'keep' };
const currentVersion: GuardFinding = { kind: 'currentVersion' };

/** A plan of these targets, of which `refused` are refused. */
function planOf(targets: readonly Target[], refused: Record<string, GuardFinding> = {}) {
  return makePlan({
    id: 'plan-1',
    accountId: 'account-1',
    createdAt: '2026-11-22T10:00:00.000Z',
    targets: targets.map((target) => ({ target, source: undefined, references: [] })),
    unresolved: [],
    guard: ({ key }) => refused[key],
  });
}

const keysOf = ({ targets }: DeletionPlan) => targets.map(({ key }) => key);
const refusedOf = ({ refused }: DeletionPlan) =>
  refused.map(({ planned, finding }) => [planned.key, finding.kind]);

suite('plan', () => {
  test('has each target once, however often it was named', () => {
    const again = asset('hero', { filePath: '/a/hero.jpg', tags: ['later'] });
    const plan = planOf([fileTarget(hero), fileTarget(other), fileTarget(again)]);
    assert.deepEqual(keysOf(plan), ['asset:hero', 'asset:other']);
    assert.deepEqual(plan.targets[0]?.target, fileTarget(hero));
  });

  test('keeps two versions of one file apart', () => {
    const plan = planOf([versionTarget(hero, 'v1'), versionTarget(hero, 'v2')]);
    assert.deepEqual(keysOf(plan), ['version:hero/v1', 'version:hero/v2']);
  });

  test('drops a version whose file is deleted too', () => {
    const plan = planOf([versionTarget(hero, 'v1'), fileTarget(hero), versionTarget(other, 'v1')]);
    assert.deepEqual(keysOf(plan), ['asset:hero', 'version:other/v1']);
    assert.deepEqual(plan.refused, []);
  });

  test('does not refuse the current version of a file that goes as a whole', () => {
    const plan = planOf([fileTarget(hero), versionTarget(hero, 'v2')], {
      'version:hero/v2': currentVersion,
    });
    assert.deepEqual(keysOf(plan), ['asset:hero']);
    assert.deepEqual(refusedOf(plan), []);
  });

  test('keeps a file of which a version is protected: both would go', () => {
    const plan = planOf([fileTarget(hero), versionTarget(hero, 'v1'), versionTarget(hero, 'v2')], {
      'version:hero/v1': { kind: 'protectedId', id: 'v1' },
    });
    assert.deepEqual(keysOf(plan), ['version:hero/v2']);
    assert.deepEqual(refusedOf(plan), [
      ['asset:hero', 'protectedId'],
      ['version:hero/v1', 'protectedId'],
    ]);
  });

  test('takes a version by itself when its file is refused', () => {
    const plan = planOf([fileTarget(hero), versionTarget(hero, 'v1')], {
      'asset:hero': protectedTag,
    });
    assert.deepEqual(keysOf(plan), ['version:hero/v1']);
    assert.deepEqual(refusedOf(plan), [['asset:hero', 'protectedTag']]);
  });

  test('keeps every folder above something that stays', () => {
    const targets = [fileTarget(deep), fileTarget(hero), folderTarget('/a/b'), folderTarget('/a')];
    const plan = planOf([...targets, folderTarget('/ab')], { 'asset:deep': protectedTag });
    assert.deepEqual(keysOf(plan), ['asset:hero', 'folder:/ab']);
    assert.deepEqual(refusedOf(plan), [
      ['asset:deep', 'protectedTag'],
      ['folder:/a/b', 'occupied'],
      ['folder:/a', 'occupied'],
    ]);
    assert.deepEqual(plan.refused.at(-1)?.finding, { kind: 'occupied', holds: '/a/b/deep.jpg' });
  });

  test('keeps the folders above a folder that is refused, but not its neighbours', () => {
    const targets = [folderTarget('/a'), folderTarget('/a/b'), folderTarget('/a/bc')];
    const plan = planOf(targets, {
      'folder:/a/b': { kind: 'protectedPath', pattern: '/a/b' } as const,
    });
    assert.deepEqual(keysOf(plan), ['folder:/a/bc']);
  });

  test('keeps a folder in which a version is refused', () => {
    const plan = planOf([versionTarget(hero, 'v1'), folderTarget('/a')], {
      'version:hero/v1': currentVersion,
    });
    assert.deepEqual(keysOf(plan), []);
  });

  suite('confirmed', () => {
    const plan = planOf([
      fileTarget(hero),
      fileTarget(deep),
      folderTarget('/a/b'),
      folderTarget('/a'),
    ]);

    test('is what was agreed to, and nothing that was not in the plan', () => {
      const keys = new Set(['asset:hero', 'asset:other', 'folder:/', 'version:hero/v1']);
      const confirmed = confirmPlan(plan, keys);
      assert.deepEqual(keysOf(confirmed), ['asset:hero']);
      assert.equal(confirmed.id, plan.id);
    });

    test('refuses a folder out of which something was unchecked, and says so', () => {
      const keys = new Set(plan.targets.map(({ key }) => key));
      keys.delete(targetKey(fileTarget(deep)));
      const confirmed = confirmPlan(plan, keys);
      assert.deepEqual(keysOf(confirmed), ['asset:hero']);
      assert.deepEqual(refusedOf(confirmed), [
        ['folder:/a/b', 'occupied'],
        ['folder:/a', 'occupied'],
      ]);
    });

    test('leaves the plan itself as it was', () => {
      const before = structuredClone(plan);
      confirmPlan(plan, new Set());
      assert.deepEqual(plan, before);
    });
  });
});

suite('plan looked at again', () => {
  const before = planOf([fileTarget(hero), fileTarget(deep), folderTarget('/a/b')]);
  const again = (targets: readonly Target[], refused: Record<string, GuardFinding> = {}) =>
    narrowPlan(before, {
      targets: targets.map((target) => ({ target, source: undefined, references: [] })),
      unresolved: [],
      guard: ({ key }) => refused[key],
    });

  test('holds what is still as it was', () => {
    const plan = again([fileTarget(hero), fileTarget(deep), folderTarget('/a/b')]);
    assert.deepEqual(keysOf(plan), keysOf(before));
    assert.deepEqual(again([fileTarget(hero)]).targets.length, 1);
  });

  test('tells what is refused by now, beside what was refused before', () => {
    const refusedBefore = planOf([fileTarget(hero), fileTarget(other)], {
      'asset:other': protectedTag,
    });
    const plan = narrowPlan(refusedBefore, {
      targets: [{ target: fileTarget(hero), source: undefined, references: [] }],
      unresolved: [
        { ref: { kind: 'id', fileId: 'x' }, source: undefined, why: { kind: 'notFound' } },
      ],
      guard: () => ({ kind: 'tooYoung', minAgeHours: 24 }),
    });
    assert.deepEqual(keysOf(plan), []);
    assert.deepEqual(refusedOf(plan), [
      ['asset:other', 'protectedTag'],
      ['asset:hero', 'tooYoung'],
    ]);
    assert.equal(plan.unresolved.length, 1);
  });

  test('never takes a version in place of its file', () => {
    const both = [fileTarget(hero), versionTarget(hero, 'v1')];
    assert.deepEqual(keysOf(again(both)), ['asset:hero']);
    assert.deepEqual(keysOf(again(both, { 'asset:hero': protectedTag })), []);
  });

  test('never holds what it did not hold before, nor a folder into which that has come', () => {
    const added = asset('new', { filePath: '/a/b/new.jpg' });
    const all = [fileTarget(hero), fileTarget(deep), folderTarget('/a/b'), fileTarget(added)];
    const plan = again(all);
    assert.deepEqual(keysOf(plan), ['asset:hero', 'asset:deep']);
    assert.deepEqual(refusedOf(plan), [
      ['asset:new', 'added'],
      ['folder:/a/b', 'occupied'],
    ]);
  });

  suite('without a row', () => {
    const targets = [
      fileTarget(hero),
      fileTarget(deep),
      fileTarget(other),
      folderTarget('/a'),
      folderTarget('/a/b'),
    ];

    test('keeps the folders around it, which would have to stay for it', () => {
      const plan = planOf(targets);
      assert.deepEqual(keysOf(withoutRow(plan, 'asset:deep')), ['asset:hero', 'asset:other']);
      assert.deepEqual(keysOf(withoutRow(plan, 'asset:other')).length, 4);
      assert.equal(withoutRow(plan, 'asset:deep').id, plan.id);
    });

    test('that is a folder keeps all that is in it', () => {
      const left = keysOf(withoutRow(planOf(targets), 'folder:/a/b'));
      assert.deepEqual(left, ['asset:hero', 'asset:other']);
      assert.deepEqual(keysOf(withoutRow(planOf(targets), 'folder:/a')), ['asset:other']);
    });

    test('that is refused is the same plan without that line', () => {
      const plan = planOf([fileTarget(hero), fileTarget(other)], { 'asset:other': protectedTag });
      const left = withoutRow(plan, 'asset:other');
      assert.deepEqual([keysOf(left), left.refused], [['asset:hero'], []]);
      assert.deepEqual(keysOf(withoutRow(plan, 'asset:unknown')), ['asset:hero']);
    });
  });
});
