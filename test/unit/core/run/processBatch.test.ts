import assert from 'node:assert/strict';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import { execute } from '../../../../src/core/run/execute';
import type { DeletionOutcome, TargetOutcome } from '../../../../src/core/run/outcome';
import type { RunClient, RunOptions } from '../../../../src/core/run/run';
import type { Target } from '../../../../src/core/target';
import { HandClock } from '../../../support/clocks';
import { modelClient } from '../../../support/deletion/modelClient';
import { ModelLibrary } from '../../../support/deletion/modelLibrary';
import { noJournal, swift } from '../../../support/deletion/runSandbox';
import {
  confirmed,
  fileTarget,
  folderTarget,
  versionTarget,
} from '../../../support/deletion/targets';

const timeoutMs = 30_000;
const silenceMs = 31_000;

/** A call of the client, and what is to happen in place of the honest answer. */
type Mishap = (call: {
  readonly method: keyof RunClient;
  /** How many calls of this method came before it. */
  readonly nth: number;
  readonly act: () => Promise<unknown>;
  readonly signal: AbortSignal | undefined;
}) => Promise<unknown> | undefined;

const fields = { message: 'No.', requestId: undefined, status: undefined };
const failureOf = {
  lost: { ...fields, kind: 'unreachable', mayHaveActed: 'maybe' },
  server: { ...fields, kind: 'server', status: 503, mayHaveActed: 'maybe' },
  unreachable: { ...fields, kind: 'unreachable', mayHaveActed: 'no' },
  malformed: { ...fields, kind: 'malformed', status: 200, mayHaveActed: 'no' },
  marked: {
    ...fields,
    kind: 'rejected',
    status: 400,
    requestId: 'req',
    mayHaveActed: 'no',
    reason: undefined,
    maxItems: undefined,
  },
} satisfies Record<string, ApiFailure>;
const failed = (failure: ApiFailure) => Promise.reject(new ApiError(failure, 'test'));
const foreign = (status: number): ApiFailure => ({
  ...fields,
  kind: 'malformed',
  status,
  mayHaveActed: 'maybe',
});

