import assert from 'node:assert/strict';
import { backupRule } from '../../../../src/core/recovery/backupRule';
import { asset, fileTarget, folderTarget, planned } from '../../../support/deletion/targets';

const file = planned(fileTarget(asset(1)));
const folder = planned(folderTarget('/old'));

suite('whether a deletion is backed up first', () => {
  for (const [what, targets, mode, requireBackup, rule] of [
    ['a file, as the person is asked', [file], 'ask', false, 'choice'],
    ['a file, always', [file], 'always', false, 'must'],
    ['a file, never', [file], 'never', false, 'none'],
    ['a file, under a policy, though the person would be asked', [file], 'ask', true, 'must'],
    ['an empty folder', [folder], 'always', false, 'none'],
    ['an empty folder, under a policy', [folder], 'ask', true, 'must'],
    ['a folder with its file', [folder, file], 'ask', false, 'choice'],
    ['nothing can be made where backups are turned off', [file], 'never', true, 'none'],
  ] as const) {
    test(`${what}: ${rule}`, () => {
      assert.equal(backupRule(targets, mode, { requireBackup }), rule);
    });
  }
});
