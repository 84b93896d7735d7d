import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { gitRepository } from '../support/gitRepository';
import type { GitRepository } from '../support/gitRepository';
import { until } from '../support/until';
import { useSandboxWindow } from '../support/sandboxWindow';

const endpoint = 'https://ik.imagekit.io/sandbox';
const removed = '/products/home/plant-pot.png';
const moved = '/products/home/candle-rose.png';

suite('what a Git branch removed', () => {
  const { sandbox, folder, window, run } = useSandboxWindow();
  let repository: GitRepository;

  setup(() => {
    repository = gitRepository(folder.fsPath);
  });

  teardown(async () => {
    for (const name of ['.git', 'shop']) {
      rmSync(vscode.Uri.joinPath(folder, name).fsPath, { recursive: true, force: true });
    }
    // Later tests must not find the workspace as this one left it.
    await until('the search to have seen it', async () => {
      const listed = await vscode.workspace.findFiles('shop/**');
      return listed.length === 0;
    });
  });

  function chooseBranch(name: string): void {
    window.onList(
      (rows) => rows.find(({ label }) => label.includes('Removed on This Branch'))?.label,
    );
    window.onList((rows) => rows.find(({ label }) => label === name)?.label);
  }

  async function paths(): Promise<readonly string[]> {
    return (await sandbox.state()).library.map(({ filePath }) => filePath);
  }

  test('is offered, and what is mentioned elsewhere now is not', async () => {
    repository.write({
      'shop/page.md': `![](${endpoint}${removed}?tr=w-80)\n`,
      'shop/rugs.md': `![](${endpoint}${moved})\n`,
      'shop/ids.json': '{ "mongo": "0123456789abcdef01234567" }\n',
    });
    repository.commit('first');
    repository.git('checkout', '--quiet', '-b', 'leaner');
    repository.write({
      'shop/page.md': 'Plants are sold out.\n',
      'shop/rugs.md': undefined,
      'shop/blankets.html': `<img src="${endpoint}/tr:w-40${moved}">\n`,
      'shop/ids.json': undefined,
    });
    repository.commit('second');
    chooseBranch('main');
    let offered: readonly string[] = [];
    window.onList((rows) => (offered = rows.map(({ label }) => label)));
    window.onMessage(() => 'Delete');
    await run('deleteFiles');
    assert.deepEqual(
      offered.filter((label) => label !== ''),
      ['plant-pot.png'],
    );
    assert.ok(!(await paths()).includes(removed));
    assert.ok((await paths()).includes(moved));
  });

  test('is not what a path that a program fills in may still mean', async () => {
    repository.write({
      'shop/page.md': `![](${endpoint}${removed})\n![](${endpoint}${moved})\n`,
    });
    repository.commit('first');
    repository.git('checkout', '--quiet', '-b', 'shorter');
    repository.write({
      'shop/page.md': undefined,
      'shop/pots.ts':
        'export const pot = (kind: string) => `${E}/products/home/plant-${kind}.png`;\n',
    });
    repository.commit('second');
    chooseBranch('main');
    let offered: readonly string[] = [];
    window.onList((rows) => {
      offered = rows.map(({ label }) => label);
      return [];
    });
    await run('deleteFiles');
    assert.deepEqual(
      offered.filter((label) => label !== ''),
      ['candle-rose.png'],
    );
  });

  test('counts what is not saved yet, and nothing that comes back is offered', async () => {
    repository.write({ 'shop/page.md': `![](${endpoint}${removed})\n` });
    repository.commit('first');
    const autoSave = vscode.workspace.getConfiguration('files');
    await autoSave.update('autoSave', 'off', vscode.ConfigurationTarget.Global);
    try {
      const page = vscode.Uri.joinPath(folder, 'shop/page.md');
      const document = await vscode.workspace.openTextDocument(page);
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
      chooseBranch('main');
      window.onList((rows) => {
        assert.ok(rows.some(({ label }) => label === 'plant-pot.png'));
        return [];
      });
      await run('deleteFiles');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      chooseBranch('main');
      await run('deleteFiles');
      assert.match(window.messages.at(-1)?.text ?? '', /^Nothing to delete/);
    } finally {
      await autoSave.update('autoSave', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.ok((await paths()).includes(removed));
  });

  test('is asked of Git alone: not offered without a repository, nor an empty clipboard', async () => {
    const labels: string[] = [];
    const offered = async () => {
      window.onList(
        (rows) => void labels.splice(0, labels.length, ...rows.map(({ label }) => label)),
      );
      await run('deleteFiles');
      return [...labels];
    };
    await vscode.env.clipboard.writeText('a');
    const before = await offered();
    for (const name of ['Removed on This Branch', 'Clipboard']) {
      assert.ok(
        before.some((label) => label.includes(name)),
        before.join(),
      );
    }
    await vscode.env.clipboard.writeText(' ');
    rmSync(vscode.Uri.joinPath(folder, '.git').fsPath, { recursive: true });
    const now = await offered();
    assert.ok(now.length > 0 && !now.some((label) => /Removed|Clipboard/.test(label)), now.join());
  });
});
