import assert from 'node:assert/strict';
import type { RecoveryEntry } from '../../../../src/vscode/run/recoveries';
import {
  isRecoveryNode,
  madeRecoveryNode,
  recoveryItem,
} from '../../../../src/vscode/tree/recoveryRow';

const now = Date.parse('2026-02-01T12:00:00.000Z');
const fields = { createdAt: '2026-02-01T10:00:00.000Z', account: 'acme' };
const none = {
  ...{ restored: 0, elsewhere: 0, skipped: 0, damaged: 0 },
  ...{ failed: 0, partial: 0, unknown: 0, notAttempted: 0 },
};

function shown(entry: RecoveryEntry) {
  const { description, contextValue } = recoveryItem(madeRecoveryNode(entry, undefined), now);
  return [description, contextValue];
}

suite('rows of the way back in the history', () => {
  test('tell what a backup holds and what it lacks, and offer to restore and verify it', () => {
    const backup = { ...fields, kind: 'backup', folder: '/b', files: 9, bytes: 2048 } as const;
    assert.deepEqual(shown({ ...backup, missing: 0, end: 'complete' }), [
      'Backed up 9 files · 2 KB · acme',
      'recovery restore verify',
    ]);
    assert.deepEqual(shown({ ...backup, missing: 1, end: undefined }), [
      'Backed up 9 files · 2 KB · 1 file missing · interrupted · acme',
      'recovery restore verify',
    ]);
  });

  test('tell how a restore ended, and offer to go on with what is open', () => {
    const restore = { ...fields, kind: 'restore', folder: '/b', restoreId: 'r', total: 3 } as const;
    assert.deepEqual(shown({ ...restore, counts: { ...none, restored: 3 }, open: 0 }), [
      'Restored 3 files · acme',
      'recovery verify',
    ]);
    assert.deepEqual(shown({ ...restore, counts: { ...none, restored: 1, skipped: 1 }, open: 1 }), [
      'Restored 1 of 3 files · 1 left · stopped · acme',
      'recovery verify resumeRestore',
    ]);
  });

  test('tell whether a version is current, and never more than is known', () => {
    const version = (outcome: 'done' | undefined, isSent: boolean) =>
      shown({
        ...{ ...fields, kind: 'version' },
        record: {
          ...{ isSent, outcome },
          header: {
            ...{ changeId: '1', account: { id: 'a', name: 'acme' }, fileId: 'f', path: '/a.jpg' },
            createdAt: fields.createdAt,
            from: { versionId: 'v2', versionName: 'Version 2' },
            to: { versionId: 'v1', versionName: 'Version 1' },
          },
        },
      })[0];
    assert.equal(version('done', true), 'Version 1 of /a.jpg as current · restored · acme');
    assert.match(String(version(undefined, true)), / · unknown: interrupted · /);
    assert.match(String(version(undefined, false)), / · not sent: interrupted · /);
  });

  test('are known as ours only when we made them', () => {
    const node = madeRecoveryNode(
      {
        ...{ ...fields, kind: 'backup', folder: '/b', files: 1, bytes: 1 },
        ...{ missing: 0, end: 'complete' },
      },
      undefined,
    );
    assert.ok(isRecoveryNode(node));
    assert.ok(!isRecoveryNode({ ...node }));
  });
});
