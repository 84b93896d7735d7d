import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ApiError } from '../../../src/api/errors';
import type { ApiFailure } from '../../../src/api/errors';
import type { AnyCall } from '../../../src/api/call';
import { connect } from '../../../src/api/http';
import { json, standIn } from '../../support/standIn';
import type { Arrival, StandIn } from '../../support/standIn';

const privateKey = 'private_ab+c/d==';
const read: AnyCall = {
  method: 'GET',
  path: '/v1/files',
  endpoint: 'list',
  rows: 1,
  success: {},
};
const write: AnyCall = {
  method: 'DELETE',
  path: '/v1/files/a',
  endpoint: 'write',
  rows: 1,
  success: {},
};

suite('one exchange', () => {
  let server: StandIn | undefined;

  teardown(async () => {
    await server?.close();
    server = undefined;
  });

  async function to(
    answer: (response: ServerResponse, arrival: Arrival) => void,
    timeoutMs = 10_000,
  ) {
    server = await standIn(answer);
    return connect({ origin: server.origin, privateKey, timeoutMs });
  }

  test('sends the key with its colon, and says who asks', async () => {
    const send = await to((response) => json(response, 200, []));
    await send({ ...read, query: '?name=a%20b' });
    const [arrival] = server!.arrivals;
    assert.equal(arrival?.url, '/v1/files?name=a%20b');
    assert.equal(
      Buffer.from(arrival.headers.authorization!.slice('Basic '.length), 'base64').toString(),
      'private_ab+c/d==:',
    );
    assert.equal(arrival.headers['user-agent'], 'imagekit-media-cleanup');
    assert.equal(arrival.headers['content-type'], undefined);
  });

  test('sends the credentials that ImageKit documents', async () => {
    server = await standIn((response) => json(response, 200, []));
    const keyed = { origin: server.origin, privateKey: 'your_private_api_key', timeoutMs: 5000 };
    await connect(keyed)(read);
    const { authorization } = server.arrivals[0]!.headers;
    assert.equal(authorization, 'Basic eW91cl9wcml2YXRlX2FwaV9rZXk6');
  });

  test('sends a body as JSON, on a DELETE too', async () => {
    const send = await to((response) => response.writeHead(204).end());
    await send({ ...write, body: { folderPath: '/ä' } });
    const [arrival] = server!.arrivals;
    assert.equal(arrival?.method, 'DELETE');
    assert.equal(arrival.headers['content-type'], 'application/json');
    assert.equal(arrival.body, '{"folderPath":"/ä"}');
  });

  test('returns status, headers and body as they came', async () => {
    const send = await to((response) => json(response, 404, { message: 'no' }));
    const answer = await send(read);
    assert.equal(answer.status, 404);
    assert.equal(answer.requestId, 'req-1');
    assert.equal(answer.header('content-type'), 'application/json');
    assert.equal(answer.header('x-other'), undefined);
    assert.equal(answer.body, '{"message":"no"}');
  });

  test('reads a compressed answer', async () => {
    const send = await to((response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('[1]'));
    });
    assert.equal((await send(read)).body, '[1]');
  });

  test('uses one connection for many requests, without a listener left behind', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    const send = await to((response) => json(response, 200, []));
    for (let i = 0; i < 40; i++) await send(read);
    process.off('warning', note);
    assert.equal(server!.connections(), 1);
    assert.deepEqual(warnings, []);
  });

  test('follows no redirect', async () => {
    const other = await standIn((response) => json(response, 200, []));
    const send = await to((response) => {
      response.writeHead(307, { Location: `${other.origin}/v1/files` }).end();
    });
    assert.equal((await send(write)).status, 307);
    assert.equal(other.arrivals.length, 0);
    await other.close();
  });

  async function failureOf(sending: Promise<unknown>): Promise<ApiFailure> {
    const error: unknown = await sending.then(
      () => assert.fail('it was answered'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ApiError, String(error));
    return error.failure;
  }

  /** `[what happens, the answer, kind, timeout]`; a write may have acted in all of them. */
  const lost: readonly (readonly [
    string,
    (response: ServerResponse) => void,
    ApiFailure['kind'],
    number?,
  ])[] = [
    ['the connection is cut before an answer', (r) => void r.socket?.destroy(), 'unreachable'],
    [
      'the connection is cut within the answer',
      (r) => void r.writeHead(200, { 'Content-Length': 10 }).write('[', () => r.socket?.destroy()),
      'unreachable',
    ],
    [
      'the connection is cut within an answer of unknown length',
      (r) => void r.writeHead(200).write('[', () => r.socket?.destroy()),
      'unreachable',
    ],
    ['no answer comes in time', () => undefined, 'unreachable', 60],
    ['the answer stops half-way', (r) => void r.writeHead(200).write('['), 'unreachable', 60],
    ['the answer is not HTTP', (r) => void r.socket?.end('220 smtp ready\r\n'), 'unreachable'],
    [
      'the answer is not the gzip it claims to be',
      (r) => r.writeHead(200, { 'Content-Encoding': 'gzip' }).end('[]'),
      'malformed',
    ],
    ['the answer is endless', flood, 'malformed'],
  ];
  for (const [what, answer, kind, timeoutMs] of lost) {
    test(`${what}: ${kind}; a write may have acted`, async () => {
      const send = await to(answer, timeoutMs);
      const failure = await failureOf(send(write));
      assert.deepEqual([failure.kind, failure.mayHaveActed], [kind, 'maybe']);
      assert.equal(failure.status, kind === 'malformed' ? 200 : undefined);
    });
    test(`${what}: ${kind}; a read has not acted`, async () => {
      const send = await to(answer, timeoutMs);
      const failure = await failureOf(send(read));
      assert.deepEqual([failure.kind, failure.mayHaveActed], [kind, 'no']);
    });
  }

  test('a timeout says how long it was', async () => {
    const send = await to(() => undefined, 30);
    assert.equal((await failureOf(send(read))).message, 'no answer within 30 ms');
  });

  test('a refused connection proves that nothing was sent', async () => {
    const unused = createServer();
    await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
    const { port } = unused.address() as AddressInfo;
    await new Promise((resolve) => unused.close(resolve));
    for (const host of ['127.0.0.1', 'localhost']) {
      const send = connect({ origin: `http://${host}:${port}`, privateKey, timeoutMs: 5000 });
      const failure = await failureOf(send(write));
      assert.deepEqual([failure.kind, failure.mayHaveActed], ['unreachable', 'no']);
      assert.doesNotMatch(failure.message, /http:|v1/);
    }
  });

  test('a name that does not resolve proves that nothing was sent', async () => {
    // Labels end at 63 characters, so that no resolver has to be asked.
    const origin = `https://${'x'.repeat(64)}.invalid`;
    const send = connect({ origin, privateKey, timeoutMs: 5000 });
    const failure = await failureOf(send(write));
    assert.deepEqual([failure.kind, failure.mayHaveActed], ['unreachable', 'no']);
  });

  test('an abort ends a waiting exchange with its own reason', async () => {
    const abort = new AbortController();
    const reason = new Error('backed out');
    const send = await to(() => abort.abort(reason));
    await assert.rejects(send(read, abort.signal), reason);
  });

  test('an abort in the middle of an answer does the same', async () => {
    const abort = new AbortController();
    const reason = new Error('backed out');
    const send = await to((response) =>
      response.writeHead(200).write('[', () => abort.abort(reason)),
    );
    await assert.rejects(send(read, abort.signal), reason);
  });

  test('an abort before it sends nothing', async () => {
    const send = await to((response) => json(response, 200, []));
    await assert.rejects(send(read, AbortSignal.abort(new Error('before'))), /before/);
    assert.equal(server!.arrivals.length, 0);
  });

  test('leaves no listener on a signal that outlives it', async () => {
    const { signal } = new AbortController();
    const send = await to((response) => json(response, 200, []));
    await send(read, signal);
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });

  test('no error carries the key', async () => {
    const send = await to((response) => response.socket?.destroy());
    const error: unknown = await send(write).catch((thrown: unknown) => thrown);
    const everything = `${JSON.stringify(error)} ${String(error)} ${(error as Error).stack}`;
    assert.doesNotMatch(everything, /private_ab|cHJpdmF0ZV/);
  });
});

/** Goes on for as long as somebody reads. */
function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(4 * 1024 * 1024, 32);
  const more = (): void => {
    if (!response.destroyed) response.write(chunk, more);
  };
  response.writeHead(200);
  more();
}
