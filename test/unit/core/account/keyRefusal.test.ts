import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/api/errors';
import { keyRefusal } from '../../../../src/core/account/keyRefusal';

const fields = { requestId: undefined, mayHaveActed: 'no' } as const;

suite('why a key was refused', () => {
  const sentences = [
    ['Your account cannot be authenticated.', 'unknownKey'],
    ['Your request contains expired private API key.', 'expired'],
    ['Your account is disabled.', 'disabled'],
    ['You may not do this.', 'notAllowed'],
    ['', 'notAllowed'],
  ] as const;
  for (const [message, expected] of sentences) {
    test(`403 "${message}" is ${expected}`, () => {
      const failure: ApiFailure = { ...fields, kind: 'forbidden', status: 403, message };
      assert.equal(keyRefusal(failure), expected);
    });
  }

  test('401 means that no key arrived, whatever its sentence', () => {
    const message = 'Your account is disabled.';
    const failure: ApiFailure = { ...fields, kind: 'unauthorized', status: 401, message };
    assert.equal(keyRefusal(failure), 'noKey');
  });

  test('a failure that is not about the key says nothing about it', () => {
    const message = 'the key expired';
    const failures: ApiFailure[] = [
      { ...fields, kind: 'server', status: 500, message },
      { ...fields, kind: 'unreachable', status: undefined, message },
      { ...fields, kind: 'notFound', status: 404, message, missingFileIds: [] },
      { ...fields, kind: 'rateLimited', status: 429, message, retryAfterMs: 1 },
    ];
    assert.deepEqual(
      failures.map(keyRefusal),
      failures.map(() => undefined),
    );
  });
});
