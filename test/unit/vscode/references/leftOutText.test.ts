import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { leftOutText } from '../../../../src/vscode/references/leftOutText';
import type { Located } from '../../../../src/vscode/references/place';
import type { AssetReference } from '../../../../src/core/lookup/referenceStatus';
import { aReference, idRef } from '../../../support/library/references';

suite('the list of what the references leave out', () => {
  const folder = { uri: vscode.Uri.file('/workspace'), name: 'workspace', index: 0 };
  const located = (value: string): Located<AssetReference> => ({
    folder,
    reference: aReference(idRef('a'.repeat(24)), { value }),
  });

  test('shows each text where it stands, and each file by its reason', () => {
    const text = leftOutText(
      [located('65a1'), located('a`b')],
      [
        { uri: vscode.Uri.file('/workspace/dump.sql'), reason: 'tooLarge' },
        { uri: vscode.Uri.file('/workspace/a.png'), reason: 'binary' },
        { uri: vscode.Uri.file('/workspace/b.png'), reason: 'binary' },
      ],
    );
    assert.match(
      text,
      /## Looks like a file ID or path, but isn't in the library \(2\)\n\n- `65a1` \[/,
    );
    assert.ok(text.includes('- ``a`b`` ['), text);
    assert.match(text, /src\/page\.tsx:1\]\(<file:.*#L1>\)/);
    const headings = text.split('\n').filter((line) => line.startsWith('## Not'));
    assert.deepEqual(headings, ['## Not searched: too large (1)', '## Not searched: binary (2)']);
  });

  test('has no empty section', () => {
    assert.equal(leftOutText([], []), '# Left Out of the References\n');
  });

  test('names the globs that match nothing', () => {
    const text = leftOutText([], [], [{ list: 'exclude', glob: 'd[i]st' }]);
    assert.match(
      text,
      /## Globs that match nothing \(1\)\n\n- No file matches "d\\\[i\\\]st" in the/,
    );
  });
});
