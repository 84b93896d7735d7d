import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { HistoryNode, RecoveryNode } from '../../src/vscode/tree/historyNode';
import { sandboxControl } from '../support/sandboxControl';
import type { SandboxControl } from '../support/sandboxControl';
import { scriptWindow } from '../support/scriptedWindow';
import type { ScriptedWindow } from '../support/scriptedWindow';
import { rowsOf, shownTree } from '../support/shownTrees';
import { removeTemporary, temporaryFolder } from '../support/temporaryFolder';
import { until } from '../support/until';
import { writes } from '../support/whatHappened';

type Library = Awaited<ReturnType<SandboxControl['state']>>['library'];

/** Files that nothing in the sample workspace mentions. */
const candle = '/products/home/candle-rose.png';
const mug = '/products/home/mug-blue.png';

suite('backing up and restoring', () => {
  const url = process.env['IMAGEKIT_SANDBOX_URL'];
  assert.ok(url);
  const sandbox = sandboxControl(url);
  const credentials = Buffer.from('private_sandboxFull+Access/00000000=:').toString('base64');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the suite runs in a folder');
  const policyFile = vscode.Uri.joinPath(folder, '.imagekit-cleanup.json');
  let window: ScriptedWindow;
  let library: Library;
  let backups: string;

  setup(async () => {
    await sandbox.reset();
    ({ library } = await sandbox.state());
    backups = temporaryFolder('backups');
    window = scriptWindow();
    await run('openSandboxAccount');
    await set('backup', 'ask');
    await set('backupFolder', backups);
    await sandbox.clearRequests();
  });

  teardown(async () => {
    window.restore();
    const cleaning = scriptWindow();
    await run('discardPlan');
    cleaning.onMessage(({ buttons }) => buttons[0]);
    await run('removeAccount');
    cleaning.restore();
    await vscode.workspace.fs.delete(policyFile).then(undefined, () => undefined);
    await set('backup', 'never');
    for (const name of ['backupFolder', 'backupVersions', 'reviewThreshold']) {
      await set(name, undefined);
    }
    removeTemporary(backups);
  });

  function run(command: string, ...args: readonly unknown[]): Thenable<void> {
    return vscode.commands.executeCommand(`imagekitCleanup.${command}`, ...args);
  }

  async function set(name: string, value: unknown): Promise<void> {
    const settings = vscode.workspace.getConfiguration('imagekitCleanup');
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }

  function file(filePath: string) {
    const found = library.find((each) => each.filePath === filePath);
    assert.ok(found, filePath);
    return found;
  }

  async function left(...paths: readonly string[]): Promise<readonly string[]> {
    const { library: now } = await sandbox.state();
    return paths.filter((each) => now.some(({ filePath }) => filePath === each));
  }

  /** "Delete Files…" from the clipboard, all that was found. */
  async function deleteListed(paths: readonly string[]): Promise<void> {
    await vscode.env.clipboard.writeText(paths.map((each) => file(each).fileId).join('\n'));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows) => rows.map(({ label }) => label));
    await run('deleteFiles');
  }

  /** Puts a file there as somebody else would. */
  async function upload(filePath: string, bytes: Buffer, more: Record<string, string> = {}) {
    const form = new FormData();
    const name = path.posix.basename(filePath);
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    const fields = { fileName: name, folder: path.posix.dirname(filePath), ...more };
    for (const [field, value] of Object.entries({ useUniqueFileName: 'false', ...fields })) {
      form.set(field, value);
    }
    const response = await fetch(`${String(url)}/api/v1/files/upload`, {
      method: 'POST',
      headers: { Authorization: `Basic ${credentials}` },
      body: form,
    });
    assert.equal(response.status, 200, await response.text());
    ({ library } = await sandbox.state());
  }

  const said = () => window.messages.map(({ text }) => text);
  const last = () => said().at(-1) ?? '';
  const press = (label: string) =>
    window.onMessage(({ buttons }) => buttons.find((each) => each === label));

  /** What the only backup's folder holds. */
  function backup(): string {
    const names = readdirSync(backups);
    assert.equal(names.length, 1, names.join());
    return path.join(backups, names[0] ?? '');
  }

  test('looks again at what has waited for its backup', async () => {
    await sandbox.turn({ deliveryBytesPerSecond: 12_000 });
    press('Back Up and Delete');
    const deleting = deleteListed([candle, mug]);
    await until('a download', async () =>
      (await sandbox.requests()).some((request) => request.path.includes('orig-true')),
    );
    writeFileSync(policyFile.fsPath, JSON.stringify({ protectedPaths: [mug] }));
    await deleting;
    assert.match(last(), /^Deleted 1 of 2 files/);
    assert.deepEqual(await left(candle, mug), [mug]);
  });

  test('backs up, then deletes, and says both', async () => {
    window.onMessage(({ text, detail = '', modal, buttons }) => {
      assert.ok(modal);
      assert.match(text, /^Delete 2 files/);
      assert.deepEqual(buttons, ['Back Up and Delete', 'Delete', 'Review…']);
      assert.match(detail, /A backup downloads \d.* (KB|MB) first, with all versions, to /);
      assert.ok(detail.includes(backups) && /delivery traffic/.test(detail));
      return 'Back Up and Delete';
    });
    await deleteListed([candle, mug]);
    assert.match(last(), /^Deleted 2 files \(.*\) from Sandbox\. Backed up\.$/);
    assert.deepEqual(await left(candle, mug), []);
    const manifest = readFileSync(path.join(backup(), 'manifest.ndjson'), 'utf8');
    assert.match(manifest, /"end":"complete"/);
    assert.ok(
      window.progress.some((text) => /backed up /.test(text)),
      window.progress.join(),
    );
  });

  test('deletes without a backup when that is what was pressed', async () => {
    press('Delete');
    await deleteListed([candle]);
    assert.match(last(), /^Deleted .* from Sandbox\.$/);
    assert.deepEqual(readdirSync(backups), []);
  });

  test('leaves alone what can’t be backed up, and says why', async () => {
    await upload('/products/home/zz-unseen.png', Buffer.from('unseen'), { isPublished: 'false' });
    const hidden = file('/products/home/zz-unseen.png');
    assert.equal(hidden.isPublished, false);
    await sandbox.clearRequests();
    press('Back Up and Delete');
    await deleteListed([candle, hidden.filePath]);
    assert.deepEqual(await left(candle, hidden.filePath), [hidden.filePath]);
    assert.match(last(), /^Deleted 1 of 2 files from Sandbox\. Backed up\. Not backed up and/);
    assert.ok(last().includes(`${hidden.filePath}: it's unpublished`), last());
    assert.ok(
      (await sandbox.requests()).every(({ fileIds = [] }) => !fileIds.includes(hidden.fileId)),
      'its id was in no request',
    );
  });

  test('offers nothing but a backup where the policy or the setting asks for one', async () => {
    const one = (): Promise<void> => {
      window.onMessage(({ buttons }) => {
        assert.deepEqual(buttons, ['Back Up and Delete', 'Review…']);
        return undefined;
      });
      return deleteListed([candle, mug]);
    };
    await set('backup', 'always');
    await one();
    await set('backup', 'ask');
    writeFileSync(policyFile.fsPath, '{ "requireBackup": true }');
    await one();
    assert.deepEqual(await writes(sandbox), []);
    press('Back Up and Delete');
    await deleteListed([candle, mug]);
    assert.deepEqual(await left(candle, mug), [], 'the policy is satisfied');
    assert.match(last(), /Backed up\.$/);
  });

  test('refuses where the policy asks for a backup and the settings turn it off', async () => {
    await set('backup', 'never');
    writeFileSync(policyFile.fsPath, '{ "requireBackup": true }');
    await vscode.env.clipboard.writeText(file(candle).fileId);
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    press('Not There');
    await run('deleteFiles');
    assert.match(last(), /requires a backup, and your settings turn backups off/);
    assert.deepEqual(await writes(sandbox), []);
  });

  test('asks before it backs up into a Git repository', async () => {
    mkdirSync(path.join(backups, '.git'));
    await set('backupFolder', path.join(backups, 'deep', 'er'));
    press('Back Up and Delete');
    window.onMessage(({ text, detail = '' }) => {
      assert.equal(text, 'Back up into a Git repository?');
      assert.ok(detail.includes(backups));
      return undefined;
    });
    await deleteListed([candle]);
    assert.deepEqual(await left(candle), [candle]);
    assert.deepEqual(readdirSync(backups), ['.git']);
    press('Back Up and Delete');
    press('Back Up There');
    await deleteListed([candle]);
    assert.deepEqual(await left(candle), []);
  });

  test('deletes nothing when the folder can’t be written', async () => {
    writeFileSync(path.join(backups, 'file'), '');
    await set('backupFolder', path.join(backups, 'file'));
    press('Back Up and Delete');
    press('Not There');
    await deleteListed([candle]);
    assert.match(last(), /^Couldn't start the backup in .*No deletion was sent\./);
    assert.deepEqual(await writes(sandbox), []);
    await set('backupFolder', 'relative/folder');
    press('Not There');
    await deleteListed([candle]);
    assert.match(last(), /isn't an absolute path/);
    assert.deepEqual(await left(candle), [candle]);
  });

  test('offers the same at the last step of a reviewed plan', async () => {
    await set('reviewThreshold', 1);
    await vscode.env.clipboard.writeText([candle, mug].map((each) => file(each).fileId).join('\n'));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    await run('deleteFiles');
    window.onList((rows) => {
      assert.deepEqual(
        rows.map(({ label }) => label),
        ['Back Up and Delete', 'Delete'],
      );
      return 'Back Up and Delete';
    });
    window.onInput(({ prompt = '' }) => {
      assert.match(prompt, /^A backup downloads .* Type 2 to back up and delete\.$/);
      return '2';
    });
    await run('deleteChecked');
    assert.deepEqual(await left(candle, mug), []);
    assert.match(last(), /Backed up\.$/);
    assert.match(readFileSync(path.join(backup(), 'manifest.ndjson'), 'utf8'), /"end":"complete"/);
  });

  /** Answers the list of backups with the newest, and the list of its files with these. */
  function pickNewest(...paths: readonly string[]): void {
    window.onList((rows) => {
      assert.equal(rows.at(-1)?.label, 'Choose a Folder…');
      return rows[0]?.label;
    });
    window.onList((rows) => rows.map(({ label }) => label).filter((each) => paths.includes(each)));
  }

  /** The delivery URL of a file as the library reports it. */
  async function linkOf(filePath: string): Promise<string> {
    const listed = await fetch(
      `${String(url)}/v1/files?searchQuery=${encodeURIComponent(`name = "${path.posix.basename(filePath)}"`)}`,
      { headers: { Authorization: `Basic ${credentials}` } },
    );
    const files = (await listed.json()) as { readonly filePath: string; readonly url: string }[];
    const found = files.find((each) => each.filePath === filePath);
    assert.ok(found, filePath);
    return found.url;
  }

  /** The original bytes of a file as its delivery URL gives them. */
  async function bytesOf(filePath: string): Promise<Buffer> {
    const link = await linkOf(filePath);
    const answer = await fetch(`${link}${link.includes('?') ? '&' : '?'}tr=orig-true`);
    assert.equal(answer.status, 200, link);
    return Buffer.from(await answer.arrayBuffer());
  }

  test('brings back what was deleted, a private file too, byte by byte', async () => {
    const secret = '/products/home/zz-secret.txt';
    await upload(secret, Buffer.from('for your eyes only'), { isPrivateFile: 'true' });
    const before = [await bytesOf(candle), await bytesOf(mug)];
    const { tags, versions } = file(candle);
    const old = file(candle).fileId;
    press('Back Up and Delete');
    await deleteListed([candle, mug, secret]);
    assert.deepEqual(await left(candle, mug, secret), []);

    pickNewest(candle, mug, secret);
    window.onMessage(({ text, detail = '', modal, buttons }) => {
      assert.ok(modal);
      assert.match(text, /^Restore 3 files \(.*\) to Sandbox\?$/);
      assert.match(detail, /new file ID, new dates and no AI tags/);
      assert.deepEqual(buttons, ['Restore']);
      return 'Restore';
    });
    await run('restoreFromBackup');
    assert.equal(last(), 'Restored 3 files to Sandbox.');
    assert.deepEqual([await bytesOf(candle), await bytesOf(mug)], before);
    ({ library } = await sandbox.state());
    assert.notEqual(file(candle).fileId, old);
    assert.deepEqual([...(file(candle).tags ?? [])].sort(), [...(tags ?? [])].sort());
    assert.equal(file(candle).versions.length, versions.length);
    assert.ok(file(secret).isPrivate);
    assert.equal(file(secret).versions[0]?.size, 'for your eyes only'.length);
  });

  test('writes the new ID where the workspace means the old one, after a preview', async () => {
    const { fileId: old } = file(candle);
    const { fileId: stays } = file(mug);
    const page = vscode.Uri.joinPath(folder, 'src/restored.ts');
    const text = `export const ids = [{ fileId: '${old}' }, { fileId: '${stays}' }];\n`;
    press('Back Up and Delete');
    await deleteListed([candle]);
    writeFileSync(page.fsPath, text);
    writeFileSync(policyFile.fsPath, JSON.stringify({ protect: { ids: [old, stays] } }));
    await set('protectedIds', [old]);

    pickNewest(candle);
    press('Restore');
    window.onMessage(({ buttons }) => {
      assert.deepEqual(buttons, ['Update References…', 'Show Report']);
      return 'Update References…';
    });
    press('Update Settings');
    // The preview is VS Code's own: what it is asked to show is applied as a person would.
    const { applyEdit } = vscode.workspace;
    let isRefactoring: boolean | undefined;
    vscode.workspace.applyEdit = (edit, metadata) => {
      isRefactoring = metadata?.isRefactoring;
      const chosen = new vscode.WorkspaceEdit();
      for (const [uri, edits] of edit.entries()) chosen.set(uri, edits);
      return applyEdit(chosen);
    };
    await run('restoreFromBackup');
    vscode.workspace.applyEdit = applyEdit;
    assert.equal(isRefactoring, true);
    ({ library } = await sandbox.state());
    const { fileId } = file(candle);
    const document = await vscode.workspace.openTextDocument(page);
    assert.equal(document.getText(), text.replace(old, fileId));
    const policy = await vscode.workspace.openTextDocument(policyFile);
    assert.deepEqual(JSON.parse(policy.getText()), { protect: { ids: [fileId, stays] } });
    const settings = vscode.workspace.getConfiguration('imagekitCleanup');
    assert.deepEqual(settings.get('protectedIds'), [fileId]);
    await set('protectedIds', undefined);
    // What is not saved counts as a reference for all tests to come.
    assert.ok((await document.save()) && (await policy.save()));
    await vscode.workspace.fs.delete(page);
  });

  test('says when the CDN still serves another version than the restored one, and offers a purge', async () => {
    await upload('/products/home/zz-notes.txt', Buffer.from('version 1'));
    const notes = '/products/home/zz-notes.txt';
    press('Back Up and Delete');
    await deleteListed([notes, mug]);
    // Version 2 takes its place, is asked for by a visitor, and goes again.
    await upload(notes, Buffer.from('version 2'));
    const address = (await linkOf(notes)).replace(/\?.*$/, '');
    assert.equal(await (await fetch(address)).text(), 'version 2');
    press('Delete');
    await deleteListed([notes]);

    pickNewest(notes, mug);
    press('Restore');
    window.onMessage(({ text, buttons }) => {
      assert.equal(
        text,
        `Restored 2 files to Sandbox. The CDN still serves an earlier copy of ${notes}.`,
      );
      assert.deepEqual(buttons, ['Update References…', 'Purge CDN Copies…', 'Show Report']);
      return 'Purge CDN Copies…';
    });
    window.onMessage(({ text, detail = '', modal }) => {
      assert.ok(modal);
      assert.equal(text, 'Purge the CDN copies of 1 file?');
      assert.ok(detail.includes(`${address}*`), detail);
      return undefined;
    });
    await run('restoreFromBackup');
    assert.equal(last(), 'Purge the CDN copies of 1 file?');
  });

  test('leaves a file alone that is there again, and shows both sides', async () => {
    press('Back Up and Delete');
    await deleteListed([candle, mug]);
    await upload(candle, Buffer.from('something else'));
    const { fileId } = file(candle);
    for (const [answer, words] of [
      [
        'Leave Existing Files',
        /^Restored 1 of 2 files to Sandbox\. 1 left because a file is there/,
      ],
      ['Restore Under Another Name', /^Restored 2 files to Sandbox\.$/],
    ] as const) {
      pickNewest(candle, mug);
      window.onMessage(({ detail = '', buttons }) => {
        assert.deepEqual(buttons, ['Leave Existing Files', 'Restore Under Another Name']);
        assert.match(
          detail,
          /candle-rose\.png: in the library 14 B, changed .*; in the backup .*B/,
        );
        return answer;
      });
      await run('restoreFromBackup');
      assert.match(last(), words);
      ({ library } = await sandbox.state());
      assert.equal(file(candle).fileId, fileId, 'never overwritten');
      assert.equal(file(candle).versions.length, 1);
    }
    assert.deepEqual(await left('/products/home/candle-rose_restored.png'), [
      '/products/home/candle-rose_restored.png',
    ]);
  });

  test('backs up alone what was chosen, or the whole library, and deletes nothing', async () => {
    await upload('/products/home/zz-unseen.png', Buffer.from('unseen'), { isPublished: 'false' });
    const hidden = file('/products/home/zz-unseen.png');
    await set('readsPerSecond', 100);
    await sandbox.clearRequests();
    window.onMessage(({ text, detail = '', modal, buttons }) => {
      assert.ok(modal);
      assert.match(text, /^Back up \d+ files from Sandbox\?$/);
      assert.match(detail, /downloads .* delivery traffic/);
      assert.deepEqual(buttons, ['Back Up']);
      return undefined;
    });
    await run('backUpLibrary');
    assert.deepEqual(readdirSync(backups), [], 'Escape begins nothing');
    await set('backup', 'never');
    press('Back Up');
    await run('backUpLibrary');
    assert.match(last(), /^Backed up \d+ of \d+ files from Sandbox\. Not backed up: .*unpublished/);
    assert.deepEqual(await writes(sandbox), []);
    const manifest = readFileSync(path.join(backup(), 'manifest.ndjson'), 'utf8');
    assert.match(manifest, /"end":"incomplete"/);
    assert.ok(manifest.includes(hidden.fileId));
  });

  test('exports a backup as a plain tree that anybody can read', async () => {
    const before = await bytesOf(candle);
    press('Back Up and Delete');
    await deleteListed([candle, mug]);
    const parent = temporaryFolder('export');
    window.onList((rows) => rows[0]?.label);
    window.onFile(vscode.Uri.file(parent));
    await run('exportBackup');
    assert.match(last(), /^Exported 2 files to .*imagekit-backup-/);
    const [name = ''] = readdirSync(parent);
    assert.deepEqual(readFileSync(path.join(parent, name, candle)), before);
    removeTemporary(parent);
  });

  test('names what is damaged before the question, and never counts it as restored', async () => {
    press('Back Up and Delete');
    await deleteListed([candle, mug]);
    const bytes = path.join(backup(), 'bytes');
    const [first = ''] = readdirSync(bytes).sort();
    const damagedFile = path.join(bytes, first);
    const content = readFileSync(damagedFile);
    content[0] = (content[0] ?? 0) ^ 1;
    writeFileSync(damagedFile, content);
    window.onList((rows) => rows[0]?.label);
    await run('verifyBackup');
    assert.match(
      last(),
      /^Missing or changed in the backup of 2 files \(complete\): \/products\/home\//,
    );
    pickNewest(candle, mug);
    window.onMessage(({ detail = '' }) => {
      assert.match(detail, /^Damaged in the backup, so not restored:\n\/products\/home\//);
      return 'Restore';
    });
    await run('restoreFromBackup');
    assert.match(last(), /^Restored 1 of 2 files to Sandbox\. 1 damaged in the backup\./);
    assert.equal((await left(candle, mug)).length, 1);
  });

  test('shows backups and restores in History, where they are verified, restored and gone on with', async () => {
    const rows = async () => {
      const found = await rowsOf<HistoryNode>(await shownTree('imagekitCleanup.history'));
      return found.filter(
        (row) =>
          row.kind === 'recovery' &&
          row.entry.kind !== 'version' &&
          row.entry.folder.startsWith(backups),
      ) as readonly RecoveryNode[];
    };
    assert.deepEqual(await rows(), []);
    await set('readsPerSecond', 100);
    press('Back Up');
    await run('backUpLibrary');
    const [made] = await rows();
    assert.equal(made?.entry.kind, 'backup');
    await run('verifyBackup', made);
    assert.match(
      last(),
      /^All bytes of \d+ files are as they were backed up \(.*1 file is missing\)\.$/,
    );

    press('Delete');
    await deleteListed([candle, mug]);
    window.onList((list) =>
      list.map(({ label }) => label).filter((each) => each === candle || each === mug),
    );
    press('Restore');
    await run('restoreFromBackup', made);
    assert.match(last(), /^Restored 2 files to Sandbox\./);
    const restore = (await rows()).find(({ entry }) => entry.kind === 'restore');
    assert.ok(restore?.entry.kind === 'restore' && restore.entry.open === 0);

    // As a window that ended before the second file leaves it.
    const folder = path.join(backup(), 'restores');
    const journal = path.join(folder, readdirSync(folder)[0] ?? '');
    const lines = readFileSync(journal, 'utf8').split('\n');
    const isOfMug = (line: string) => line.includes(`"asset:${file(mug).fileId}"`);
    const kept = lines.filter((line, at) => at === 0 || !isOfMug(line));
    writeFileSync(journal, kept.join('\n'));
    ({ library } = await sandbox.state());
    press('Delete');
    await deleteListed([mug]);
    await run('refreshLibrary');
    await until('the stopped restore', async () =>
      (await rows()).some(({ entry }) => entry.kind === 'restore' && entry.open === 1),
    );
    const stopped = (await rows()).find(({ entry }) => entry.kind === 'restore');
    window.onMessage(({ text, buttons }) => {
      assert.equal(text, 'Resume the restore that stopped?');
      assert.deepEqual(buttons, ['Resume', 'Start a New Restore']);
      return 'Resume';
    });
    await run('resumeRestore', stopped);
    assert.match(last(), /^Restored 2 files to Sandbox\./);
    assert.deepEqual(await left(candle, mug), [candle, mug]);
  });

  test('removes old backups only after a list and a question that names what is lost', async () => {
    press('Back Up and Delete');
    await deleteListed([candle]);
    const old = backup();
    const manifest = path.join(old, 'manifest.ndjson');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace(/"createdAt":"\d{4}/, '"createdAt":"2020'));
    press('Back Up and Delete');
    await deleteListed([mug]);
    const remove = async (answer: string | undefined): Promise<void> => {
      window.onList((rows) => {
        const [newer, older] = rows as readonly ((typeof rows)[number] & { picked?: boolean })[];
        assert.equal(rows.length, 2);
        assert.doesNotMatch(newer?.description ?? '', /older than/);
        assert.match(older?.description ?? '', / · complete · older than 180 days$/);
        assert.equal(older?.detail, `The newest backup of 1 file: ${candle}`);
        assert.ok(newer?.picked === false && !older.picked, 'never without a word');
        return [older.label];
      });
      window.onMessage(({ text: question, detail = '', modal, buttons }) => {
        assert.ok(modal);
        assert.match(question, /^Remove 1 backup \(.*\) from this machine\?$/);
        assert.ok(detail.includes(`The newest backup of 1 file:\n${candle}\n`), detail);
        assert.deepEqual(buttons, ['Remove']);
        return answer;
      });
      await run('removeOldBackups');
    };
    await remove(undefined);
    assert.equal(readdirSync(backups).length, 2);
    await remove('Remove');
    assert.match(last(), /^Removed 1 backup \(.*\)\.$/);
    assert.equal(readdirSync(backups).length, 1);
    assert.ok(!readdirSync(backups).includes(path.basename(old)));
    // What was interrupted is never offered.
    const left = path.join(backup(), 'manifest.ndjson');
    writeFileSync(left, readFileSync(left, 'utf8').replace(/\{"end".*\n$/, ''));
    await run('removeOldBackups');
    assert.equal(last(), 'There are no backups to remove. 1 unfinished backup is kept.');
    assert.equal(readdirSync(backups).length, 1);
  });

  test('restores into another account only when its name is typed', async () => {
    press('Back Up and Delete');
    await deleteListed([candle]);
    const manifest = path.join(backup(), 'manifest.ndjson');
    const text = readFileSync(manifest, 'utf8');
    const name = /"account":\{"id":"([^"]+)"/.exec(text)?.[1] ?? '';
    writeFileSync(manifest, text.replace(`"id":"${name}"`, '"id":"another"'));
    await sandbox.clearRequests();
    for (const typed of [undefined, '', 'sandbox', 'Sandbox 2']) {
      window.onList((rows) => rows[0]?.label);
      window.onInput(({ prompt = '' }) => {
        assert.match(prompt, /Type Sandbox to restore there\.$/);
        return typed;
      });
      await run('restoreFromBackup');
    }
    assert.deepEqual(await writes(sandbox), []);
    window.onInput(() => 'Sandbox');
    pickNewest(candle);
    press('Restore');
    await run('restoreFromBackup');
    assert.equal(last(), 'Restored 1 file to Sandbox.');
  });
});