suite('a batch', () => {
  const clock = { current: new HandClock() };
  const library = { current: new ModelLibrary() };
  const calls: { method: keyof RunClient; at: number }[] = [];
  const stop = { current: new AbortController() };

  setup(() => {
    clock.current = new HandClock();
    library.current = new ModelLibrary();
    calls.length = 0;
    stop.current = new AbortController();
  });

  const after = (ms: number) =>
    new Promise<void>((resolve) => void clock.current.schedule(ms, resolve));
  /** What the client makes of a server that never answers. */
  const silent = async (): Promise<never> => {
    await after(timeoutMs);
    return failed(failureOf.lost);
  };

  function clientWith(mishap: Mishap): RunClient {
    const honest = modelClient({
      library: library.current,
      step: () => Promise.resolve(),
      timeOut: () => Promise.resolve(),
      later: () => undefined,
      onSend: () => ({ kind: 'none' }),
      onAnswer: () => undefined,
      illFormed: new Set(),
      maxItems: 100,
      lag: false,
    });
    return new Proxy(honest, {
      get(target, method: keyof RunClient) {
        return (...args: unknown[]) => {
          const nth = calls.filter((call) => call.method === method).length;
          calls.push({ method, at: clock.current.now() });
          const signal =
            args.at(-1) instanceof AbortSignal ? (args.at(-1) as AbortSignal) : undefined;
          const call = target[method] as (...all: unknown[]) => Promise<unknown>;
          const act = () => call(...args.filter((arg) => arg !== signal));
          return mishap({ method, nth, act, signal }) ?? call(...args);
        };
      },
    });
  }

  interface Ended {
    readonly outcomes: readonly TargetOutcome[];
    readonly tookMs: number;
  }

  /** Runs to the end while time passes, an hour at most. */
  async function run(
    targets: readonly Target[],
    mishap: Mishap,
    more: Partial<RunOptions> = {},
  ): Promise<Ended> {
    const start = clock.current.now();
    const options: RunOptions = {
      ...swift,
      client: clientWith(mishap),
      journal: noJournal,
      signal: stop.current.signal,
      timeoutMs,
      silenceMs,
      clock: clock.current,
      writesAtATime: 1,
      ...more,
    };
    let ended: Ended | undefined;
    const outcomes: TargetOutcome[] = [];
    const going = (async () => {
      for await (const some of execute(confirmed(targets), options)) outcomes.push(...some);
      ended = { outcomes, tookMs: clock.current.now() - start };
    })();
    for (let s = 0; s < 3600 && !ended; s += 1) await clock.current.advance(1000);
    assert.ok(ended, 'the run does not come to an end');
    await going;
    return ended;
  }

  const files = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      fileTarget(library.current.addFile(`file-${n}`, `/a/${n}.jpg`)),
    );
  const kinds = (outcomes: readonly TargetOutcome[]) => [
    ...new Set(outcomes.map(({ outcome }) => outcome.kind)),
  ];
  const only = ({ outcomes }: Ended): DeletionOutcome | undefined => outcomes[0]?.outcome;
  const sent = (...methods: readonly (keyof RunClient)[]) =>
    calls.filter(({ method }) => methods.includes(method));
  const writes = () => sent('deleteFile', 'deleteFiles', 'deleteVersion', 'deleteFolder');

  suite('whose request may still take effect', () => {
    for (const [what, target, read] of [
      ['a file', () => files(1)[0], 'getAsset'],
      [
        'a version',
        () => versionTarget(library.current.addFile('file-0', '/a/0.jpg', ['v1']), 'v1'),
        'getVersion',
      ],
    ] as const) {
      test(`is unknown after a cancellation, although it was seen there: ${what}`, async () => {
        const doomed = target();
        assert.ok(doomed);
        const isThere = () => library.current.has(doomed);
        const ended = await run([doomed], ({ method, nth, act }) => {
          if (method === read) stop.current.abort();
          if (method === read || nth > 0) return undefined;
          // It lands when nobody waits for it any more.
          clock.current.schedule(timeoutMs + 5000, () => void act());
          return silent();
        });
        assert.equal(only(ended)?.kind, 'unknown');
        assert.ok(isThere());
        await clock.current.advance(10_000);
        assert.ok(!isThere());
        assert.equal(writes().length, 1);
      });
    }

    test('is deleted when the second request finds it gone', async () => {
      const ended = await run(files(1), ({ method, nth, act }) => {
        if (method !== 'deleteFile' || nth > 0) return undefined;
        clock.current.schedule(500, () => void act());
        return failed(failureOf.lost);
      });
      assert.equal(only(ended)?.kind, 'deleted');
    });

    test('is deleted, not failed, when the first request lands after the second was refused', async () => {
      const ended = await run(files(3), ({ method, nth, act }) => {
        if (method === 'getAsset' || nth > 0) {
          return method === 'getAsset' ? undefined : failed(failureOf.marked);
        }
        if (method === 'deleteFiles') clock.current.schedule(20_000, () => void act());
        return failed(failureOf.lost);
      });
      assert.deepEqual(kinds(ended.outcomes), ['deleted']);
    });

    test('has failed when it is still there after that: the refusal says why', async () => {
      const ended = await run(files(3), ({ method, nth }) => {
        if (method === 'getAsset') return undefined;
        return nth === 0 && method === 'deleteFiles'
          ? failed(failureOf.lost)
          : failed(failureOf.marked);
      });
      assert.deepEqual(kinds(ended.outcomes), ['failed']);
      assert.ok(ended.tookMs >= timeoutMs);
      assert.deepEqual(only(ended), { kind: 'failed', failure: failureOf.marked });
    });

    test('is unknown when that can not be looked up', async () => {
      const ended = await run(files(3), ({ method, nth }) => {
        if (method === 'getAsset') return nth < 3 ? undefined : failed(failureOf.server);
        return nth === 0 && method === 'deleteFiles'
          ? failed(failureOf.lost)
          : failed(failureOf.marked);
      });
      assert.deepEqual(kinds(ended.outcomes), ['unknown']);
    });

    test('is unknown when a 207 refuses it and the person cancels', async () => {
      const ended = await run(files(2), ({ method, nth }) => {
        if (method !== 'deleteFiles') return undefined;
        if (nth === 0) return failed(failureOf.lost);
        stop.current.abort();
        const errors = ['file-0', 'file-1'].map((fileId) => ({ fileId, message: 'No.' }));
        return Promise.resolve({ deleted: [], errors, missing: [], requestId: 'req' });
      });
      assert.deepEqual(kinds(ended.outcomes), ['unknown']);
    });

    test('is deleted when a gateway refuses the second request and the first has worked', async () => {
      const ended = await run(files(100), ({ method, nth, act }) => {
        // A look-up that was answered before the request landed.
        if (method === 'getAsset' && nth === 99) clock.current.schedule(100, () => void lost());
        if (method !== 'deleteFiles') return undefined;
        if (nth > 0) return after(200).then(() => failed(foreign(403)));
        lost = act;
        return failed(failureOf.lost);
      });
      assert.deepEqual(kinds(ended.outcomes), ['deleted']);
      assert.equal(writes().length, 2);
    });
    let lost: () => Promise<unknown> = () => Promise.resolve();
  });

  suite('before a server that never answers', () => {
    test('is given up after a few minutes and requests, and so is the run', async () => {
      const ended = await run(files(250), silent);
      const unknown = ended.outcomes.filter(({ outcome }) => outcome.kind === 'unknown');
      assert.equal(unknown.length, 100);
      const left = ended.outcomes.filter(({ outcome }) => outcome.kind === 'notAttempted');
      assert.equal(left.length, 150);
      assert.equal(writes().length, 1);
      // Four at a time, in six rounds.
      assert.equal(sent('getAsset').length, 24);
      assert.ok(ended.tookMs <= 7 * silenceMs + 15_000, `${ended.tookMs} ms`);
    });

    for (const cancelledAt of [10_000, 45_000, 62_000]) {
      test(`ends within two timeouts of a cancellation after ${cancelledAt / 1000} s`, async () => {
        clock.current.schedule(cancelledAt, () => stop.current.abort());
        const start = clock.current.now();
        const ended = await run(files(250), silent);
        assert.ok(ended.tookMs <= cancelledAt + 2 * timeoutMs + 1000, `${ended.tookMs} ms`);
        const since = calls.filter(({ at }) => at > start + cancelledAt);
        assert.ok(since.length <= 4, `${since.length} requests after the cancellation`);
        assert.ok(since.every(({ method }) => method === 'getAsset'));
        assert.deepEqual(kinds(ended.outcomes).sort(), ['notAttempted', 'unknown']);
      });
    }

    test('is looked up once for each file after a cancellation, where reads are answered', async () => {
      clock.current.schedule(10_000, () => stop.current.abort());
      const ended = await run(files(100), ({ method, act }) => {
        if (method === 'getAsset') return undefined;
        clock.current.schedule(20_000, () => void act());
        return silent();
      });
      assert.deepEqual(kinds(ended.outcomes), ['deleted']);
      assert.equal(sent('getAsset').length, 100);
      assert.equal(writes().length, 1);
    });

    test('does not keep the answers of others waiting: one file that nobody answers for', async () => {
      const ended = await run(files(5), ({ method, nth, act }) => {
        if (method === 'deleteFiles') return act().then(() => failed(failureOf.lost));
        return nth === 0 ? silent() : undefined;
      });
      assert.deepEqual(kinds(ended.outcomes), ['deleted']);
    });

    test('ends a run that is taken up again, too', async () => {
      const targets = files(100);
      const inDoubt = new Set(confirmed(targets).targets.map(({ key }) => key));
      const ended = await run([...targets, folderTarget('/a')], silent, { inDoubt });
      assert.equal(writes().length, 0);
      assert.deepEqual(kinds(ended.outcomes), ['unknown', 'notAttempted']);
      assert.deepEqual(ended.outcomes.at(-1)?.outcome, {
        kind: 'notAttempted',
        reason: { kind: 'silent' },
      });
    });
  });

  suite('before something that answers in place of ImageKit', () => {
    for (const status of [302, 400, 401, 403, 404, 405, 407, 413, 429]) {
      test(`is not halved, and the run stops with the cause: ${status}`, async () => {
        const ended = await run(files(250), ({ method }) =>
          method === 'getAsset' ? undefined : failed(foreign(status)),
        );
        assert.equal(writes().length, 1);
        const stopped = { kind: 'stopped', failure: foreign(status) } as const;
        for (const { outcome } of ended.outcomes) {
          assert.deepEqual(outcome, { kind: 'notAttempted', reason: stopped });
        }
      });
    }

    test('says unknown when it answers look-ups as well, without asking for every file', async () => {
      const ended = await run(files(100), () => failed(foreign(407)));
      assert.deepEqual(kinds(ended.outcomes), ['unknown']);
      assert.equal(writes().length, 1);
      assert.ok(sent('getAsset').length <= 8, `${sent('getAsset').length} look-ups`);
    });

    test('stops at the second batch that fails in all its rounds', async () => {
      const ended = await run(files(1000), ({ method }) =>
        method === 'getAsset' ? undefined : failed(failureOf.server),
      );
      assert.equal(writes().length, 12);
      assert.equal(ended.outcomes.filter(({ outcome }) => outcome.kind === 'failed').length, 200);
    });

    test('goes on after one batch that the server chokes on', async () => {
      const ended = await run(files(300), ({ method, nth }) =>
        method === 'deleteFiles' && nth < 6 ? failed(failureOf.server) : undefined,
      );
      assert.equal(ended.outcomes.filter(({ outcome }) => outcome.kind === 'deleted').length, 200);
    });
  });

  suite('with a folder in doubt', () => {
    const inDoubt = new Set(['folder:/a']);

    test('keeps it for what it holds, which is told', async () => {
      files(2);
      const ended = await run([folderTarget('/a')], () => undefined, { inDoubt });
      assert.deepEqual(only(ended), {
        kind: 'notAttempted',
        reason: { kind: 'notEmpty', paths: ['/a/0.jpg', '/a/1.jpg'] },
      });
      assert.ok(ended.tookMs >= timeoutMs, 'a request just before may still be on its way');
      assert.equal(writes().length, 0);
    });

    test('calls it deleted when it goes meanwhile', async () => {
      files(2);
      clock.current.schedule(10_000, () => library.current.removeFolder('/a'));
      const ended = await run([folderTarget('/a')], () => undefined, { inDoubt });
      assert.equal(only(ended)?.kind, 'deleted');
    });

    test('leaves it unknown when the person cancels meanwhile', async () => {
      files(2);
      clock.current.schedule(10_000, () => stop.current.abort());
      const ended = await run([folderTarget('/a')], () => undefined, { inDoubt });
      assert.deepEqual(only(ended), { kind: 'unknown', failure: { kind: 'interrupted' } });
      assert.equal(writes().length, 0);
    });
  });
});
