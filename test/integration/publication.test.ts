import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { listBackups } from '../../src/io/backup/backupFolder';
import { PublicationFolder } from '../../src/io/publication/publicationFolder';
import type { App } from '../../src/vscode/app';
import { tellOfUnfinishedPublications } from '../../src/vscode/publication/unfinishedPublications';
import { Publications } from '../../src/vscode/run/publications';
import type { HistoryNode } from '../../src/vscode/tree/historyNode';
import type { LibraryNode } from '../../src/vscode/tree/libraryNode';
import path from 'node:path';
import * as vscode from 'vscode';
import { useSandboxWindow } from '../support/sandboxWindow';
import { rowsOf, shownTree } from '../support/shownTrees';
import { removeTemporary, temporaryFolder } from '../support/temporaryFolder';
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

  test('that an earlier window left is told of after the start, and goes on from there', async () => {
    await act('unpublishFiles', [candle, mug], ({ buttons }) => buttons[0]);
    const [name = ''] = readdirSync(path.join(storage, 'publications'));
    const record = path.join(storage, 'publications', name);
    const lines = readFileSync(record, 'utf8').split('\n');
    const firstEnd = lines.findIndex((line) => line.startsWith('{"ended"'));
    writeFileSync(record, `${lines.slice(0, firstEnd + 1).join('\n')}\n`);
    const publications = new Publications(storage, new vscode.EventEmitter());
    const warnings: string[] = [];
    const log = { warn: (text: string) => warnings.push(text) };
    press('Resume…');
    const telling = tellOfUnfinishedPublications({ publications, log } as unknown as App);
    try {
      const [told = ''] = await until('the message', () => {
        const found = said().filter((each) => each.includes('interrupted'));
        return found.length > 0 && found;
      });
      assert.equal(
        told,
        'Unpublishing in Sandbox was interrupted: 1 of 2 files unpublished so far.',
      );
      await until('its end', async () => {
        const [row = ''] = await history();
        return !row.includes('interrupted') && !row.includes('running');
      });
      assert.deepEqual(warnings, []);
      assert.deepEqual([await isPublished(candle), await isPublished(mug)], [false, false]);
    } finally {
      telling.dispose();
      publications.dispose();
    }
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
    assert.match(
      said().at(-1) ?? '',
      /^Nothing was changed: 2 files are selected, but your settings allow 1 per run\./,
    );
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

  suite('and deleting later', () => {
    let backups: string;

    setup(async () => {
      backups = temporaryFolder('backups');
      await set('backupFolder', backups);
      await set('backup', 'ask');
    });
    teardown(() => removeTemporary(backups));

    /** "Unpublish Now, Delete Later…" of what the clipboard lists. */
    async function quarantine(paths: readonly string[]): Promise<void> {
      window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
      window.onMessage(({ text, detail = '', buttons }) => {
        assert.match(text, /now, and offer to delete from .* on\?$/);
        assert.match(detail, /A backup downloads .* first, with all versions/);
        assert.match(
          detail,
          /Each file is tagged "cleanup-\d{4}-\d\d-\d\d"\. Nothing is deleted by/,
        );
        assert.deepEqual(buttons, ['Back Up and Unpublish']);
        return buttons[0];
      });
      await vscode.env.clipboard.writeText(
        paths.map((each) => shared.file(each).fileId).join('\n'),
      );
      await run('quarantineFiles');
    }

    const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

    /** As if the days had gone by. */
    function letItBeDue(): void {
      const records = path.join(storage ?? '', 'publications');
      for (const name of readdirSync(records)) {
        const file = path.join(records, name);
        const text = readFileSync(file, 'utf8');
        const past = text.replace(/"dueAt":"[^"]+"/, `"dueAt":"${dayBefore(1)}"`);
        writeFileSync(file, past.replace(/"createdAt":"[^"]+"/, `"createdAt":"${dayBefore(2)}"`));
      }
    }

    const seen = async (filePath: string) =>
      (await sandbox.state()).library.find((each) => each.filePath === filePath);

    test('backs files up, unpublishes and tags them, and offers them only when due', async () => {
      await quarantine([candle, mug]);
      for (const each of [candle, mug]) {
        const file = await seen(each);
        assert.equal(file?.isPublished, false);
        assert.ok(file.tags?.some((tag) => /^cleanup-\d{4}-\d\d-\d\d$/.test(tag)));
      }
      const [backup] = await listBackups(backups);
      assert.ok(backup?.kind === 'backup');
      assert.equal(backup.record.end, 'complete');
      assert.equal(backup.record.entries.length, 2);
      assert.match(
        (await history())[0] ?? '',
        /^Unpublished 2 files · quarantine until .* · Sandbox/,
      );
      window.onList((rows) => rows.find(({ label }) => label.includes('Quarantine'))?.label);
      await run('deleteFiles');
      assert.match(said().at(-1) ?? '', /^No quarantined file is due yet\. The first ones are on /);
    });

    test('leaves out of the choice what somebody changed, and deletes the rest behind its backup', async () => {
      const third = shared.library.find(
        ({ filePath, isPublished: was, isPrivate, tags }) =>
          filePath.startsWith('/products/home/') &&
          was &&
          !isPrivate &&
          !tags?.includes('keep') &&
          filePath !== candle &&
          filePath !== mug,
      );
      assert.ok(third);
      // What the backup itself fetches is no traffic since.
      await sandbox.setClock({ now: dayBefore(2) });
      await quarantine([candle, mug, third.filePath]);
      await sandbox.setClock({ now: new Date().toISOString() });
      letItBeDue();
      const changed = await fetch(`${shared.url}/v1/files/addTags`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${key}:`)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ fileIds: [shared.file(mug).fileId], tags: ['wanted'] }),
      });
      assert.equal(changed.status, 200);
      // Somebody still asks for this one.
      await fetch(`${shared.url}/sandbox${third.filePath}`);
      await set('minAgeHours', 0);
      window.onList((rows) => rows.find(({ label }) => label.includes('Quarantine'))?.label);
      window.onList((rows, { title }) => {
        assert.equal(title, 'Quarantine That Is Due: 2 unchanged, 1 changed');
        const facts = new Map(rows.map(({ label, description = '' }) => [label, description]));
        assert.match(facts.get(candle) ?? '', /unchanged · no references · not among the most/);
        assert.match(facts.get(mug) ?? '', /changed since: tags/);
        assert.match(facts.get(third.filePath) ?? '', /unchanged · 1 reference · 1 request since/);
        const checked = rows.filter((row) => (row as vscode.QuickPickItem).picked);
        assert.deepEqual(
          checked.map(({ label }) => label),
          [candle],
        );
        return [candle];
      });
      window.onMessage(({ detail = '' }) => {
        assert.match(detail, /1 unpublished file is taken from its earlier backup, if version/);
        assert.doesNotMatch(detail, /A backup downloads/);
        return 'Back Up and Delete';
      });
      await run('deleteFiles');
      assert.equal(await seen(candle), undefined, said().join('\n'));
      assert.ok((await seen(mug)) && (await seen(third.filePath)));
      const [newest] = await listBackups(backups);
      assert.ok(newest?.kind === 'backup');
      assert.equal(newest.record.end, 'complete');
      assert.deepEqual(
        newest.record.entries.map((each) => each.path),
        [candle],
        'the bytes of the first backup are in that of the deletion',
      );
    });

    test('deletes nothing that is due without whole bytes of it', async () => {
      await quarantine([candle]);
      letItBeDue();
      const [backup] = await listBackups(backups);
      assert.ok(backup?.kind === 'backup');
      const bytes = path.join(backup.folder, 'bytes');
      for (const name of readdirSync(bytes)) writeFileSync(path.join(bytes, name), 'other');
      await sandbox.clearRequests();
      window.onList((rows) => rows.find(({ label }) => label.includes('Quarantine'))?.label);
      window.onList(() => [candle]);
      press('Back Up and Delete');
      await run('deleteFiles');
      assert.ok(await seen(candle));
      const deletions = (await sandbox.requests()).filter(({ route }) => /^delete/.test(route));
      assert.deepEqual(deletions, []);
      assert.ok(
        said().some((text) => text.includes("it's unpublished, so ImageKit doesn't deliver it")),
        said().join('\n'),
      );
    });

    test('goes back in one step, tag and all', async () => {
      await quarantine([candle]);
      const [row] = await publications();
      press('Publish');
      await run('undoPublication', row);
      const file = await seen(candle);
      assert.equal(file?.isPublished, true);
      assert.ok(!file.tags?.some((tag) => tag.startsWith('cleanup-')));
      letItBeDue();
      window.onList((rows) => {
        assert.ok(!rows.some(({ label }) => label.includes('Quarantine')));
        return undefined;
      });
      await run('deleteFiles');
    });

    test('unpublishes nothing that has no backup', async () => {
      await sandbox.plant({
        route: 'delivery',
        count: 'always',
        action: { kind: 'status', status: 404, headers: { 'ik-error': 'ENOENT - gone' } },
      });
      await quarantine([candle]);
      assert.equal(await isPublished(candle), true);
      assert.equal(await changesSent(), 0);
      assert.match(said().at(-1) ?? '', /^Nothing was unpublished in Sandbox\. 1 not backed up\./);
    });
  });
});
