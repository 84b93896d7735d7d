import assert from 'node:assert/strict';
import { reviewReasons, type ReviewRules } from '../../../../src/core/plan/reviewReason';
import type { PlannedTarget } from '../../../../src/core/target';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const calm: ReviewRules = { threshold: 2, accountKind: 'development', foreignLibraries: [] };
const file = (id: number) => planned(fileTarget(asset(id)));
const kinds = (targets: readonly PlannedTarget[], rules: Partial<ReviewRules> = {}) =>
  reviewReasons({ targets }, { ...calm, ...rules }).map(({ kind }) => kind);

suite('whether a plan is reviewed', () => {
  test('a few files and versions that nothing speaks for are not', () => {
    assert.deepEqual(kinds([file(1), planned(versionTarget(asset(2), 'v1'))]), []);
  });

  test('more than the threshold are, folders not counted', () => {
    assert.deepEqual(kinds([file(1), file(2), file(3)]), ['many']);
    assert.deepEqual(kinds([file(1)], { threshold: 0 }), ['many']);
    const folders = ['/a', '/b', '/c'].map((path) => planned(folderTarget(path)));
    assert.deepEqual(kinds(folders), ['folder']);
  });

  test('one of several files that the workspace mentions is, a single one is not', () => {
    const place = { file: 'README.md', line: 40, column: 1, length: 8 };
    const used = planned(fileTarget(asset(1)), { references: [place] });
    assert.deepEqual(kinds([used, file(2)]), ['referenced']);
    assert.deepEqual(kinds([used]), [], 'a question says it all');
    assert.deepEqual(kinds([used], { accountKind: 'production' }), ['referenced', 'production']);
    const elsewhere = { ...place, line: 41 };
    assert.deepEqual(kinds([{ ...used, source: elsewhere }, file(2)]), ['referenced']);
    assert.deepEqual(
      kinds([{ ...used, source: place }, file(2)]),
      [],
      'asked for at that very line',
    );
  });

  test('one of several that a path with a gap or a folder may mean is; its name alone is no reason', () => {
    const place = { file: 'README.md', line: 40, column: 1, length: 8 };
    const hinted = (by: 'name' | 'pattern' | 'folder') =>
      planned(fileTarget(asset(1)), { hints: [{ by, place }] });
    assert.deepEqual(kinds([hinted('pattern'), file(2)]), ['possible']);
    assert.deepEqual(kinds([hinted('folder'), file(2)]), ['possible']);
    assert.deepEqual(kinds([hinted('name'), file(2)]), []);
    assert.deepEqual(
      kinds([{ ...hinted('pattern'), source: place }, file(2)]),
      [],
      'asked for at that line',
    );
    const used = { ...hinted('pattern'), references: [{ ...place, line: 2 }] };
    assert.deepEqual(kinds([used, file(2)]), ['referenced', 'possible']);
  });

  test('anything in a production account is, and not in the sandbox', () => {
    assert.deepEqual(kinds([file(1)], { accountKind: 'production' }), ['production']);
    assert.deepEqual(kinds([file(1)], { accountKind: 'sandbox' }), []);
  });

  test('anything is when the workspace uses another account, which is named', () => {
    const rules = { ...calm, foreignLibraries: ['ik.imagekit.io/other'] };
    assert.deepEqual(reviewReasons({ targets: [file(1)] }, rules), [
      { kind: 'otherLibrary', libraries: ['ik.imagekit.io/other'] },
    ]);
  });

  test('every reason is told', () => {
    const targets = [file(1), file(2), file(3), planned(folderTarget('/files'))];
    const rules = { accountKind: 'production', foreignLibraries: ['a'] } as const;
    assert.deepEqual(kinds(targets, rules), ['many', 'folder', 'production', 'otherLibrary']);
  });
});
