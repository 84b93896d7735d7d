import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { asTheyAre, needNewSearch } from '../../../../src/vscode/references/changedFiles';
import { useFolder } from '../../../support/deletion/useFolder';

suite('changes of files', () => {
  const folder = useFolder();
  const uri = (name: string) => vscode.Uri.file(path.join(folder(), name));
  const paths = (uris: readonly vscode.Uri[]) => uris.map(({ fsPath }) => path.basename(fsPath));

  test('take back late word that something is gone which is there again', async () => {
    mkdirSync(path.join(folder(), 'shop'));
    writeFileSync(path.join(folder(), 'a.md'), '');
    const seen = await asTheyAre({
      touched: [uri('b.md')],
      gone: [uri('shop'), uri('a.md'), uri('c.md')],
    });
    assert.deepEqual(paths(seen.touched), ['b.md', 'shop', 'a.md']);
    assert.deepEqual(paths(seen.gone), ['c.md']);
  });

  test('need a new search where a folder has come, or has come back', async () => {
    mkdirSync(path.join(folder(), 'shop'));
    writeFileSync(path.join(folder(), 'a.md'), '');
    assert.equal(await needNewSearch({ touched: [uri('shop')], gone: [] }), true);
    assert.equal(await needNewSearch({ touched: [uri('a.md'), uri('c.md')], gone: [] }), false);
    assert.equal(await needNewSearch({ touched: [], gone: [uri('.gitignore')] }), true);
  });
});
