import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assetCall, deleteFileCall, deleteFilesCall, listCall } from '../../../src/api/calls';
import { oneLine } from '../../../src/api/errors';
import { failureFromResponse } from '../../../src/api/failureFromResponse';
import type { HttpResponse } from '../../../src/api/httpResponse';
import { errorBody } from '../../support/standIn';

const read = assetCall('f1');
const write = deleteFileCall('f1');
const bulk = deleteFilesCall(['a']);

function answer(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  requestId: string | undefined = 'r',
): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, requestId, body: text, header: (name) => headers[name] };
}

function unmarked(status: number, body: unknown, headers: Record<string, string> = {}) {
  return { ...answer(status, body, headers), requestId: undefined };
}

const html = '<html><body><h1>404 Not Found</h1></body></html>';

suite('what an answer means', () => {
  const table = [
    [401, errorBody('Your request does not contain private API key.'), 'unauthorized', 'no'],
    [403, errorBody('Your account is disabled.'), 'forbidden', 'no'],
    [403, { message: 'Not permitted.' }, 'forbidden', 'no'],
    [403, html, 'malformed', 'maybe'],
    [401, '', 'malformed', 'maybe'],
    [404, errorBody('The requested file does not exist.'), 'notFound', 'no'],
    [404, html, 'malformed', 'maybe'],
    [404, '', 'malformed', 'maybe'],
    [404, '"gone"', 'malformed', 'maybe'],
    [404, { message: null }, 'malformed', 'maybe'],
    [404, errorBody(' '), 'malformed', 'maybe'],
    [404, errorBody('There is no such endpoint.'), 'malformed', 'maybe'],
    [404, errorBody('The requested job does not exist.'), 'malformed', 'maybe'],
    [404, errorBody('The requested file version does not exist.'), 'malformed', 'maybe'],
    [429, { message: 'slow down' }, 'rateLimited', 'no'],
    [400, errorBody('Your request contains invalid fileId parameter.'), 'rejected', 'no'],
    [409, errorBody('exists'), 'rejected', 'no'],
    [423, errorBody('locked'), 'rejected', 'no'],
    [413, html, 'malformed', 'maybe'],
    [400, html, 'malformed', 'maybe'],
    [407, '', 'malformed', 'maybe'],
    [405, '[]', 'malformed', 'maybe'],
    [429, html, 'malformed', 'maybe'],
    [408, '', 'server', 'maybe'],
    [500, errorBody('We have experienced an internal error.'), 'server', 'maybe'],
    [502, html, 'server', 'maybe'],
    [302, '', 'malformed', 'maybe'],
    [202, '{}', 'malformed', 'maybe'],
  ] as const;
  for (const [status, body, kind, mayHaveActed] of table) {
    const text = JSON.stringify(body).slice(0, 40);
    test(`${status} ${text} to a write: ${kind}, may have acted: ${mayHaveActed}`, () => {
      const failure = failureFromResponse(answer(status, body), write);
      assert.deepEqual(
        [failure.kind, failure.mayHaveActed, failure.status, failure.requestId],
        [kind, mayHaveActed, status, 'r'],
      );
    });
    test(`${status} ${text} to a read: ${kind}, has not acted`, () => {
      const failure = failureFromResponse(answer(status, body), read);
      assert.deepEqual([failure.kind, failure.mayHaveActed], [kind, 'no']);
    });
  }

  const byOthers = [
    '',
    html,
    { message: 'Forbidden' },
    { message: 'no Route matched with those values' },
    { message: 'Route DELETE:/v1/files/a not found', error: 'Not Found', statusCode: 404 },
    { message: 'The requested file does not exist.' },
    { message: 'The requested file does not exist.', help: null },
    { message: 'The requested file does not exist.', help: 'Ask your administrator.' },
    { message: 'The requested file(s) does not exist.', missingFileIds: ['a'] },
  ];
  for (const status of [400, 401, 403, 404, 405, 407, 409, 423, 429, 451])
    test(`a ${status} without any mark of ImageKit decides nothing`, () => {
      for (const body of byOthers) {
        for (const call of [write, bulk]) {
          const failure = failureFromResponse(unmarked(status, body), call);
          const { kind, mayHaveActed } = failure;
          assert.deepEqual([kind, mayHaveActed, failure.status], ['malformed', 'maybe', status]);
        }
        const { kind, mayHaveActed } = failureFromResponse(unmarked(status, body), read);
        assert.deepEqual([kind, mayHaveActed], ['malformed', 'no']);
      }
    });

  test('an error of the documented form needs no header', () => {
    const kinds = [
      [400, 'Your request contains invalid fileId parameter.', 'rejected'],
      [401, 'Your request does not contain private API key.', 'unauthorized'],
      [403, 'Your account is disabled.', 'forbidden'],
      [404, 'The requested file does not exist.', 'notFound'],
      [423, 'A bulk job is running on given folder path, please try after sometime.', 'rejected'],
    ] as const;
    for (const [status, message, kind] of kinds) {
      for (const help of [
        errorBody('').help,
        'For support kindly contact us at support@imagekit.io .',
      ]) {
        const failure = failureFromResponse(unmarked(status, { message, help }), write);
        assert.deepEqual([failure.kind, failure.mayHaveActed], [kind, 'no']);
        assert.equal(failure.requestId, undefined);
      }
    }
  });

  test('a 429 has no help: without the header it is known by all three of its rate headers', () => {
    const rate = {
      'x-ratelimit-limit': '10',
      'x-ratelimit-reset': '750',
      'x-ratelimit-interval': '1000',
    };
    const slow = { message: 'slow down' };
    assert.equal(failureFromResponse(unmarked(429, slow, rate), write).kind, 'rateLimited');
    for (const name of Object.keys(rate)) {
      const fewer = { ...rate, [name]: '' };
      assert.equal(failureFromResponse(unmarked(429, slow, fewer), write).kind, 'malformed');
    }
    const help = { ...slow, help: errorBody('').help };
    assert.equal(failureFromResponse(unmarked(429, help), write).kind, 'malformed');
  });

  test('a listing can not be not found', () => {
    const body = errorBody('The requested file does not exist.');
    const failure = failureFromResponse(answer(404, body), listCall({}, 'shown'));
    assert.equal(failure.kind, 'malformed');
  });

  test("keeps the server's own sentence, or names the status", () => {
    const said = failureFromResponse(answer(403, errorBody('Your account is disabled.')), read);
    assert.equal(said.message, 'Your account is disabled.');
    assert.equal(failureFromResponse(answer(502, html), read).message, 'Bad Gateway');
    assert.equal(failureFromResponse(answer(599, html), read).message, 'unknown status');
  });

  test('reads the missing ids of a bulk call, and nothing at all when they make no sense', () => {
    const missing = (value: unknown) => {
      const body = { ...errorBody('The requested file(s) does not exist.'), missingFileIds: value };
      const failure = failureFromResponse(answer(404, body), bulk);
      return failure.kind === 'notFound' ? failure.missingFileIds : failure.kind;
    };
    assert.deepEqual(missing(['a', 'b']), ['a', 'b']);
    for (const nonsense of [undefined, null, [], [1], 'a', ['a', 1]])
      assert.equal(missing(nonsense), 'malformed');
  });

  test('reads how many items a bulk call may have', () => {
    const maxItems = (message: string) => {
      const failure = failureFromResponse(answer(400, errorBody(message)), write);
      return failure.kind === 'rejected' ? failure.maxItems : failure.kind;
    };
    assert.equal(maxItems('fileIds cannot have more than 100 items.'), 100);
    assert.equal(maxItems('fileIds cannot have more than 7 items.'), 7);
    assert.equal(maxItems('fileIds cannot have more than 0 items.'), undefined);
    assert.equal(maxItems('fileIds is empty.'), undefined);
  });

  test('reads the reason of a refusal', () => {
    const body = { ...errorBody('…'), reason: 'TOO_MANY_OBJECTS' };
    const failure = failureFromResponse(answer(400, body), write);
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
      const failure = failureFromResponse(answer(429, { message: 'x' }, headers), read);
      assert.equal(failure.kind === 'rateLimited' && failure.retryAfterMs, ms);
    });

  test('never throws, whatever the body is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.jsonValue(), (status, body) => {
        const failure = failureFromResponse(answer(status, JSON.stringify(body)), write);
        assert.match(failure.message, /^[^\p{Cc}]{1,301}$/u);
      }),
    );
  });

  test('never repeats the key that a server echoes', () => {
    const body = errorBody('No account for private_ab+c/d= or key-of-another-kind.');
    const failure = failureFromResponse(answer(403, body), read, 'key-of-another-kind');
    assert.equal(failure.message, 'No account for [key] or [key].');
  });

  test('makes one short line of any text', () => {
    assert.equal(oneLine(' a\r\n\tb\u0000\u2028c\u001b[31m '), 'a b c [31m');
    assert.equal(oneLine('x'.repeat(1000)).length, 301);
  });
});
