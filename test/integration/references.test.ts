import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Account } from '../../src/core/account/account';
import { finderContext } from '../../src/core/finder/finderContext';
import { defaultScope } from '../../src/core/scope/searchScope';
import type { SearchScope } from '../../src/core/scope/searchScope';
import { findRipgrep } from '../../src/io/search/ripgrepBinary';
import { shownPlace } from '../../src/vscode/references/place';
import { WorkspaceReferences } from '../../src/vscode/references/workspaceReferences';
import { anAsset, aVersion } from '../support/library/rows';
import { until } from '../support/until';

const account: Account = {
  id: 'sandbox-id',
  name: 'Sandbox',
  kind: 'sandbox',
  urlEndpoints: ['https://ik.imagekit.io/sandbox'],
};
const hero = anAsset({
  fileId: '0'.repeat(24),
  name: 'hero.png',
  filePath: '/campaigns/summer 2026/hero.png',
});
const newId = 'abcdefabcdefabcdefabcdef';
const fresh = anAsset({ fileId: newId, name: 'fresh.png', filePath: '/fresh.png' });

suite('references in the workspace', () => {
  const folder = () => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first, 'no folder is open');
    return first.uri;
  };
  const at = (path: string) => vscode.Uri.joinPath(folder(), path);
  const never = () => new AbortController().signal;
  let scope: SearchScope;
  let contextChanged: vscode.EventEmitter<void>;
  let scopeChanged: vscode.EventEmitter<void>;
  let endpoints: readonly string[];
  let ripgrep: string | undefined;
  let log: string[];
  let references: WorkspaceReferences;
  const made: vscode.Uri[] = [];
  const autoSave = (value: string | undefined) =>
    vscode.workspace
      .getConfiguration('files')
      .update('autoSave', value, vscode.ConfigurationTarget.Global);

  // In a browser VS Code saves by itself after a second.
  suiteSetup(() => autoSave('off'));
  suiteTeardown(() => autoSave(undefined));

  setup(async () => {
    scope = defaultScope;
    contextChanged = new vscode.EventEmitter();
    scopeChanged = new vscode.EventEmitter();
    endpoints = account.urlEndpoints;
    ripgrep = await findRipgrep(vscode.env.appRoot);
    log = [];
    references = new WorkspaceReferences({
      context: () => finderContext(endpoints.map((url) => ({ url }))),
      onDidChangeContext: contextChanged.event,
      scope: () => scope,
      onDidChangeScope: (listener) => scopeChanged.event(listener),
      ripgrep: () => Promise.resolve(ripgrep),
      log: { info: (line: string) => log.push(line), warn: (line: string) => log.push(line) },
    });
  });

  teardown(async () => {
    references.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of made.splice(0)) {
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false }).then(
        () => undefined,
        () => undefined,
      );
    }
  });

  async function write(path: string, text: string): Promise<vscode.Uri> {
    made.push(at(path));
    await vscode.workspace.fs.writeFile(at(path), new TextEncoder().encode(text));
    return at(path);
  }

  const placesOf = (asset = hero) =>
    references
      .usage(asset, account)
      .references.map(shownPlace)
      .map(({ file, line }) => `${file}:${line}`)
      .sort();

  test('nothing is searched before somebody needs it', () => {
    assert.equal(references.isSearched, false);
    assert.deepEqual([...references.all()], []);
    assert.equal(references.coverage, undefined);
  });

  test('VS Code has its ripgrep where it is looked for', () => {
    assert.ok(ripgrep, 'no ripgrep below the application');
  });

  test('one search finds where files are mentioned, and says what it looked at', async () => {
    await references.ready(never());
    assert.deepEqual(placesOf(), ['src/pages/index.tsx:7']);
    assert.ok((references.coverage?.searched ?? 0) >= 6);
    assert.ok((references.endpoints.get('https://ik.imagekit.io/sandbox') ?? 0) > 1);
    assert.match(log.join('\n'), /searched \d+ files/);
  });

  test('without ripgrep the answer is the same', async () => {
    await references.ready(never());
    const shown = () =>
      [...references.all()]
        .map(shownPlace)
        .map(({ file, line, column }) => `${file}:${line}:${column}`)
        .sort();
    const withRipgrep = shown();
    const { coverage } = references;
    assert.notEqual(withRipgrep.length, 0);
    ripgrep = undefined;
    await references.searchAnew(never());
    assert.deepEqual(shown(), withRipgrep);
    assert.deepEqual(references.coverage, coverage);
  });

  test('a ripgrep that does not run is no obstacle', async () => {
    ripgrep = at('README.md').fsPath;
    await references.ready(never());
    assert.deepEqual(placesOf(), ['src/pages/index.tsx:7']);
    assert.match(log.join('\n'), /without ripgrep/);
  });

  test('unsaved text counts before the disk, also in a file that was just made', async () => {
    const uri = await write('src/draft.ts', `const fileId = '${newId}';\n`);
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n\n'));
    await references.ready(never());
    assert.deepEqual(placesOf(fresh), ['src/draft.ts:3']);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 3, 0)));
    await references.ready(never());
    assert.deepEqual(placesOf(fresh), [], 'what was typed a moment ago counts');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the text on disk to count again', () => placesOf(fresh).length === 1);
    assert.deepEqual(placesOf(fresh), ['src/draft.ts:1']);
  });

  test('files that are made, renamed and deleted in VS Code are followed', async () => {
    await references.ready(never());
    const edit = new vscode.WorkspaceEdit();
    made.push(at('src/made.ts'), at('src/moved'));
    edit.createFile(at('src/made.ts'), {
      contents: new TextEncoder().encode(`deleteFile('${newId}');\n`),
    });
    await vscode.workspace.applyEdit(edit);
    await until('the new file', () => placesOf(fresh).includes('src/made.ts:1'));

    const move = new vscode.WorkspaceEdit();
    move.renameFile(at('src/made.ts'), at('src/moved/there.ts'));
    await vscode.workspace.applyEdit(move);
    await until('the new name', () => placesOf(fresh).join() === 'src/moved/there.ts:1');

    const moveFolder = new vscode.WorkspaceEdit();
    moveFolder.renameFile(at('src/moved'), at('src/again'));
    made.push(at('src/again'));
    await vscode.workspace.applyEdit(moveFolder);
    await until('the new folder', () => placesOf(fresh).join() === 'src/again/there.ts:1');

    const remove = new vscode.WorkspaceEdit();
    remove.deleteFile(at('src/again'), { recursive: true });
    await vscode.workspace.applyEdit(remove);
    await until('the folder to go', () => placesOf(fresh).length === 0);
  });

  test('what settings leave out is left out at once', async () => {
    await references.ready(never());
    scope = { ...defaultScope, exclude: ['src/pages'] };
    scopeChanged.fire();
    await references.ready(never());
    assert.deepEqual(placesOf(), [], 'the search that this began is waited for');
    assert.ok((references.coverage?.skipped.excluded ?? 0) >= 1);
  });

  test("another account's links are no references to this one's files", async () => {
    await write(
      'src/other.html',
      '<img src="https://ik.imagekit.io/other/campaigns/summer%202026/hero.png">',
    );
    endpoints = [...account.urlEndpoints, 'https://ik.imagekit.io/other'];
    await references.ready(never());
    assert.deepEqual(placesOf(), ['src/pages/index.tsx:7']);
  });

  test('an account with another address is searched for too', async () => {
    await write('src/custom.html', '<img src="https://pictures.example.com/hero.png">');
    await references.ready(never());
    const custom = anAsset({ fileId: '1'.repeat(24), name: 'hero.png', filePath: '/hero.png' });
    const owner = { ...account, urlEndpoints: ['https://pictures.example.com'] };
    const found = () => references.usage(custom, owner).references.length;
    assert.equal(found(), 0);
    endpoints = owner.urlEndpoints;
    contextChanged.fire();
    await until('the new address', () => found() === 1);
  });

  test('a plan is told the places of each file, and of a version only its own', async () => {
    const version = aVersion({
      ...hero,
      type: 'file-version',
      versionId: 'v2',
      url: 'https://ik.imagekit.io/sandbox/campaigns/summer%202026/hero.png?ik-obj-version=tok2',
    });
    await write('src/old.html', `<img src="${version.url}">`);
    const targets = [
      { kind: 'asset', asset: hero, olderVersions: 1 },
      { kind: 'version', version },
      { kind: 'folder', folderPath: '/campaigns' },
    ] as const;
    const usages = await references.usagesOf(targets, account, never());
    const shown = [...usages].map(([key, found]) => [
      key,
      found.references.map(({ file, line }) => `${file}:${line}`).sort(),
    ]);
    assert.deepEqual(Object.fromEntries(shown), {
      [`asset:${hero.fileId}`]: ['src/old.html:1', 'src/pages/index.tsx:7'],
      [`version:${hero.fileId}/v2`]: ['src/old.html:1'],
      'folder:/campaigns': [],
    });
  });

  test('a plan is told what another program has just written', async () => {
    await references.ready(never());
    made.push(at('behind.md'));
    writeFileSync(at('behind.md').fsPath, `<!-- ${newId} -->`);
    const targets = [{ kind: 'asset', asset: fresh, olderVersions: 0 }] as const;
    const usages = await references.usagesOf(targets, account, never());
    assert.deepEqual(
      usages.get(`asset:${newId}`)?.references.map(({ file }) => file),
      ['behind.md'],
    );
  });

  test('a search that is cancelled throws the reason, and the next one finds all', async () => {
    const aborter = new AbortController();
    const searching = references.ready(aborter.signal);
    aborter.abort(new Error('enough'));
    await assert.rejects(searching, /enough/);
    assert.equal(references.isSearched, false);
    await references.ready(never());
    assert.equal(placesOf().length, 1);
  });
});
