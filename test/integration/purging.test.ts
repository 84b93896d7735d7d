import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { PurgeFolder } from '../../src/io/cdn/purgeFolder';
import type { HistoryNode } from '../../src/vscode/tree/historyNode';
import { useSandboxWindow } from '../support/sandboxWindow';
import { rowsOf, shownTree } from '../support/shownTrees';
import { removeTemporary, temporaryFolder } from '../support/temporaryFolder';
import { until } from '../support/until';

const key = 'private_sandboxFull+Access/00000000=';

/** Files that nothing in the sample workspace mentions. */
const candle = '/products/home/candle-rose.png';
const mug = '/products/home/mug-blue.png';

suite('purging CDN copies', () => {
  const storage = process.env['TEST_STORAGE'];
  assert.ok(storage);
  const records = path.join(storage, 'purges');
  const shared = useSandboxWindow();
  const { window, sandbox, run, set } = shared;
  const endpoint = `${shared.url}/sandbox`;
  const address = (filePath: string) => endpoint + filePath;
  let backups: string;

  setup(async () => {
    backups = temporaryFolder('backups');
    await sandbox.turn({ purgeDelayMs: 100 });
    await set('backupFolder', backups);
  });

  teardown(async () => {
    // What is under way ends before the sandbox is another one.
    await until('the end of all purges', async () => {
      const rows = await historyRows();
      return rows.every((row) => row.kind !== 'purge' || !row.entry.isUnderWay);
    });
    const folder = new PurgeFolder(records);
    for (const { header } of await folder.list()) await folder.remove(header.purgeId);
    removeTemporary(backups);
  });

  async function historyRows(): Promise<readonly HistoryNode[]> {
    return rowsOf<HistoryNode>(await shownTree('imagekitCleanup.history'));
  }

  async function described(row: HistoryNode): Promise<string> {
    const { provider } = await shownTree('imagekitCleanup.history');
    const { label, description } = await provider.getTreeItem(row);
    assert.ok(typeof label === 'string' && typeof description === 'string');
    return `${label} · ${description}`;
  }

  /** The row of the newest purge, once it has ended. */
  function endedPurge() {
    return until('the end of the purge', async () => {
      const [row] = (await historyRows()).filter((each) => each.kind === 'purge');
      return row?.entry.isUnderWay === false && row;
    });
  }

  /** What History shows of each address of the newest purge. */
  async function copies(): Promise<readonly string[]> {
    const { header } = (await endedPurge()).entry;
    const rows = (await historyRows()).filter(
      (each) => each.kind === 'copy' && each.parent.entry.header.purgeId === header.purgeId,
    );
    const shown = await Promise.all(rows.map(described));
    return shown.map((each) => each.replace(/ · 127\.0\.0\.1:\d+$/, ''));
  }

  async function sent(): Promise<readonly string[]> {
    return (await sandbox.state()).purges.map(({ url }) => url.replace(endpoint, ''));
  }

  async function visit(url: string): Promise<number> {
    return (await fetch(url)).status;
  }

  /** "Delete Files…" from the clipboard, all that was found. */
  async function deleteListed(paths: readonly string[], answer = 'Delete'): Promise<void> {
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows) => rows.map(({ label }) => label));
    press(answer);
    await vscode.env.clipboard.writeText(paths.map((each) => shared.file(each).fileId).join('\n'));
    await run('deleteFiles');
  }

  const press = (label: string) =>
    window.onMessage(({ buttons }) => buttons.find((each) => each === label));
  const said = () => window.messages.map(({ text }) => text);
  const saidOf = (pattern: RegExp) =>
    until(String(pattern), () => said().find((text) => pattern.test(text)));

  test('after a deletion ends with a row for each URL, seen gone', async () => {
    assert.equal(await visit(address(candle)), 200);
    const asked = deleteListed([candle]);
    window.onMessage(({ text, buttons }) => {
      assert.match(text, /^Deleted .*candle-rose\.png/);
      assert.deepEqual(buttons, ['Purge CDN Copies…', 'Show Report']);
      return 'Purge CDN Copies…';
    });
    window.onMessage(({ text, detail = '', modal, buttons }) => {
      assert.ok(modal);
      assert.equal(text, 'Purge the CDN copies of 1 file?');
      assert.match(detail, /^1 purge request of the 1,000 that ImageKit allows per month\.\n/);
      assert.ok(detail.includes(`\n\n${address(candle)}*\n\n`), detail);
      assert.match(detail, /1 URL will be checked from here\. Not checked: transformations/);
      assert.deepEqual(buttons, ['Purge']);
      return 'Purge';
    });
    await asked;
    assert.equal(await visit(address(candle)), 200, 'the CDN still has it');
    assert.deepEqual(await copies(), [`candle-rose.png · gone · /sandbox/products/home`]);
    assert.deepEqual(await sent(), [`${candle}*`]);
    assert.equal(await visit(address(candle)), 404);
    await saidOf(/^The CDN no longer serves http.*candle-rose\.png\. Other transformations/);
    assert.match(await described(await endedPurge()), /CDN purge · 1 gone · Sandbox$/);
  });

  test('is sent only when that is agreed to', async () => {
    const asked = deleteListed([candle]);
    press('Purge CDN Copies…');
    window.onMessage(({ buttons }) => {
      assert.deepEqual(buttons, ['Purge']);
      return undefined;
    });
    await asked;
    assert.deepEqual(await sent(), []);
  });

  test('takes along what the backup fetched and the variants that the workspace mentions', async () => {
    await set('backup', 'ask');
    const variant = address(`/tr:w-100${candle}`);
    await deleteListed([candle, mug], 'Back Up and Delete');
    await shared.write('src/late.ts', `export const url = '${variant}';\n`);
    const [newest] = (await historyRows()).filter((row) => row.kind === 'run');
    press('Purge');
    await run('purgeCdn', newest);
    const rows = await copies();
    assert.deepEqual(await sent(), ['/products/home/*', `/tr:w-100${candle}`]);
    assert.equal(rows.length, 5, rows.join('\n'));
    assert.ok(
      rows.every((row) => row.includes('.png · gone · ')),
      rows.join('\n'),
    );
    const originals = rows.filter((row) =>
      / · gone · \?updatedAt=\d+&tr=orig-true · \/sandbox\/products\/home$/.test(row),
    );
    assert.equal(originals.length, 2);
    assert.ok(rows.includes('candle-rose.png · gone · /sandbox/tr:w-100/products/home'));
  });

  test('that is beyond the quota is not proven, kept, and done again on request', async () => {
    await sandbox.turn({ purgeQuota: 0 });
    assert.equal(await visit(address(candle)), 200);
    const asked = deleteListed([candle]);
    press('Purge CDN Copies…');
    press('Purge');
    await asked;
    const [row = ''] = await copies();
    assert.match(row, / · not proven: not purged, purge limit reached \(.*used up\) · /);
    await saidOf(/^CDN purge of 1 URL for Sandbox: 1 not proven\. First cause: not proven/);
    assert.equal(await visit(address(candle)), 200);
    await sandbox.turn({ purgeQuota: 1000 });
    window.onMessage(({ text, detail, modal }) => {
      assert.ok(modal);
      assert.equal(text, 'Retry the CDN purge?');
      assert.match(
        detail ?? '',
        /^1 purge request .* This machine sent 1 for Sandbox this month\.$/,
      );
      return 'Retry';
    });
    await run('retryPurge', await endedPurge());
    await saidOf(/^The CDN no longer serves/);
    assert.deepEqual(await copies(), [`candle-rose.png · gone · /sandbox/products/home`]);
  });

  test('with a wildcard that ImageKit refuses goes on by exact URLs', async () => {
    assert.equal(await visit(address(candle)), 200);
    await sandbox.plant({
      route: 'purge',
      action: { kind: 'status', status: 400, json: { message: 'Not valid.', help: 'x' } },
    });
    const asked = deleteListed([candle]);
    press('Purge CDN Copies…');
    press('Purge');
    await asked;
    const [row = ''] = await copies();
    assert.match(row, / · not proven: ImageKit refused the purge \(Not valid\) · /);
    await saidOf(/^CDN purge of 1 URL for Sandbox: 1 not proven\./);
    press('Retry');
    await run('retryPurge', await endedPurge());
    await saidOf(/^The CDN no longer serves/);
    assert.deepEqual(await sent(), [candle]);
    assert.deepEqual(await copies(), [`candle-rose.png · gone · /sandbox/products/home`]);
  });

  test('begins by itself when the settings say so', async () => {
    await set('purge', 'always');
    assert.equal(await visit(address(candle)), 200);
    await deleteListed([candle]);
    await saidOf(/^Deleted .* Purging the CDN copies: 1 purge request of the 1,000 /);
    assert.deepEqual(await copies(), [`candle-rose.png · gone · /sandbox/products/home`]);
  });

  test('that is turned off names the original that the backup has fetched', async () => {
    await set('purge', 'never');
    await set('backup', 'ask');
    await deleteListed([candle], 'Back Up and Delete');
    const text = await saidOf(/The CDN may still serve the original/);
    const [url = ''] = /http\S+$/.exec(text) ?? [];
    assert.match(url, /candle-rose\.png\?updatedAt=\d+&tr=orig-true$/);
    assert.equal(await visit(url), 200);
    assert.deepEqual(await sent(), []);
    await set('backup', 'never');
    await deleteListed([mug]);
    assert.doesNotMatch(said().at(-1) ?? '', /CDN/);
  });

  test('of a URL says what is served again from the library, and takes no other URL', async () => {
    await vscode.env.clipboard.writeText(`${address(candle)}?tr=w-9`);
    window.onInput((box) => {
      assert.equal(box.value, `${address(candle)}?tr=w-9`);
      for (const [text, problem] of [
        ['https://elsewhere.example/a.jpg', /isn't a URL of a file of Sandbox/],
        [`${endpoint}/tmp/*`, /only after two folder levels/],
        [`${endpoint}/a/*/b.jpg`, /at the very end/],
        [key, /private key/],
        ['hero.jpg', /isn't a URL/],
      ] as const) {
        const said = box.validateInput?.(text);
        assert.ok(typeof said === 'string');
        assert.match(said, problem);
      }
      return box.value;
    });
    press('Purge');
    await run('purgeCdn');
    const rows = await copies();
    assert.equal(rows.length, 2);
    for (const row of rows) {
      assert.match(row, / · still served, fetched again from the library \(Miss from sandbox\) · /);
    }
    assert.deepEqual(await sent(), [`${candle}*`]);
    assert.ok(!('retry' in (await endedPurge()).entry && (await endedPurge()).entry.retry));
  });

  test('begins at a URL or an ID in the editor, and at rows of the library', async () => {
    const { fileId } = shared.file(mug);
    const text = `a('${address(`/tr:w-7${candle}`)}');\nb({ fileId: '${fileId}' });\n`;
    const uri = await shared.write('src/cursor.ts', text);
    const editor = await vscode.window.showTextDocument(uri);
    const expected: string[] = [];
    for (const [line, column, call] of [
      [0, 20, `/tr:w-7${candle}`],
      [1, 20, `${mug}*`],
    ] as const) {
      const at = new vscode.Position(line, column);
      editor.selection = new vscode.Selection(at, at);
      press('Purge');
      await run('purgeCdnAtCursor', uri);
      await endedPurge();
      expected.push(call);
      assert.deepEqual(await sent(), expected);
    }
    const library = await shownTree('imagekitCleanup.library');
    const open = async (label: string, parent?: unknown): Promise<unknown> => {
      for (const row of (await library.provider.getChildren(parent)) ?? []) {
        if ((await library.provider.getTreeItem(row)).label === label) return row;
      }
      return assert.fail(`no row ${label}`);
    };
    const home = await open('home', await open('products'));
    window.onMessage(({ text: question, detail = '' }) => {
      assert.match(question, /^Purge the CDN copies of \d+ files and 1 folder\?$/);
      assert.ok(detail.includes(`${endpoint}/products/home/*`), detail);
      assert.match(detail, /Other files in these folders are cleared, too, and fetched again\./);
      return 'Purge';
    });
    await run('purgeCdn', home);
    await endedPurge();
    assert.deepEqual(await sent(), [...expected, '/products/home/*', `/tr:w-7${candle}`]);
  });

  test('of a private file is not proven, and no signature or key is written down', async () => {
    const secret = '/products/home/zz-secret.txt';
    const form = new FormData();
    form.set('file', new Blob(['for your eyes only']), 'zz-secret.txt');
    const fields = { fileName: 'zz-secret.txt', folder: '/products/home', isPrivateFile: 'true' };
    for (const [name, value] of Object.entries({ useUniqueFileName: 'false', ...fields })) {
      form.set(name, value);
    }
    const headers = { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
    await fetch(`${shared.url}/api/v1/files/upload`, { method: 'POST', headers, body: form });
    const file = (await sandbox.state()).library.find((each) => each.filePath === secret);
    assert.ok(file);
    await set('backup', 'ask');
    await vscode.env.clipboard.writeText(file.fileId);
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows) => rows.map(({ label }) => label));
    press('Back Up and Delete');
    press('Purge CDN Copies…');
    window.onMessage(({ detail = '' }) => {
      assert.match(detail, /The signed URLs of private files can't be checked\./);
      return 'Purge';
    });
    await run('deleteFiles');
    const rows = await copies();
    assert.equal(rows.length, 2);
    for (const row of rows) assert.match(row, /not proven: private file, its signed URLs can't/);
    assert.ok(
      !(await sandbox.requests()).some(({ path: asked }) => asked.endsWith('zz-secret.txt')),
    );
    const written = readdirSync(records).map((name) =>
      readFileSync(path.join(records, name), 'utf8'),
    );
    assert.ok(written.length > 0);
    assert.doesNotMatch([...written, ...said()].join(), /ik-[st]=|private_/);
  });

  test('that an earlier window left is gone on with when History is opened', async () => {
    assert.equal(await visit(address(candle)), 200);
    await deleteListed([candle]);
    const [newest] = (await historyRows()).filter((row) => row.kind === 'run');
    assert.ok(newest && newest.entry.run.kind !== 'unreadable');
    const { account } = newest.entry.run.header;
    const headers = { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
    const url = `${address(candle)}*`;
    const answer = await fetch(`${shared.url}/v1/files/purge`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ url }),
    });
    const { requestId } = (await answer.json()) as { readonly requestId: string };
    const open = await new PurgeFolder(records).begin(
      [{ url, proves: [address(candle)], signed: [] }],
      { runId: undefined, account, createdAt: new Date().toISOString() },
    );
    const [state] = open.record.states;
    assert.ok(state);
    const copies = new Map([[address(candle), { kind: 'purging' } as const]]);
    await open.keep({ ...state, requestId, askedAt: Date.now(), copies });
    await open.close();
    await saidAfter(historyRows);
    assert.equal((await sandbox.state()).purges.length, 1, 'nothing was sent again');
  });

  async function saidAfter(look: () => Promise<unknown>): Promise<void> {
    await look();
    await saidOf(/^The CDN no longer serves/);
  }
});
