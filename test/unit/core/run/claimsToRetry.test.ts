import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/api/errors';
import { claimsToRetry } from '../../../../src/core/run/claimsToRetry';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const failure: ApiFailure = {
  kind: 'server',
  message: 'Internal error',
  status: 500,
  requestId: 'req-1',
  mayHaveActed: 'maybe',
};
const failed = { kind: 'failed', failure } as const;
const source = { file: 'ids.txt', line: 3, column: 1, length: 24 };

suite('retrying', () => {
  test('asks again for what failed or stayed unknown, and where it came from', () => {
    const claims = claimsToRetry([
      { planned: planned(fileTarget(asset('a')), { source }), outcome: failed },
      {
        planned: planned(versionTarget(asset('b'), 'v1')),
        outcome: { kind: 'unknown', failure },
      },
      { planned: planned(folderTarget('/c')), outcome: failed },
    ]);
    assert.deepEqual(claims, [
      { ref: { kind: 'id', fileId: 'a' }, source },
      { ref: { kind: 'version', fileId: 'b', versionId: 'v1' }, source: undefined },
      { ref: { kind: 'folder', folderPath: '/c' }, source: undefined },
    ]);
  });

  test('leaves alone what is gone or was not tried', () => {
    const claims = claimsToRetry([
      {
        planned: planned(fileTarget(asset('a'))),
        outcome: { kind: 'deleted', requestId: undefined },
      },
      {
        planned: planned(fileTarget(asset('b'))),
        outcome: { kind: 'alreadyGone', requestId: undefined },
      },
      {
        planned: planned(fileTarget(asset('c'))),
        outcome: { kind: 'notAttempted', reason: { kind: 'cancelled' } },
      },
    ]);
    assert.deepEqual(claims, []);
  });
});
