import assert from 'node:assert/strict';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import { closePending } from '../../../../src/core/run/closePending';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import type { PendingRun } from '../../../../src/core/run/resume';
import type { RunOptions } from '../../../../src/core/run/run';
import { LeapClock } from '../../../support/clocks';
import {
  asset,
  confirmed,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const there = planned(fileTarget(asset('there')));
const gone = planned(fileTarget(asset('gone')));
const version = planned(versionTarget(asset('file'), 'gone'));
const folder = planned(folderTarget('/folder'));
const untouched = planned(fileTarget(asset('untouched')));
const targets = [there, gone, version, folder, untouched];

const rest: PendingRun = {
  plan: confirmed(targets),
  inDoubt: new Set([there, gone, version, folder].map(({ key }) => key)),
  gone: new Set(),
  outcomes: [],
};

const notFound = failureOf({ kind: 'notFound', status: 404, missingFileIds: [] });

function failureOf(more: Partial<ApiFailure> & Pick<ApiFailure, 'kind'>): ApiFailure {
  const fields = { message: 'No.', status: undefined, requestId: 'req-1', mayHaveActed: 'no' };
  return { ...fields, ...more } as ApiFailure;
}

/** A client that only reads; any write is a mistake. */
function options(read: (id: string) => void, asked: string[] = []): RunOptions {
  const never = () => Promise.reject(new Error('a write was sent'));
  // One at a time, as a limiter lets them through.
  let last: Promise<unknown> = Promise.resolve();
  const answer = (id: string, signal?: AbortSignal): Promise<never> => {
    const turn = last.then((): never => {
      signal?.throwIfAborted();
      asked.push(id);
      read(id);
      return undefined as never;
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    client: {
      deleteFile: never,
      deleteFiles: never,
      deleteVersion: never,
      deleteFolder: never,
      list: never,
      getAsset: answer,
      getVersion: (_fileId, versionId, signal) => answer(versionId, signal),
    },
    journal: { before: never, after: never },
    signal: new AbortController().signal,
    batchSize: 100,
    writesAtATime: 2,
    lookUps: 4,
    timeoutMs: 30_000,
    silenceMs: Infinity,
    clock: new LeapClock(),
  };
}

async function closed(with_: RunOptions | undefined): Promise<Record<string, DeletionOutcome>> {
  const outcomes = await closePending(rest, with_);
  return Object.fromEntries(outcomes.map(({ planned: { key }, outcome }) => [key, outcome]));
}

suite('closing a run', () => {
  test('looks up what is in doubt, and deletes nothing', async () => {
    const asked: string[] = [];
    const read = (id: string) => {
      if (id === 'gone') throw new ApiError(notFound, 'get');
    };
    const ends = await closed(options(read, asked));
    // What exists is asked for again when the lost request has had its time.
    assert.deepEqual(asked.sort(), ['gone', 'gone', 'there', 'there']);
    assert.deepEqual(
      targets.map(({ key }) => ends[key]?.kind),
      ['notAttempted', 'deleted', 'deleted', 'unknown', 'notAttempted'],
    );
  });

  test('leaves unknown what nobody answers for, with the reason', async () => {
    const failure = failureOf({ kind: 'unreachable' });
    const ends = await closed(
      options(() => {
        throw new ApiError(failure, 'get');
      }),
    );
    assert.deepEqual(ends[there.key], { kind: 'unknown', failure });
    assert.equal(ends[untouched.key]?.kind, 'notAttempted');
  });

  test('asks no more once the key is refused', async () => {
    const asked: string[] = [];
    const failure = failureOf({ kind: 'forbidden', status: 403 });
    const read = () => {
      throw new ApiError(failure, 'get');
    };
    const all = Array.from({ length: 500 }, (_, id) => planned(fileTarget(asset(id))));
    const plan = confirmed(all);
    const inDoubt = new Set(all.map(({ key }) => key));
    const outcomes = await closePending({ ...rest, plan, inDoubt }, options(read, asked));
    assert.ok(asked.length < 10, `${asked.length} were asked`);
    assert.equal(outcomes.length, 500);
    assert.ok(outcomes.every(({ outcome }) => outcome.kind === 'unknown'));
  });

  test('calls unknown all that is in doubt when there is nobody to ask', async () => {
    const ends = await closed(undefined);
    assert.deepEqual(
      targets.map(({ key }) => ends[key]?.kind),
      ['unknown', 'unknown', 'unknown', 'unknown', 'notAttempted'],
    );
  });
});
