import assert from 'node:assert/strict';
import type { PlanNode } from '../../src/vscode/tree/planNode';
import { scriptWindow } from '../support/scriptedWindow';
import { rowsOf, shownTree } from '../support/shownTrees';
import { useSandboxWindow } from '../support/sandboxWindow';
import { writes } from '../support/whatHappened';

const endpoint = 'https://ik.imagekit.io/sandbox';

suite('finding what is unused', () => {
  const { sandbox, window, run, write, set } = useSandboxWindow();

  teardown(async () => {
    const cleaning = scriptWindow();
    await run('discardPlan');
    cleaning.restore();
  });

  /** Paths of the files in the plan, by whether they are in the group of what nothing mentions. */
  async function planned(): Promise<{
    readonly silent: Set<string>;
    readonly others: Set<string>;
  }> {
    const shown = await shownTree('imagekitCleanup.plan');
    const silent = new Set<string>();
    const others = new Set<string>();
    for (const node of await rowsOf<PlanNode>(shown)) {
      if (node.kind !== 'target' || node.planned.target.kind !== 'asset') continue;
      const { references, hints = [], target } = node.planned;
      const isSilent = references.length === 0 && hints.length === 0;
      (isSilent ? silent : others).add(target.asset.filePath);
      assert.equal(references.length, 0, `${target.asset.filePath} is referenced`);
    }
    return { silent, others };
  }

  test('plans every file that nothing refers to, and checks none of them', async () => {
    const before = (await sandbox.state()).library.map(({ filePath }) => filePath);
    const used = before.filter((path) => path.startsWith('/products/')).slice(0, 6);
    const [named = ''] = before.filter((path) => path.startsWith('/products/home/')).slice(-1);
    await write(
      'unused-test.html',
      used.map((path) => `<img src="${endpoint}${encodeURI(path)}">`).join('\n'),
    );
    await write('unused-names.txt', `see ${named.slice(named.lastIndexOf('/') + 1)}`);
    await sandbox.clearRequests();
    await run('findUnusedFiles');
    const { silent, others } = await planned();
    assert.ok(silent.size > 10, String(silent.size));
    for (const path of used) assert.ok(!silent.has(path) && !others.has(path), path);
    assert.ok(others.has(named), 'a name that is mentioned');
    const shown = await shownTree('imagekitCleanup.plan');
    assert.match(shown.view.message ?? '', /^0 of \d+ files/);
    assert.match(shown.view.message ?? '', /Files without a mention: \d+; .*; referenced: \d+\./);
    assert.match(shown.view.message ?? '', /Searched \d+ files/);
    assert.match(shown.view.message ?? '', /emails and CMS entries weren't searched/);
    assert.deepEqual(await writes(sandbox), []);
  });

  test('asks whether it is the right workspace where nothing is referenced', async () => {
    await set('references.include', ['nowhere/**']);
    await run('findUnusedFiles');
    assert.match(window.messages.at(-1)?.text ?? '', /no file of this workspace was searched/);
    await write('only/this.txt', 'nothing of it');
    await set('references.include', ['only/**']);
    window.onMessage(({ text, modal, buttons }) => {
      assert.ok(modal);
      assert.match(text, /^This workspace refers to no file of Sandbox\./);
      assert.deepEqual(buttons, ['Review Them Anyway']);
      return undefined;
    });
    await run('findUnusedFiles');
    assert.equal((await planned()).silent.size, 0, 'Escape plans nothing');
  });

  test('calls nothing unused when a page of the listing fails', async () => {
    await sandbox.plant({
      route: 'listAssets',
      count: 'always',
      action: { kind: 'status', status: 500 },
    });
    await run('findUnusedFiles');
    const { silent, others } = await planned();
    assert.equal(silent.size + others.size, 0);
  });
});
