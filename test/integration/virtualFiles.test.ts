import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { finderContext } from '../../src/core/finder/finderContext';
import { defaultScope, noneSkipped } from '../../src/core/scope/searchScope';
import { SearchThread } from '../../src/io/search/searchThread';
import { scanFolder } from '../../src/vscode/references/scanFolder';
import { farFileSystem } from '../support/farFileSystem';
import { useSandboxWindow } from '../support/sandboxWindow';

const id = '64f0c1d2e3a4b5c6d7e8f901';

suite('files that are on no disk', () => {
  const { file: assetAt } = useSandboxWindow();

  test('are searched several at a time, and asked for their size only where it may be large', async () => {
    const texts: Record<string, string> = { 'data/list.json': `{"fileId":"${id}"}` };
    for (let at = 0; at < 40; at += 1) texts[`src/page${at}.ts`] = `x = { fileId: '${id}' };`;
    const far = farFileSystem('far-search', texts);
    const thread = new SearchThread('/nowhere/searchWorker.js');
    try {
      const { index, coverage } = await scanFolder(
        { uri: far.root, name: 'far', index: 0 },
        {
          context: finderContext([]),
          scope: defaultScope,
          ripgrep: undefined,
          thread,
          log: { warn: (line) => assert.fail(line) },
          signal: new AbortController().signal,
        },
      );
      assert.equal(index.withId(id).length, 41);
      assert.deepEqual(coverage, { searched: 41, skipped: noneSkipped, media: [] });
      const { reads, stats, lists, most } = far.calls;
      // Two of the reads and stats look for a repository.
      assert.ok(reads >= 41 && reads <= 45, `${reads} reads`);
      assert.ok(stats <= 5, `${stats} stats`);
      assert.equal(lists, 3);
      assert.ok(most >= 8 && most <= 16, `${most} at a time`);
    } finally {
      thread.dispose();
      far.dispose();
    }
  });

  test('have hovers and links as any other text', async () => {
    const { fileId, filePath } = assetAt('/products/home/mug-blue.png');
    const text = `fileId: '${fileId}' https://ik.imagekit.io/sandbox${filePath}`;
    const far = farFileSystem('far-text', { 'page.md': text });
    try {
      const uri = vscode.Uri.joinPath(far.root, 'page.md');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        document.positionAt(text.indexOf(fileId) + 1),
      );
      const shown = hovers
        .flatMap(({ contents }) => contents)
        .map((each) => (each instanceof vscode.MarkdownString ? each.value : ''));
      assert.ok(shown.some((each) => each.includes('**mug&#45;blue&#46;png**')));
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        uri,
      );
      assert.ok(links.some(({ tooltip }) => tooltip === 'Open in Browser'));
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      far.dispose();
    }
  });
});
