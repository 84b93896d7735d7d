import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { AnyCall } from '../../../src/api/call';
import { ApiError } from '../../../src/api/errors';
import type { ApiFailure } from '../../../src/api/errors';
import type { HttpResponse } from '../../../src/api/httpResponse';
import { Judge } from '../../../src/api/judge';
import { Limits } from '../../../src/api/limits';
import type { RateLimitWait } from '../../../src/api/limits';
import { withRetry } from '../../../src/api/withRetry';
import { HandClock, LeapClock, settled } from '../../support/clocks';

const rows = 1;
const read: AnyCall = {
  method: 'GET',
  path: '/v1/files',
  endpoint: 'list',
  rows,
  success: { 200: v.unknown() },
};
const write: AnyCall = {
  method: 'DELETE',
  path: '/v1/files/a',
  endpoint: 'write',
  rows,
  success: { 204: v.unknown() },
};

function answer(status: number, headers: Record<string, string> = {}, body = ''): HttpResponse {
  return { status, requestId: 'r-7', body, header: (name) => headers[name] };
}

function limited(resetMs?: number): HttpResponse {
  const headers = resetMs === undefined ? {} : { 'x-ratelimit-reset': String(resetMs) };
  return answer(429, headers, '{"message":"slow down"}');
}

const cut = new ApiError(
  {
    kind: 'unreachable',
    message: 'socket hang up',
    status: undefined,
    requestId: undefined,
    mayHaveActed: 'maybe',
  },
  'GET /v1/files',
);

/** What comes back, in turn; the last one for ever. */
type Script = readonly (
  HttpResponse | Error | ((signal: AbortSignal | undefined) => Promise<HttpResponse>)
)[];

function setUp<C extends HandClock | LeapClock>(script: Script, clock: C) {
  const waits: (RateLimitWait | undefined)[] = [];
  const lines: string[] = [];
  const log = {
    debug: (line: string) => void lines.push(`debug ${line}`),
    warn: (line: string) => void lines.push(`warn ${line}`),
  };
  const perSecond = { list: 1000, read: 1000, write: 1000, bulk: 1000, purge: 1000, upload: 1000 };
  const onWait = (wait: RateLimitWait | undefined): void => void waits.push(wait);
  const limits = new Limits({ perSecond, concurrency: 4, onWait }, clock);
  let sent = 0;
  const exchange = async (_: AnyCall, signal?: AbortSignal): Promise<HttpResponse> => {
    const step = script[Math.min(sent++, script.length - 1)]!;
    if (step instanceof Error) throw step;
    return typeof step === 'function' ? step(signal) : step;
  };
  const judge = new Judge({ privateKey: 'private_k', onUnmarked: () => undefined });
  const send = withRetry(exchange, { limits, clock, random: () => 1, log, judge });
  return { send, clock, waits, lines, limits, sent: () => sent };
}

