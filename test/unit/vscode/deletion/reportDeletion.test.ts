import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/api/errors';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import { noBackup } from '../../../../src/core/plan/plan';
import { closingText } from '../../../../src/vscode/deletion/reportDeletion';
import { asset, fileTarget, planned } from '../../../support/deletion/targets';

const failure: ApiFailure = {
  kind: 'server',
  message: 'Internal error.',
  status: 500,
  requestId: '7f1c2a3b-0000-4000-8000-000000000001',
  mayHaveActed: 'maybe',
};
const deleted: DeletionOutcome = { kind: 'deleted', requestId: undefined };
const failed: DeletionOutcome = { kind: 'failed', failure };
const unknown: DeletionOutcome = { kind: 'unknown', failure };
const left: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'stopped', failure } };

const said = (...outcomes: readonly DeletionOutcome[]) =>
  closingText(
    { name: 'acme' },
    outcomes.map((outcome, at) => ({
      planned: planned(fileTarget(asset(at, { filePath: `/shop/${at}.jpg` }))),
      outcome,
    })),
    noBackup,
  );

suite('the message at the end of a run', () => {
  test('names the file that failed, and no request', () => {
    assert.equal(
      said(deleted, failed),
      'Deleted 1 of 2 files from acme. /shop/1.jpg failed: Internal error (500).',
    );
    assert.equal(
      said(failed),
      'Nothing was deleted from acme. /shop/0.jpg failed: Internal error (500).',
    );
  });

  test('names the first of several', () => {
    assert.equal(
      said(deleted, failed, failed, unknown),
      'Deleted 1 of 4 files from acme. 2 failed, the first is /shop/1.jpg: Internal error (500); ' +
        "/shop/3.jpg couldn't be checked: Internal error (500).",
    );
  });

  test('names the only one that was not attempted', () => {
    assert.equal(
      said(deleted, left),
      'Deleted 1 of 2 files from acme. /shop/1.jpg was not attempted: Internal error (500).',
    );
    assert.match(said(left, left), /acme\. 2 were not attempted: /);
  });
});
