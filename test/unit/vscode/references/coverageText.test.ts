import assert from 'node:assert/strict';
import { noneSkipped } from '../../../../src/core/scope/searchScope';
import { coverageText, noReferencesText } from '../../../../src/vscode/references/coverageText';

const nothing = noneSkipped;

suite('what was searched', () => {
  test('is told with what was left out, and why, and nothing that was not', () => {
    assert.equal(coverageText({ searched: 1, skipped: nothing }), 'Searched 1 file.');
    assert.equal(coverageText({ searched: 1200, skipped: nothing }), 'Searched 1,200 files.');
    assert.equal(
      coverageText({ searched: 0, skipped: { ...nothing, ignored: 2, unreadable: 1 } }),
      'Searched 0 files; skipped 2 ignored by Git, 1 unreadable.',
    );
  });

  test('names every reason', () => {
    const skipped = { ...nothing };
    for (const reason of Object.keys(skipped) as (keyof typeof skipped)[]) skipped[reason] = 1;
    const [, reasons = ''] = coverageText({ searched: 2, skipped }).split('skipped ');
    assert.equal(new Set(reasons.split(', ')).size, Object.keys(nothing).length);
  });

  test('says which include matches nothing, and leaves the excludes to the list', () => {
    const unmatched = [
      { list: 'include', glob: 'scr/**' },
      { list: 'exclude', glob: 'dist' },
    ] as const;
    assert.equal(
      coverageText({ searched: 2, skipped: nothing, unmatched }),
      'Searched 2 files. No file matches "scr/**" in the setting References: Include.',
    );
    assert.equal(
      noReferencesText({ searched: 0, skipped: nothing, unmatched }),
      'No files were searched for references. No file matches "scr/**" in the setting References: Include.',
    );
  });
});
