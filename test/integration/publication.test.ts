import assert from 'node:assert/strict';
import { PublicationFolder } from '../../src/io/publication/publicationFolder';
import type { HistoryNode } from '../../src/vscode/tree/historyNode';
import type { LibraryNode } from '../../src/vscode/tree/libraryNode';
import path from 'node:path';
import * as vscode from 'vscode';
import { useSandboxWindow } from '../support/sandboxWindow';
import { rowsOf, shownTree } from '../support/shownTrees';
import { until } from '../support/until';

const key = 'private_sandboxFull+Access/00000000=';

/** Files that nothing in the sample workspace mentions. */
const candle = '/products/home/candle-rose.png';
const mug = '/products/home/mug-blue.png';

suite('unpublishing and publishing', () => {
  const storage = process.env['TEST_STORAGE'];
  assert.ok(storage);
  const shared = useSandboxWindow();
  const { window, sandbox, run, set } = shared;

  teardown(async () => {
    const folder = new PublicationFolder(path.join(storage, 'publications'));
    for (const { header } of await folder.list()) await folder.remove(header.publicationId);
  });

  async function historyRows(): Promise<readonly HistoryNode[]> {
    return rowsOf<HistoryNode>(await shownTree('imagekitCleanup.history'));
  }

  async function described(row: HistoryNode): Promise<string> {
    const { provider } = await shownTree('imagekitCleanup.history');
    const { label, description, contextValue } = await provider.getTreeItem(row);
    assert.ok(typeof label === 'string' && typeof description === 'string');
    return `${description} [${contextValue ?? ''}]`;
  }

  async function publications(): Promise<readonly (HistoryNode & { kind: 'publication' })[]> {
    return (await historyRows()).filter((each) => each.kind === 'publication');
  }

  /** What History says of the newest ones, newest first. */
  async function history(): Promise<readonly string[]> {
    return Promise.all((await publications()).map(described));
  }

  const press = (label: string | undefined) =>
    window.onMessage(({ buttons }) => buttons.find((each) => each === label));

  /** "Unpublish…" or "Publish…" of what the clipboard lists, and the answer to the question. */
  async function act(
    command: 'unpublishFiles' | 'publishFiles',
    paths: readonly string[],
    answer: Parameters<typeof window.onMessage>[0],
  ): Promise<void> {
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onMessage(answer);
    await vscode.env.clipboard.writeText(paths.map((each) => shared.file(each).fileId).join('\n'));
    await run(command);
  }

  const isPublished = async (file: string) =>
    (await sandbox.state()).library.find(({ filePath }) => filePath === file)?.isPublished;

  const said = () => window.messages.map(({ text }) => text);
  const changesSent = async () =>
    (await sandbox.requests()).filter(({ method }) => method === 'PATCH').length;

  test('is asked about with what it costs, seen to be done, and undone from History', async () => {
    await act('unpublishFiles', [candle, mug], ({ text, detail = '', modal, buttons }) => {
      assert.ok(modal);
      assert.equal(text, 'Unpublish 2 files in Sandbox?');
      assert.match(detail, /2 purge requests of the 1,000 that ImageKit allows per month\./);
      assert.match(detail, /2 changes are sent to ImageKit\./);
      assert.match(detail, /No references found in \d+ searched files/);
      return buttons[0];
    });
    assert.deepEqual([await isPublished(candle), await isPublished(mug)], [false, false]);
    assert.ok(said().includes('Unpublished 2 files in Sandbox.'), said().join('\n'));
    assert.deepEqual(await history(), ['Unpublished 2 files · Sandbox [publication undo forget]']);
    const [row] = await publications();
    window.onMessage(({ text, buttons }) => {
      assert.equal(text, 'Publish 2 files in Sandbox again?');
      assert.deepEqual(buttons, ['Publish']);
      return 'Publish';
    });
    await run('undoPublication', row);
    assert.deepEqual([await isPublished(candle), await isPublished(mug)], [true, true]);
    assert.deepEqual(await history(), [
      'Published 2 files · Sandbox [publication forget]',
      'Unpublished 2 files · undone · Sandbox [publication forget]',
    ]);
  });

  test('sends nothing unless it is agreed to', async () => {
    await act('unpublishFiles', [candle], () => undefined);
    assert.equal(await changesSent(), 0);
    assert.deepEqual(await history(), []);
  });

  test('lists the URLs of versions that no undo brings back, before and after', async () => {
    const versioned = shared.library.find(
      ({ filePath: at, versions, tags }) =>
        at.startsWith('/products/') && versions.length > 1 && !tags?.includes('keep'),
    );
    assert.ok(versioned);
    const { fileId, filePath } = versioned;
    const response = await fetch(`${shared.url}/v1/files/${fileId}/versions`, {
      headers: { authorization: `Basic ${btoa(`${key}:`)}` },
    });
    const versions = (await response.json()) as readonly { url: string }[];
    const url = versions.map((each) => each.url).find((each) => each.includes('ik-obj-version'));
    assert.ok(url);
    await shared.write('src/old.ts', `export const old = '${url}';\n`);
    await act('unpublishFiles', [filePath], ({ detail = '', buttons }) => {
      assert.match(detail, /Undo can't bring back the URLs of single versions: .*src\/old\.ts:1/);
      assert.deepEqual(buttons, ['Unpublish All Versions', 'Unpublish Current Version Only']);
      return buttons[0];
    });
    const [row] = await publications();
    assert.ok(row, said().join('\n'));
    window.onMessage(({ detail = '' }) => {
      assert.match(detail, /stay broken: .*src\/old\.ts:1/);
      return undefined;
    });
    await run('undoPublication', row);
    assert.equal(await isPublished(filePath), false, said().join('\n'));
  });

  test("tells the server's reason where the plan lacks it, after one request", async () => {
    await sandbox.turn({ publishing: false });
    await act('unpublishFiles', [candle, mug], ({ buttons }) => buttons[0]);
    assert.equal(await changesSent(), 1);
    const text = said().find((each) => each.startsWith('Nothing was unpublished in Sandbox.'));
    assert.match(text ?? '', /1 failed, 1 not attempted\. First cause: .*part of your plan/);
    assert.equal(await isPublished(candle), true);
  });

  test('counts a 200 that changes nothing as not done', async () => {
    const { fileId } = shared.file(candle);
    await sandbox.plant({ route: 'updateFile', id: fileId, action: { kind: 'ignored' } });
    await act('unpublishFiles', [candle, mug], ({ buttons }) => buttons[0]);
    assert.deepEqual([await isPublished(candle), await isPublished(mug)], [true, false]);
    const [row] = await publications();
    assert.ok(row);
    assert.equal(
      await described(row),
      'Unpublished 1 of 2 files · 1 not done · Sandbox [publication undo goOn forget]',
    );
    await run('resumePublication', row);
    assert.equal(await isPublished(candle), false);
    assert.deepEqual(await history(), ['Unpublished 2 files · Sandbox [publication undo forget]']);
  });

  test('leaves what is protected, and has the number typed for more than a few', async () => {
    await set('protectedPaths', ['/products/home/mug-*']);
    await set('reviewThreshold', 0);
    window.onInput(({ prompt }) => {
      assert.match(prompt ?? '', /^Type 1 to unpublish\./);
      return '1';
    });
    await act('unpublishFiles', [candle, mug], ({ detail = '', buttons }) => {
      assert.match(detail, /Left as they are:\n.*mug-blue\.png: protected by the path pattern/);
      return buttons[0];
    });
    assert.deepEqual([await isPublished(candle), await isPublished(mug)], [false, true]);
  });

  test('keeps to the run limit', async () => {
    await set('runLimitFiles', 1);
    await act('unpublishFiles', [candle, mug], () => undefined);
    assert.equal(await changesSent(), 0);
    assert.match(said().at(-1) ?? '', /2 files, but your settings allow 1 per run/);
  });

  test('works on the rows of the library, a folder with all below it', async () => {
    const { provider } = await shownTree('imagekitCleanup.library');
    const folder = await until('the folder', async () => {
      const rows = (await provider.getChildren()) as readonly LibraryNode[];
      return rows.find((each) => each.kind === 'folder' && each.folder.name === 'products');
    });
    const files = shared.library.filter(
      ({ filePath, isPublished: was }) => filePath.startsWith('/products/') && was,
    );
    await set('reviewThreshold', 1000);
    window.onMessage(({ text, buttons }) => {
      assert.match(text, /^Unpublish \d+ files in Sandbox\?$/);
      return buttons[0];
    });
    await run('unpublishFiles', folder, [folder]);
    const after = (await sandbox.state()).library.filter(({ filePath }) =>
      filePath.startsWith('/products/'),
    );
    assert.ok(files.length > 10);
    assert.ok(after.every((each) => !each.isPublished));
  });

  test('publishes again what was published before by nobody here', async () => {
    const hidden = shared.library.find((each) => !each.isPublished);
    assert.ok(hidden);
    await act('publishFiles', [hidden.filePath], ({ text, detail = '', buttons }) => {
      assert.match(text, /^Publish .* in Sandbox\?$/);
      assert.doesNotMatch(detail, /purge request/);
      return buttons[0];
    });
    assert.equal(await isPublished(hidden.filePath), true);
  });

  test('sends nothing with a key that may only read', async () => {
    await sandbox.setKey({ name: 'standard', key, access: 'read' });
    await run('checkKey');
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    await vscode.env.clipboard.writeText(shared.file(candle).fileId);
    press(undefined);
    await run('unpublishFiles');
    assert.equal(await changesSent(), 0);
    assert.equal(await isPublished(candle), true);
  });
});
