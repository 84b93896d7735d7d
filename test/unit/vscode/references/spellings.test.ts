import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { findInFile } from '../../../../src/core/finder/findReferences';
import { ReferenceIndex } from '../../../../src/core/lookup/referenceIndex';
import { noneSkipped } from '../../../../src/core/scope/searchScope';
import { isSameFile, keysIn, uriIn } from '../../../../src/vscode/references/fileSpelling';
import { goneSpelling, spellingsOf } from '../../../../src/vscode/references/spellings';
import { useFolder } from '../../../support/deletion/useFolder';
import { useOtherSystem } from '../../../support/otherSystem';
import { testWith } from '../../../support/testWith';

const nfd = 'cafe\u0301.md';
const nfc = 'caf\u00e9.md';

suite('a file in several spellings', () => {
  const folder = useFolder();
  const system = useOtherSystem();
  const context = finderContext([]);

  const write = (name: string) => writeFileSync(path.join(folder(), name), '');

  /** The folder as it was searched: these files say something. */
  function scanned(...files: readonly string[]) {
    const root = { uri: vscode.Uri.file(folder()), name: 'workspace', index: 0 };
    const index = new ReferenceIndex(keysIn(root));
    for (const file of files) {
      index.set(findInFile(`{ fileId: '64f0c1d2e3a4b5c6d7e8f901' }`, file, context));
    }
    return { folder: root, index, coverage: { searched: 1, skipped: noneSkipped } };
  }

  test('is one on macOS, spelled as the disk has it', async () => {
    system.is('darwin');
    mkdirSync(path.join(folder(), 'Docs'));
    write(`Docs/${nfd}`);
    const at = scanned(`Docs/${nfd}`);
    const found = await spellingsOf({ scanned: at, path: `docs/${nfc}` });
    assert.deepEqual(found, { path: `Docs/${nfd}`, former: undefined });
    assert.equal(at.index.inFile(`docs/${nfc}`).length, 1);
    assert.equal(uriIn(at.folder, `Docs/${nfd}`).path, `${folder()}/Docs/${nfc}`);
  });

  test('forgets the old one when only the case of a name has changed', async () => {
    system.is('win32');
    write('readme.md');
    const at = scanned('readme.md');
    renameSync(path.join(folder(), 'readme.md'), path.join(folder(), 'README.md'));
    assert.deepEqual(await spellingsOf({ scanned: at, path: 'README.md' }), {
      path: 'README.md',
      former: 'readme.md',
    });
  });

  test('finds what was known of a file that is gone', async () => {
    system.is('win32');
    write('Readme.md');
    const at = scanned('Readme.md');
    rmSync(path.join(folder(), 'Readme.md'));
    assert.equal(await goneSpelling({ scanned: at, path: 'readme.md' }), 'Readme.md');
  });

  testWith('names that differ by case alone', 'are two where the disk holds both', async () => {
    system.is('darwin');
    write('a.md');
    write('A.md');
    const at = scanned('a.md');
    assert.deepEqual(await spellingsOf({ scanned: at, path: 'A.md' }), {
      path: 'A.md',
      former: undefined,
    });
    rmSync(path.join(folder(), 'A.md'));
    assert.equal(await goneSpelling({ scanned: at, path: 'A.md' }), 'A.md');
  });

  test('are two on Linux and in a virtual folder', async () => {
    system.is('linux');
    write('a.md');
    const at = scanned('a.md');
    assert.deepEqual(await spellingsOf({ scanned: at, path: 'A.md' }), {
      path: 'A.md',
      former: undefined,
    });
    system.is('darwin');
    assert.equal(keysIn({ uri: vscode.Uri.parse('vscode-vfs://github/acme/site') }), undefined);
  });

  test('lead to the same file only where the system says so', () => {
    system.is('linux');
    const [one, other] = [vscode.Uri.file('/w/A.md'), vscode.Uri.file('/w/a.md')];
    assert.equal(isSameFile(one, other), false);
    system.is('win32');
    assert.equal(isSameFile(one, other), true);
    assert.equal(isSameFile(one, vscode.Uri.file('/w/b.md')), false);
    assert.equal(isSameFile(one, other.with({ scheme: 'git' })), false);
  });
});
