import fc from 'fast-check';
import type { Asset } from '../../../src/api/asset';
import type { ApiFailure } from '../../../src/api/errors';
import type { GuardFinding } from '../../../src/core/plan/guards';
import type { DeletionOutcome, LeftReason, RunFailure } from '../../../src/core/run/outcome';
import type { PlannedTarget, Target } from '../../../src/core/target';
import { targetKey } from '../../../src/core/target';
import type { Place } from '../../../src/core/reference';

/** Plain objects, as parsing makes them: a null prototype would make equal things differ. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(model, { noNullPrototype: true });

const unsaid = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const requestId = fc.stringMatching(/^[\w.:-]{1,40}$/);
const anyText = fc.string({ unit: 'binary' });
const someId = fc.string({ minLength: 1, maxLength: 24 });
const path = fc.string({ unit: 'grapheme' }).map((name) => `/${name}`);

const asset: fc.Arbitrary<Asset> = record({
  type: fc.constant('file' as const),
  fileId: someId,
  versionId: unsaid(someId),
  versionName: unsaid(anyText),
  name: anyText,
  filePath: path,
  url: anyText,
  thumbnail: unsaid(anyText),
  size: unsaid(fc.nat()),
  mime: unsaid(anyText),
  fileType: unsaid(anyText),
  width: unsaid(fc.nat()),
  height: unsaid(fc.nat()),
  tags: fc.array(anyText, { maxLength: 3 }),
  isPrivate: fc.boolean(),
  isPublished: fc.boolean(),
  createdAt: unsaid(anyText),
  updatedAt: unsaid(anyText),
});

const target: fc.Arbitrary<Target> = fc.oneof(
  record({
    kind: fc.constant('asset' as const),
    asset,
    olderVersions: unsaid(fc.nat()),
  }),
  record({ file: asset, versionId: someId }).map(({ file, versionId }) => ({
    kind: 'version' as const,
    version: { ...file, type: 'file-version' as const, versionId },
  })),
  path.map((folderPath) => ({ kind: 'folder' as const, folderPath })),
);

const place: fc.Arbitrary<Place> = record({
  file: anyText,
  line: fc.nat(),
  column: fc.nat(),
  length: fc.nat(),
});

/** Targets of a plan, each once, with everything that a plan may know of them. */
export const plannedTargets: fc.Arbitrary<readonly PlannedTarget[]> = fc.uniqueArray(
  record({ target, source: unsaid(place), references: fc.array(place, { maxLength: 2 }) }).map(
    (each) => ({ key: targetKey(each.target), ...each }),
  ),
  { selector: ({ key }) => key, maxLength: 8 },
);

const failureFields = {
  message: anyText,
  status: unsaid(fc.nat()),
  requestId: unsaid(requestId),
  mayHaveActed: fc.constantFrom('no' as const, 'maybe' as const),
};

const failure: fc.Arbitrary<ApiFailure> = fc.oneof(
  record({
    kind: fc.constantFrom(
      'unauthorized' as const,
      'forbidden' as const,
      'server' as const,
      'unreachable' as const,
      'malformed' as const,
    ),
    ...failureFields,
  }),
  record({
    kind: fc.constant('notFound' as const),
    ...failureFields,
    missingFileIds: fc.array(someId, { maxLength: 2 }),
  }),
  record({
    kind: fc.constant('rateLimited' as const),
    ...failureFields,
    retryAfterMs: fc.nat(),
  }),
  record({
    kind: fc.constant('rejected' as const),
    ...failureFields,
    reason: unsaid(anyText),
    maxItems: unsaid(fc.nat()),
  }),
);

const runFailure: fc.Arbitrary<RunFailure> = fc.oneof(
  { weight: 3, arbitrary: failure },
  {
    weight: 1,
    arbitrary: record({ kind: fc.constantFrom('interrupted' as const, 'notLookedUp' as const) }),
  },
  {
    weight: 1,
    arbitrary: record({ kind: fc.constant('unmentioned' as const), requestId: unsaid(requestId) }),
  },
);

const finding: fc.Arbitrary<GuardFinding> = fc.oneof(
  record({ kind: fc.constant('protectedTag' as const), tag: anyText }),
  record({ kind: fc.constant('protectedPath' as const), pattern: anyText }),
  record({ kind: fc.constant('protectedId' as const), id: anyText }),
  record({ kind: fc.constant('tooYoung' as const), minAgeHours: fc.nat() }),
  record({ kind: fc.constantFrom('currentVersion' as const, 'added' as const) }),
  record({
    kind: fc.constant('changed' as const),
    what: fc.constantFrom('path', 'version', 'size', 'date'),
  }),
  record({ kind: fc.constant('mentioned' as const), place }),
  record({ kind: fc.constant('occupied' as const), holds: anyText }),
);

const reason: fc.Arbitrary<LeftReason> = fc.oneof(
  record({ kind: fc.constantFrom('cancelled' as const, 'silent' as const) }),
  record({ kind: fc.constantFrom('stopped' as const, 'unchecked' as const), failure }),
  record({ kind: fc.constant('noRecord' as const), message: anyText }),
  record({ kind: fc.constant('kept' as const), finding }),
  record({ kind: fc.constant('notEmpty' as const), paths: fc.array(path, { maxLength: 3 }) }),
);

/** Any way in which a target can end. */
export const outcome: fc.Arbitrary<DeletionOutcome> = fc.oneof(
  record({
    kind: fc.constantFrom('deleted' as const, 'alreadyGone' as const),
    requestId: unsaid(requestId),
  }),
  record({ kind: fc.constantFrom('failed' as const, 'unknown' as const), failure: runFailure }),
  record({ kind: fc.constant('notAttempted' as const), reason }),
);