async function failureOf(sending: Promise<unknown>): Promise<ApiFailure> {
  const error: unknown = await sending.then(
    () => assert.fail('it succeeded'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ApiError, String(error));
  return error.failure;
}

suite('with retries', () => {
  for (const [name, call] of [
    ['read', read],
    ['write', write],
  ] as const) {
    const good = answer(call.method === 'GET' ? 200 : 204);

    test(`a ${name} that a rate limit turned away waits as told and is sent again`, async () => {
      const { send, clock, sent } = setUp([limited(7000), good], new LeapClock());
      assert.equal((await send(call)).requestId, good.requestId);
      assert.equal(sent(), 2);
      assert.deepEqual(clock.waits, [7000]);
    });

    test(`a ${name} turned away without a word waits longer each time, and gives up`, async () => {
      const { send, clock, sent } = setUp([limited()], new LeapClock());
      const failure = await failureOf(send(call));
      assert.equal(failure.kind, 'rateLimited');
      assert.equal(failure.mayHaveActed, 'no');
      assert.equal(sent(), 6);
      assert.deepEqual(clock.waits, [1000, 2000, 4000, 8000, 16_000]);
    });

    test(`a ${name} does not believe a wait twice that was too short once`, async () => {
      const { send, clock } = setUp(
        [limited(50), limited(50), limited(9000), good],
        new LeapClock(),
      );
      await send(call);
      assert.deepEqual(clock.waits, [50, 2000, 9000]);
    });

    test(`a ${name} told to wait for hours fails at once and says how long`, async () => {
      const { send, clock, sent } = setUp([limited(3_600_000)], new LeapClock());
      const failure = await failureOf(send(call));
      assert.equal(failure.kind === 'rateLimited' && failure.retryAfterMs, 3_600_000);
      assert.equal(sent(), 1);
      assert.deepEqual(clock.waits, []);
    });

    for (const status of [400, 401, 403, 404, 409, 423])
      test(`a ${name} answered ${status} is not sent again`, async () => {
        const { send, sent } = setUp([answer(status, {}, '{"message":"no"}')], new LeapClock());
        await failureOf(send(call));
        assert.equal(sent(), 1);
      });
  }

  for (const fault of [answer(500), answer(502), answer(503), answer(408), cut])
    test(`a read is tried three times at ${fault instanceof Error ? 'a cut' : fault.status}`, async () => {
      const failing = setUp([fault], new LeapClock());
      await failureOf(failing.send(read));
      assert.equal(failing.sent(), 3);
      assert.deepEqual(failing.clock.waits, [500, 1000]);

      const good = answer(200);
      const recovering = setUp([fault, fault, good], new LeapClock());
      assert.equal((await recovering.send(read)).requestId, good.requestId);
    });

  for (const fault of [answer(500), answer(502), answer(503), answer(408), cut])
    test(`a write is sent once at ${fault instanceof Error ? 'a cut' : fault.status}`, async () => {
      const { send, sent } = setUp([fault], new LeapClock());
      const failure = await failureOf(send(write));
      assert.equal(failure.mayHaveActed, 'maybe');
      assert.equal(sent(), 1);
    });

  test('a write that was turned away and then lost is not sent a third time', async () => {
    const { send, sent } = setUp([limited(10), cut], new LeapClock());
    assert.equal((await failureOf(send(write))).mayHaveActed, 'maybe');
    assert.equal(sent(), 2);
  });

  test('a rate limit holds all of its class, and the person is told', async () => {
    const good = answer(204);
    const { send, clock, waits, sent } = setUp([limited(12_000), good], new HandClock());
    const first = send(write);
    await settled();
    assert.equal(waits[0]?.endpoint, 'write');
    const second = send(write);
    await clock.advance(11_999);
    assert.equal(sent(), 1);
    await clock.advance(10);
    assert.equal((await Promise.all([first, second])).length, 2);
    assert.equal(waits.at(-1), undefined);
  });

  test('an announced rate is kept from then on', async () => {
    const headers = { 'x-ratelimit-limit': '2', 'x-ratelimit-interval': '1000' };
    const { send, clock } = setUp([answer(200, headers)], new LeapClock());
    await send(read);
    await send(read);
    await send(read);
    assert.ok(clock.now() >= 1500, `${clock.now() - 1000} ms`);
  });

  test('cancelling keeps a waiting write from being sent', async () => {
    const { send, clock, sent } = setUp([limited(5000), answer(204)], new HandClock());
    const cancel = new AbortController();
    const sending = send(write, cancel.signal);
    await settled();
    const reason = new Error('cancelled');
    cancel.abort(reason);
    await assert.rejects(sending, reason);
    await clock.advance(60_000);
    assert.equal(sent(), 1);
  });

  test('cancelling does not reach a write that is out', async () => {
    const cancel = new AbortController();
    const good = answer(204);
    const { send } = setUp(
      [
        (signal) => {
          cancel.abort();
          assert.equal(signal, undefined);
          return Promise.resolve(good);
        },
      ],
      new LeapClock(),
    );
    assert.equal((await send(write, cancel.signal)).requestId, good.requestId);
  });

  test('cancelling ends a read, also between two tries', async () => {
    const { send, clock, sent } = setUp([answer(500)], new HandClock());
    const cancel = new AbortController();
    const sending = send(read, cancel.signal);
    await settled();
    const reason = new Error('cancelled');
    cancel.abort(reason);
    await assert.rejects(sending, reason);
    await clock.advance(60_000);
    assert.equal(sent(), 1);
  });

  test('cancelled before it begins, nothing is sent', async () => {
    const { send, sent } = setUp([answer(204)], new LeapClock());
    await assert.rejects(send(write, AbortSignal.abort(new Error('before'))), /before/);
    assert.equal(sent(), 0);
  });

  test('a failed exchange gives its place back', async () => {
    const { send, limits } = setUp([cut], new LeapClock());
    for (let i = 0; i < 5; i++) await failureOf(send(write));
    const leaves = await Promise.all([1, 2, 3, 4].map(() => limits.enter('bulk')));
    assert.equal(leaves.length, 4);
  });

  test('a lost answer has its line too', async () => {
    const { send, lines } = setUp([cut], new LeapClock());
    await failureOf(send(write));
    assert.match(lines.join(), /^debug GET \/v1\/files: socket hang up \(\d+ ms\)$/);
  });

  test('request lines hold method, path, status and request id, but no query and no key', async () => {
    const echo = '{"message":"private_k is unknown"}';
    const script = [limited(1), answer(500), answer(403, {}, echo)];
    const { send, lines } = setUp(script, new LeapClock());
    await failureOf(send({ ...read, query: '?searchQuery=secret' }));
    assert.match(lines[0]!, /^debug GET \/v1\/files 429 \d+ ms r-7$/);
    assert.match(lines[1]!, /^warn GET \/v1\/files: slow down; waiting 1 ms$/);
    assert.match(lines.at(-1)!, /^debug GET \/v1\/files 403 \d+ ms r-7$/);
    assert.doesNotMatch(lines.join(), /secret|private_k/);
  });
});
