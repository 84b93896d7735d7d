import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answer } from '../../../src/api/answer';
import { failureFromResponse, oneLine } from '../../../src/api/errors';
import { errorBody } from '../../support/standIn';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, body: text, header: (name) => ({ 'x-ik-requestid': 'r', ...headers })[name] };
}

const html = '<html><body><h1>404 Not Found</h1></body></html>';

suite('what an answer means', () => {
  const table = [
    [401, errorBody('Your request does not contain private API key.'), 'unauthorized', 'no'],
    [403, errorBody('Your account is disabled.'), 'forbidden', 'no'],
    [403, html, 'forbidden', 'no'],
    [404, errorBody('The requested file does not exist.'), 'notFound', 'no'],
    [404, html, 'malformed', 'maybe'],
    [404, '', 'malformed', 'maybe'],
    [404, '"gone"', 'malformed', 'maybe'],
    [404, { message: null }, 'malformed', 'maybe'],
    [404, errorBody(' '), 'malformed', 'maybe'],
    [429, { message: 'slow down' }, 'rateLimited', 'no'],
    [400, errorBody('Your request contains invalid fileId parameter.'), 'rejected', 'no'],
    [409, errorBody('exists'), 'rejected', 'no'],
    [423, errorBody('locked'), 'rejected', 'no'],
    [413, html, 'rejected', 'no'],
    [408, '', 'server', 'maybe'],
    [500, errorBody('We have experienced an internal error.'), 'server', 'maybe'],
    [502, html, 'server', 'maybe'],
    [302, '', 'malformed', 'maybe'],
    [202, '{}', 'malformed', 'maybe'],
  ] as const;
  for (const [status, body, kind, mayHaveActed] of table) {
    const text = JSON.stringify(body).slice(0, 40);
    test(`${status} ${text} to a write: ${kind}, may have acted: ${mayHaveActed}`, () => {
      const failure = failureFromResponse(answer(status, body), 'write');
      assert.deepEqual(
        [failure.kind, failure.mayHaveActed, failure.status, failure.requestId],
        [kind, mayHaveActed, status, 'r'],
      );
    });
    test(`${status} ${text} to a read: ${kind}, has not acted`, () => {
      const failure = failureFromResponse(answer(status, body), 'read');
      assert.deepEqual([failure.kind, failure.mayHaveActed], [kind, 'no']);
    });
  }

  const byGateways = [
    { message: 'no Route matched with those values' },
    { message: 'Route DELETE:/v1/files/a not found', error: 'Not Found', statusCode: 404 },
    { message: 'Not Found', help: null },
  ];
  for (const body of byGateways)
    test(`a 404 that nothing shows to be ImageKit's own says nothing of a file: ${body.message}`, () => {
      const bare = { status: 404, body: JSON.stringify(body), header: () => undefined };
      const written = failureFromResponse(bare, 'write');
      assert.deepEqual([written.kind, written.mayHaveActed], ['malformed', 'maybe']);
      assert.equal(failureFromResponse(bare, 'read').kind, 'malformed');
    });

  test("a 404 is ImageKit's own by its help, by its request id, or by the ids it names", () => {
    const message = 'The requested file(s) does not exist.';
    const none = () => undefined;
    const own = [
      { status: 404, body: JSON.stringify(errorBody(message)), header: none },
      answer(404, { message }),
      { status: 404, body: JSON.stringify({ message, missingFileIds: ['a'] }), header: none },
    ];
    for (const each of own) assert.equal(failureFromResponse(each, 'write').kind, 'notFound');
  });

  test("keeps the server's own sentence, or names the status", () => {
    const said = failureFromResponse(answer(403, errorBody('Your account is disabled.')), 'read');
    assert.equal(said.message, 'Your account is disabled.');
    assert.equal(failureFromResponse(answer(502, html), 'read').message, 'Bad Gateway');
    assert.equal(failureFromResponse(answer(599, html), 'read').message, 'unknown status');
  });

  test('reads the missing ids of a bulk call, and none when they make no sense', () => {
    const missing = (value: unknown) => {
      const body = { ...errorBody('The requested file(s) does not exist.'), missingFileIds: value };
      const failure = failureFromResponse(answer(404, body), 'write');
      return failure.kind === 'notFound' ? failure.missingFileIds : failure.kind;
    };
    assert.deepEqual(missing(['a', 'b']), ['a', 'b']);
    assert.deepEqual(missing(undefined), []);
    assert.deepEqual(missing([1]), []);
    assert.deepEqual(missing('a'), []);
  });

  test('reads how many items a bulk call may have', () => {
    const maxItems = (message: string) => {
      const failure = failureFromResponse(answer(400, errorBody(message)), 'write');
      return failure.kind === 'rejected' ? failure.maxItems : failure.kind;
    };
    assert.equal(maxItems('fileIds cannot have more than 100 items.'), 100);
    assert.equal(maxItems('fileIds cannot have more than 7 items.'), 7);
    assert.equal(maxItems('fileIds cannot have more than 0 items.'), undefined);
    assert.equal(maxItems('fileIds is empty.'), undefined);
  });

  test('reads the reason of a refusal', () => {
    const body = { ...errorBody('…'), reason: 'TOO_MANY_OBJECTS' };
    const failure = failureFromResponse(answer(400, body), 'write');
    assert.equal(failure.kind === 'rejected' && failure.reason, 'TOO_MANY_OBJECTS');
  });

  const waits = [
    [{ 'x-ratelimit-reset': '750' }, 750],
    [{ 'retry-after': '2' }, 2000],
    [{ 'x-ratelimit-reset': '1200', 'retry-after': '2' }, 1200],
    [{ 'x-ratelimit-reset': '750', 'retry-after': '30' }, 30_000],
    [{ 'x-ratelimit-reset': '9000', 'retry-after': '2' }, 9000],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 0],
    [{ 'x-ratelimit-reset': 'soon' }, 0],
    [{ 'x-ratelimit-reset': '-5' }, 0],
    [{ 'x-ratelimit-reset': 'Infinity' }, 0],
    [{}, 0],
  ] as const;
  for (const [headers, ms] of waits)
    test(`${JSON.stringify(headers)} asks to wait ${ms} ms`, () => {
      const failure = failureFromResponse(answer(429, { message: 'x' }, headers), 'read');
      assert.equal(failure.kind === 'rateLimited' && failure.retryAfterMs, ms);
    });

  test('never throws, whatever the body is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.jsonValue(), (status, body) => {
        const failure = failureFromResponse(answer(status, JSON.stringify(body)), 'write');
        assert.match(failure.message, /^[^\p{Cc}]{1,301}$/u);
      }),
    );
  });

  test('never repeats the key that a server echoes', () => {
    const body = errorBody('No account for private_ab+c/d= or key-of-another-kind.');
    const failure = failureFromResponse(answer(403, body), 'read', 'key-of-another-kind');
    assert.equal(failure.message, 'No account for [key] or [key].');
  });

  test('makes one short line of any text', () => {
    assert.equal(oneLine(' a\r\n\tb\u0000\u2028c\u001b[31m '), 'a b c [31m');
    assert.equal(oneLine('x'.repeat(1000)).length, 301);
  });
});
