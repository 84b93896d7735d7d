import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/api/errors';
import type { ApiFailure } from '../../../../src/api/errors';
import { KeyringError, NotConnected } from '../../../../src/vscode/failures/errors';
import { libraryStateOf } from '../../../../src/vscode/tree/libraryTree';
import { acme } from '../../../support/library/nodes';

const fields = {
  message: 'x',
  status: undefined,
  requestId: undefined,
  mayHaveActed: 'no',
} as const;

function failed(failure: ApiFailure): ApiError {
  return new ApiError(failure, 'GET /v1/files');
}

suite('libraryState', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['noAccount', new NotConnected({ kind: 'noAccount' })],
    ['noneChosen', new NotConnected({ kind: 'noneChosen' })],
    ['noKey', new NotConnected({ kind: 'noKey', account: acme })],
    ['keyringLocked', new KeyringError('read', 'timedOut')],
    ['keyRefused', failed({ kind: 'unauthorized', ...fields })],
    ['keyRefused', failed({ kind: 'forbidden', ...fields })],
    ['offline', failed({ kind: 'unreachable', ...fields })],
    ['failed', failed({ kind: 'server', ...fields })],
    ['failed', failed({ kind: 'malformed', ...fields })],
    ['failed', failed({ kind: 'rateLimited', ...fields, retryAfterMs: 1 })],
    ['failed', new Error('x')],
    ['failed', 'x'],
  ];
  for (const [state, error] of cases) {
    const told = error instanceof ApiError ? error.failure.kind : String(error);
    test(`is ${state} after ${told}`, () => assert.equal(libraryStateOf(error), state));
  }
});
