import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sandboxControl } from '../support/sandboxControl';
import type { SandboxControl } from '../support/sandboxControl';
import { scriptWindow } from '../support/scriptedWindow';
import type { ScriptedWindow } from '../support/scriptedWindow';
import { answeredWrites } from '../support/whatHappened';

type Library = Awaited<ReturnType<SandboxControl['state']>>['library'];

suite('deleting from a list', () => {
  const url = process.env['IMAGEKIT_SANDBOX_URL'];
  assert.ok(url);
  const sandbox = sandboxControl(url);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const list = vscode.Uri.joinPath(folder.uri, 'to-delete.csv');
  let window: ScriptedWindow;
  let library: Library;

  setup(async () => {
    await sandbox.reset();
    ({ library } = await sandbox.state());
    window = scriptWindow();
    await run('openSandboxAccount');
    await sandbox.clearRequests();
  });

  teardown(async () => {
    await vscode.workspace.fs.delete(list).then(undefined, () => undefined);
    window.restore();
    const removing = scriptWindow();
    removing.onMessage(({ buttons }) => buttons[0]);
    await run('removeAccount');
    removing.restore();
  });

  function run(command: string): Thenable<void> {
    return vscode.commands.executeCommand(`imagekitCleanup.${command}`);
  }

  function file(filePath: string) {
    return library.find((each) => each.filePath === filePath) ?? assert.fail(filePath);
  }

  /** A file that the workspace does not mention, with its two older versions. */
  function versioned() {
    const { fileId, filePath, versions } = file('/products/clothes/tee-sunset.png');
    const [first, second] = versions;
    assert.ok(first && second);
    return { fileId, filePath, versionIds: [first.versionId, second.versionId] as const };
  }

  interface Shown {
    readonly title: string;
    readonly placeHolder: string;
    readonly details: readonly (string | undefined)[];
  }

  /** "Delete Files…" from a file, all that was found; what was shown to choose from. */
  async function deleteFrom(bytes: Uint8Array): Promise<Shown | undefined> {
    await vscode.workspace.fs.writeFile(list, bytes);
    let shown: Shown | undefined;
    window.onList((rows) => rows.find(({ label }) => label.includes('List File'))?.label);
    window.onFile(list);
    window.onList((rows, { title = '', placeHolder = '' }) => {
      shown = { title, placeHolder, details: rows.map(({ detail }) => detail) };
      return rows.map(({ label }) => label);
    });
    await run('deleteFiles');
    return shown;
  }

  const utf8 = (text: string) => new TextEncoder().encode(text);
  const press = (label: string) =>
    window.onMessage(({ buttons }) => buttons.find((each) => each === label));

  test('a table of versions deletes those versions, and says so before', async () => {
    const { fileId, filePath, versionIds } = versioned();
    const rows = versionIds.map((versionId) => `${fileId};${versionId}`);
    press('Delete');
    const shown = await deleteFrom(
      utf8(['sep=;', 'fileId;versionId', ...rows, `${fileId};`].join('\r\n')),
    );
    assert.match(shown?.title ?? '', /^Found 2 of 2 in .*: 2 versions of 1 file$/);
    assert.match(shown?.placeHolder ?? '', /The list names 2 versions of 1 file\./);
    assert.match(
      shown?.placeHolder ?? '',
      /1 entry was skipped: "[0-9a-f]{24};" \(line 5\), a row whose version is empty\./,
    );
    const writes = await answeredWrites(sandbox);
    assert.deepEqual(
      writes.toSorted(),
      versionIds.map((each) => `DELETE /v1/files/${fileId}/versions/${each} 204`).toSorted(),
    );
    const { library: now } = await sandbox.state();
    assert.ok(now.some((each) => each.filePath === filePath));
  });

  test('the list is no reference to its files, and files are told as whole ones', async () => {
    const { fileId, filePath } = file('/products/home/plant-pot.png');
    window.onMessage(() => undefined);
    const shown = await deleteFrom(
      utf8(`fileId,name\n${fileId},${filePath.slice(filePath.lastIndexOf('/') + 1)}\n`),
    );
    assert.match(shown?.title ?? '', /: 1 file with all its versions$/);
    assert.match(shown?.placeHolder ?? '', /to-delete\.csv, isn't counted as a reference/);
    assert.doesNotMatch(
      String(window.messages.at(-1)?.detail),
      /remain|Possible reference|to-delete\.csv:\d/,
    );
    assert.deepEqual(await answeredWrites(sandbox), []);
  });

  test('a report of ours in the workspace is no reference', async () => {
    const { fileId } = file('/products/home/plant-pot.png');
    const report = vscode.Uri.joinPath(folder.uri, 'report.csv');
    const header =
      'path,type,fileId,versionId,versionName,bytes,url,tags,outcome,cause,status,requestId,sourceFile,sourceLine';
    await vscode.workspace.fs.writeFile(report, utf8(`\uFEFF${header}\r\n,file,${fileId}\r\n`));
    try {
      window.onMessage(() => undefined);
      await deleteFrom(utf8(fileId));
    } finally {
      await vscode.workspace.fs.delete(report);
    }
    assert.doesNotMatch(String(window.messages.at(-1)?.detail), /remains/);
  });

  test('UTF-16 with its mark is read', async () => {
    const { fileId } = file('/products/home/plant-pot.png');
    press('Delete');
    await deleteFrom(Buffer.from(`\uFEFFfileId\r\n${fileId}\r\n`, 'utf16le'));
    assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${fileId} 204`]);
  });

  test('an id of a database is told, and the URL beside it counts', async () => {
    const { fileId } = file('/products/home/plant-pot.png');
    press('Delete');
    const shown = await deleteFrom(
      utf8(
        '_id,image\n0123456789abcdef01234567,https://ik.imagekit.io/sandbox/products/home/plant-pot.png\n',
      ),
    );
    assert.match(shown?.placeHolder ?? '', /The ID 0123456789abcdef01234567 isn't in /);
    assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${fileId} 204`]);
  });

  const unread: readonly (readonly [string, Uint8Array, RegExp])[] = [
    [
      'another encoding',
      Uint8Array.from([...utf8('fileId;Versi'), 0xf3, ...utf8('n\n0123456789abcdef01234567;\n')]),
      /line 1 has characters that can't be read\. Save it as UTF-8 and try again\./,
    ],
    [
      'a row that names two files',
      utf8('id,url,path\n,https://ik.imagekit.io/sandbox/docs/README,/products/sunglasses.png'),
      /its row leads to different files: \/docs\/README, \/products\/sunglasses\.png/,
    ],
  ];
  for (const [what, bytes, reason] of unread) {
    test(`${what} is told, and nothing is deleted`, async () => {
      await vscode.workspace.fs.writeFile(list, bytes);
      window.onList((rows) => rows.find(({ label }) => label.includes('List File'))?.label);
      window.onFile(list);
      await run('deleteFiles');
      assert.match(window.messages.at(-1)?.text ?? '', reason);
      assert.deepEqual(await answeredWrites(sandbox), []);
    });
  }
});
