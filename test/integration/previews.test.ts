import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { parseVersionRestore } from '../../src/core/recovery/versionRestore';
import { useSandboxWindow } from '../support/sandboxWindow';
import { shownTree } from '../support/shownTrees';
import { until } from '../support/until';
import { writes } from '../support/whatHappened';

const notes = '/products/home/zz-notes.txt';
const secret = '/products/home/zz-secret.txt';

suite('files of the library in editors', () => {
  const { window, sandbox, run, url } = useSandboxWindow();
  const storage = process.env['TEST_STORAGE'];

  setup(async () => {
    await upload(notes, 'first\nsame\n');
    await upload(notes, 'second\nsame\n');
    await upload(secret, 'for your eyes only', { isPrivateFile: 'true' });
    await run('refreshLibrary');
    await sandbox.clearRequests();
  });

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** Puts a file there as somebody else would. */
  async function upload(filePath: string, text: string, more: Record<string, string> = {}) {
    const form = new FormData();
    const fileName = path.posix.basename(filePath);
    form.set('file', new Blob([text]), fileName);
    const fields = { fileName, folder: path.posix.dirname(filePath), ...more };
    for (const [field, value] of Object.entries({ useUniqueFileName: 'false', ...fields })) {
      form.set(field, value);
    }
    const key = Buffer.from('private_sandboxFull+Access/00000000=:').toString('base64');
    const headers = { Authorization: `Basic ${key}` };
    const answer = await fetch(`${url}/api/v1/files/upload`, {
      method: 'POST',
      ...{ headers, body: form },
    });
    assert.equal(answer.status, 200, await answer.text());
  }

  /** The row with this label below others, as the view has it. */
  async function row(...labels: readonly string[]): Promise<unknown> {
    const library = await shownTree('imagekitCleanup.library');
    let at: unknown;
    for (const label of labels) {
      const rows = (await library.provider.getChildren(at)) ?? [];
      const items = await Promise.all(
        rows.map(async (each) => [each, await library.provider.getTreeItem(each)] as const),
      );
      const found = items.find(([, item]) => item.label === label);
      assert.ok(found, `no row ${label}`);
      [at] = found;
    }
    return at;
  }

  const home = (...labels: readonly string[]) => row('products', 'home', ...labels);
  /** How often an original was fetched; the rows of the library ask for pictures besides. */
  const deliveries = async () =>
    (await sandbox.requests()).filter(
      ({ route, path: asked }) => route === 'delivery' && asked.includes('tr=orig-true'),
    ).length;
  const last = () => window.messages.at(-1)?.text ?? '';

  /** The editor that shows an `imagekit:` file, once it is there. */
  function shown(): Promise<vscode.TextEditor> {
    return until('an editor', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.scheme === 'imagekit' ? editor : undefined;
    });
  }

  test('open a text, a private one too, without a signature or key in the address', async () => {
    await run('openAsset', await home('zz-secret.txt'));
    const { document } = await shown();
    assert.equal(document.getText(), 'for your eyes only');
    const address = document.uri.toString(true);
    assert.match(address, /^imagekit:\/Sandbox\/products\/home\/zz-secret\.txt\?file=/);
    assert.doesNotMatch(address, /ik-[st]|private_|signature/);
    assert.equal(await deliveries(), 1, 'downloaded once');
    assert.equal(vscode.workspace.fs.isWritableFileSystem('imagekit'), false);
  });

  test('do nothing without a row', async () => {
    await run('openAsset');
    await run('openAsset');
    await run('compareVersion');
    await run('restoreVersion');
    assert.equal(await deliveries(), 0);
    assert.deepEqual(await writes(sandbox), []);
  });

  test('are nobody else’s to read: no permission, and no request', async () => {
    for (const address of ['imagekit:/Sandbox/products/home/zz-secret.txt', 'imagekit:/']) {
      const uri = vscode.Uri.parse(address);
      for (const read of [
        vscode.workspace.fs.readFile(uri),
        vscode.workspace.fs.stat(uri),
        vscode.workspace.fs.readDirectory(uri),
      ]) {
        await assert.rejects(Promise.resolve(read), ({ code }: vscode.FileSystemError) => {
          return code === 'NoPermissions';
        });
      }
    }
    assert.equal(await deliveries(), 0);
  });

  test('say why a file isn’t shown', async () => {
    await upload('/products/home/zz-unseen.txt', 'unseen', { isPublished: 'false' });
    await run('refreshLibrary');
    await sandbox.clearRequests();
    await run('openAsset', await home('zz-unseen.txt'));
    assert.equal(
      last(),
      "Couldn't open /products/home/zz-unseen.txt: it's unpublished, so ImageKit doesn't serve it.",
    );
    assert.equal(await deliveries(), 0);
  });

  test('compare an older version with the current one', async () => {
    await run('compareVersion', await home('zz-notes.txt', 'Version 1'));
    const { input, label } = await until('the comparison', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.input instanceof vscode.TabInputTextDiff ? tab : undefined;
    });
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const textOf = async (uri: vscode.Uri) =>
      (await vscode.workspace.openTextDocument(uri)).getText();
    assert.equal(await textOf(input.original), 'first\nsame\n');
    assert.equal(await textOf(input.modified), 'second\nsame\n');
    assert.match(input.original.path, /\/zz-notes \(version 1\)\.txt$/);
    assert.equal(label, 'zz-notes.txt: version 1 ↔ current');
  });

  test('restore an older version as the current one, and say what the CDN still serves', async () => {
    const file = (await sandbox.state()).library.find(({ filePath }) => filePath === notes);
    assert.ok(file);
    const address = `${url}/sandbox${notes}`;
    assert.equal(
      await (await fetch(address)).text(),
      'second\nsame\n',
      'now the CDN has version 2',
    );
    const version = await home('zz-notes.txt', 'Version 1');
    window.onMessage(({ text, detail = '', modal, buttons }) => {
      assert.ok(modal);
      assert.equal(text, 'Make version 1 of zz-notes.txt the current one in Sandbox?');
      assert.match(detail, /Now current: version 2 · 12 B · .*\nThen current: version 1 · 11 B · /);
      assert.deepEqual(buttons, ['Restore as Current']);
      return undefined;
    });
    await run('restoreVersion', version);
    assert.deepEqual(await writes(sandbox), [], 'Escape sends nothing');
    window.onMessage(() => 'Restore as Current');
    window.onMessage(({ text, buttons }) => {
      assert.equal(
        text,
        'Version 1 is the current version of zz-notes.txt again. The CDN still serves version 2.',
      );
      assert.deepEqual(buttons, ['Purge CDN Copies…']);
      return undefined;
    });
    await run('restoreVersion', version);
    const now = (await sandbox.state()).library.find(({ filePath }) => filePath === notes);
    assert.equal(now?.versions.at(-1)?.size, 11);
    const folder = path.join(storage ?? '', 'version-restores');
    const [record = ''] = readdirSync(folder).sort().reverse();
    const text = readFileSync(path.join(folder, record), 'utf8');
    const { header, outcome } = parseVersionRestore(text);
    assert.deepEqual([header.path, outcome], [notes, 'done']);
    assert.doesNotMatch(text, /private_|ik-s/);
  });

  test('restore nothing when the file got another version after the question', async () => {
    const version = await home('zz-notes.txt', 'Version 1');
    window.onMessage(async () => {
      await upload(notes, 'third\n');
      return 'Restore as Current';
    });
    await run('restoreVersion', version);
    assert.match(last(), /^Nothing was restored: zz-notes\.txt got another current version/);
    assert.ok((await writes(sandbox)).every((each) => !each.startsWith('PUT')));
  });
});
