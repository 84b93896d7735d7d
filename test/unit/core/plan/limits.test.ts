import assert from 'node:assert/strict';
import fc from 'fast-check';
import { combineLimits, guardPlan, type OwnLimits } from '../../../../src/core/plan/limits';
import { pathPattern } from '../../../../src/core/plan/pathPattern';
import type { Policy } from '../../../../src/core/plan/policy';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const patterns = (...texts: readonly string[]) => texts.flatMap((text) => pathPattern(text) ?? []);

function own(more: Partial<OwnLimits> = {}): OwnLimits {
  const none = { protectedTags: [], protectedPaths: [], protectedIds: [] };
  return { ...none, minAgeHours: 0, maxFiles: 1_000, maxBytes: Infinity, ...more };
}

function policy(more: Partial<Policy['limits'] & Policy['protect']> = {}): Policy {
  const { maxFiles, maxBytes, minAgeHours, tags = [], paths = [], ids = [] } = more;
  const limits = { maxFiles, maxBytes, minAgeHours };
  return { protect: { tags, paths, ids }, limits, requireBackup: false };
}

const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const words = fc.array(fc.constantFrom('keep', 'Brand', 'legal'), { maxLength: 2 });

const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  protect: fc.record({ tags: words, paths: words.map((w) => patterns(...w)), ids: words }),
  limits: fc.record({
    maxFiles: maybe(fc.integer({ min: 1, max: 5_000 })),
    maxBytes: maybe(fc.integer({ min: 1, max: 5_000 })),
    minAgeHours: maybe(fc.integer({ min: 0, max: 100 })),
  }),
  requireBackup: fc.boolean(),
});

const anyOwn: fc.Arbitrary<OwnLimits> = fc.record({
  protectedTags: words,
  protectedPaths: words.map((w) => patterns(...w)),
  protectedIds: words,
  minAgeHours: fc.integer({ min: 0, max: 100 }),
  maxFiles: fc.integer({ min: 1, max: 5_000 }),
  maxBytes: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 5_000 })),
});

suite('the limits of a run', () => {
  test("a policy adds protections to the person's", () => {
    const { protections } = combineLimits(
      own({ protectedTags: [' Keep'], protectedPaths: patterns('/brand'), protectedIds: ['a'] }),
      [policy({ tags: ['legal'] }), policy({ paths: patterns('*.svg'), ids: ['b'] })],
    );
    assert.deepEqual([...protections.tags], ['keep', 'legal']);
    assert.deepEqual([...protections.ids], ['a', 'b']);
    assert.deepEqual(
      protections.paths.map(({ text }) => text),
      ['/brand', '*.svg'],
    );
  });

  test('the stricter of two limits holds, and a looser one is named', () => {
    const mine = own({ maxFiles: 100, maxBytes: 5_000, minAgeHours: 24 });
    const strict = combineLimits(mine, [policy({ maxFiles: 10, maxBytes: 400, minAgeHours: 48 })]);
    assert.deepEqual(
      [strict.files, strict.bytes],
      [
        { most: 10, setBy: 'policy' },
        { most: 400, setBy: 'policy' },
      ],
    );
    assert.equal(strict.protections.minAgeHours, 48);
    assert.deepEqual(strict.ignored, []);
    const loose = combineLimits(mine, [policy({ maxFiles: 101, maxBytes: 9_000, minAgeHours: 1 })]);
    assert.deepEqual(
      [loose.files, loose.bytes],
      [
        { most: 100, setBy: 'person' },
        { most: 5_000, setBy: 'person' },
      ],
    );
    assert.equal(loose.protections.minAgeHours, 24);
    assert.deepEqual(loose.ignored, [
      { limit: 'maxFiles', asked: 101, own: 100 },
      { limit: 'maxBytes', asked: 9_000, own: 5_000 },
      { limit: 'minAgeHours', asked: 1, own: 24 },
    ]);
  });

  test('without a limit of bytes of her own, a person gets that of the policy', () => {
    assert.equal(combineLimits(own(), [policy({ maxBytes: 400 })]).bytes.most, 400);
    assert.equal(combineLimits(own(), [policy()]).bytes.most, Infinity);
  });

  test('no policy ever loosens anything, whatever it and the others say', () => {
    fc.assert(
      fc.property(anyOwn, fc.array(anyPolicy, { maxLength: 3 }), anyPolicy, (mine, some, more) => {
        const before = combineLimits(mine, some);
        const after = combineLimits(mine, [...some, more]);
        assert.ok(after.files.most <= before.files.most && after.files.most <= mine.maxFiles);
        assert.ok(after.bytes.most <= before.bytes.most && after.bytes.most <= mine.maxBytes);
        assert.ok(after.protections.minAgeHours >= before.protections.minAgeHours);
        for (const tag of before.protections.tags) assert.ok(after.protections.tags.has(tag));
        for (const id of before.protections.ids) assert.ok(after.protections.ids.has(id));
        assert.deepEqual(
          after.protections.paths.slice(0, before.protections.paths.length),
          before.protections.paths,
        );
        assert.ok(after.requireBackup || !before.requireBackup);
      }),
    );
  });
});

suite('the guard of a whole plan', () => {
  const file = asset(1, { size: 600 });
  const targets = [
    fileTarget(file),
    versionTarget(asset(2, { size: 400 }), 'v1'),
    folderTarget('/files'),
  ].map((target) => planned(target));

  test('counts files and versions, and no folders', () => {
    assert.equal(
      guardPlan({ targets }, combineLimits(own({ maxFiles: 2 }), []), 'declined'),
      undefined,
    );
    assert.deepEqual(guardPlan({ targets }, combineLimits(own({ maxFiles: 1 }), []), 'declined'), {
      kind: 'tooManyFiles',
      count: 2,
      limit: { most: 1, setBy: 'person' },
    });
  });

  test('adds up bytes', () => {
    assert.equal(
      guardPlan({ targets }, combineLimits(own({ maxBytes: 1_000 }), []), 'declined'),
      undefined,
    );
    assert.deepEqual(
      guardPlan({ targets }, combineLimits(own({ maxBytes: 999 }), []), 'declined'),
      {
        kind: 'tooManyBytes',
        bytes: 1_000,
        limit: { most: 999, setBy: 'person' },
      },
    );
  });

  test('refuses what a policy wants backed up', () => {
    const limits = combineLimits(own(), [{ ...policy(), requireBackup: true }]);
    for (const backup of ['turnedOff', 'declined'] as const) {
      assert.deepEqual(guardPlan({ targets }, limits, backup), { kind: 'backupRequired', backup });
    }
    assert.equal(guardPlan({ targets }, limits, 'planned'), undefined);
  });
});
