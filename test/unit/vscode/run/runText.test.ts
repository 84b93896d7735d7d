import assert from 'node:assert/strict';
import { onlyTarget } from '../../../../src/core/journal/journalLines';
import type { Target } from '../../../../src/core/target';
import { runParts } from '../../../../src/vscode/run/runText';
import { asset, fileTarget, folderTarget, versionTarget } from '../../../support/deletion/targets';

suite('the row of a run in the history', () => {
  const hero = asset(1, { filePath: '/products/hero.jpg', versionName: 'Version 2' });

  function partsOf(target: Target, deleted: number, more: object = {}) {
    const runId = '20261122T100000000Z-00000000';
    const counts = { deleted, alreadyGone: 0, failed: 0, unknown: 0, notAttempted: 1 - deleted };
    return runParts({
      run: {
        ...{
          runId,
          kind: 'finished',
          counts,
          deletedBytes: 0,
          endedAt: '2026-11-22T10:00:00.000Z',
        },
        header: {
          ...{ runId, planId: 'plan-1', account: { id: 'account-1', name: 'acme' }, bytes: 0 },
          ...{ createdAt: '2026-11-22T10:00:00.000Z', targets: 1, targetKind: target.kind },
          only: onlyTarget(target),
        },
      },
      ...{ underWay: undefined, isBlocked: false, ...more },
    }).join(' · ');
  }

  test('names the only file, version or folder', () => {
    assert.equal(partsOf(fileTarget(hero), 1), 'Deleted hero.jpg · acme');
    assert.equal(partsOf(versionTarget(hero, 'v2'), 1), 'Deleted hero.jpg, Version 2 · acme');
    assert.equal(partsOf(folderTarget('/products'), 1), 'Deleted products/ · acme');
    assert.equal(partsOf(fileTarget(hero), 0), 'hero.jpg not deleted · 1 not attempted · acme');
    assert.equal(
      partsOf(fileTarget(hero), 0, { underWay: 'here' }),
      'Deleting hero.jpg · running · acme',
    );
  });
});
