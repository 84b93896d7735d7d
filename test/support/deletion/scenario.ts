import fc from 'fast-check';
import type { Fault } from './modelClient';

const paths = ['/', '/a', '/a/b', '/c'] as const;
/** A file of the library, and what is planned for it. */
export interface FilePlan {
  readonly folder: (typeof paths)[number];
  readonly versions: number;
  /** How many of its older versions, the whole file, or nothing. */
  readonly doomed: number | 'file' | 'nothing';
  readonly illFormed: boolean;
}

/** Something that others do at some step of the run. */
export interface Stranger {
  readonly at: number;
  readonly does:
    | { readonly kind: 'removes'; readonly file: number }
    | { readonly kind: 'adds'; readonly folder: (typeof paths)[number] };
}

/** One process that works on the run, and how it ends: by itself unless it is interrupted. */
export interface Session {
  readonly crashesAt: number | undefined;
  readonly cancelledAt: number | undefined;
  readonly journalFailsFrom: number | undefined;
  /** Unflushed lines that survive the crash. */
  readonly kept: number;
}

/** A run and all that happens to it. */
export interface Scenario {
  readonly files: readonly FilePlan[];
  readonly folders: readonly Exclude<(typeof paths)[number], '/'>[];
  readonly strangers: readonly Stranger[];
  readonly faults: readonly Fault[];
  readonly sessions: readonly Session[];
  readonly order: readonly number[];
  readonly batchSize: number;
  readonly maxItems: number;
  readonly writesAtATime: number;
  readonly lag: boolean;
}

const sometimes = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 3 });
const acted = fc.constantFrom('no' as const, 'yes' as const, 'half' as const, 'later' as const);
const every = fc.integer({ min: 1, max: 3 });
const step = fc.nat({ max: 60 });

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ kind: 'none' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('lost', 'server', 'malformed', 'silence', 'lost', 'silence', 'foreign'),
      acted,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('refused' as const, 'locked' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('rateLimited' as const, 'forbidden' as const, 'unauthorized' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('itemErrors' as const), every }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('unmentioned' as const), every, acted: fc.boolean() }),
  },
);

/** Any of them: small libraries, many accidents. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  files: fc.array(
    fc.record({
      folder: fc.constantFrom(...paths),
      versions: fc.nat({ max: 2 }),
      doomed: fc.oneof(
        { weight: 4, arbitrary: fc.constant('file' as const) },
        { weight: 2, arbitrary: fc.nat({ max: 2 }) },
        { weight: 1, arbitrary: fc.constant('nothing' as const) },
      ),
      illFormed: fc.nat({ max: 9 }).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  folders: fc.subarray(['/a', '/a/b', '/c'] as const),
  strangers: fc.array(
    fc.record({
      at: step,
      does: fc.oneof(
        fc.record({ kind: fc.constant('removes' as const), file: fc.nat({ max: 11 }) }),
        fc.record({ kind: fc.constant('adds' as const), folder: fc.constantFrom(...paths) }),
      ),
    }),
    { maxLength: 3 },
  ),
  faults: fc.array(fault, { maxLength: 30 }),
  sessions: fc.array(
    fc.record({
      crashesAt: sometimes(step),
      cancelledAt: sometimes(step),
      journalFailsFrom: sometimes(fc.integer({ min: 1, max: 8 })),
      kept: fc.nat({ max: 5 }),
    }),
    { maxLength: 3 },
  ),
  order: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 40 }),
  batchSize: fc.integer({ min: 1, max: 8 }),
  maxItems: fc.integer({ min: 1, max: 8 }),
  writesAtATime: fc.integer({ min: 1, max: 4 }),
  lag: fc.boolean(),
});
