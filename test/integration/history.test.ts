import assert from 'node:assert/strict';
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { ImageKitClient } from '../../src/api/client';
import type { DeletionOutcome } from '../../src/core/run/outcome';
import type { RunRecord } from '../../src/core/journal/runRecord';
import { JournalFolder } from '../../src/io/journal/journalFolder';
import { DEFAULT_KEYS } from '../../src/sandbox/access/keys';
import { Runs } from '../../src/vscode/run/runs';
import type { HistoryNode } from '../../src/vscode/tree/historyNode';
import { HistoryTree } from '../../src/vscode/tree/historyTree';
import { asset, confirmed, fileTarget, planned } from '../support/deletion/targets';
import { until } from '../support/until';
import { answeredWrites, writes } from '../support/whatHappened';
import { useSandboxWindow } from '../support/sandboxWindow';

/** Files that nothing in the sample workspace mentions. */
const home = ['armchair-teal.png', 'candle-rose.png', 'mug-blue.png', 'plant-pot.png'].map(
  (name) => `/products/home/${name}`,
);
const [armchair = '', candle = '', mug = '', pot = ''] = home;

const sunglasses = '/products/sunglasses.png';

const deleted: DeletionOutcome = { kind: 'deleted', requestId: 'r-1' };

suite('the history', () => {
  const storage = process.env['TEST_STORAGE'];
  assert.ok(storage);
  const { url, sandbox, folder, window, run, set, file, removeLater } = useSandboxWindow('none');
  const runsFolder = path.join(storage, 'runs');
  const journals = new JournalFolder(runsFolder);
  const policyFile = vscode.Uri.joinPath(folder, '.imagekit-cleanup.json');
  const note = vscode.Uri.joinPath(folder, 'note.md');

  setup(async () => {
    rmSync(runsFolder, { recursive: true, force: true });
    for (const made of [policyFile, note]) removeLater(made);
    await set('apiHost', url);
    await addAccount();
    await sandbox.clearRequests();
  });

  async function write(file: vscode.Uri, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }

  async function change(filePath: string, details: object): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${DEFAULT_KEYS.standard}:`).toString('base64')}`;
    const response = await fetch(`${url}/v1/files/${idOf(filePath)}/details`, {
      method: 'PATCH',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(details),
    });
    assert.ok(response.ok);
  }

  function typeIn(text: string): void {
    window.onBox((box) => {
      box.type(text);
      box.accept();
    });
  }

  async function addAccount(): Promise<void> {
    for (const text of ['acme', DEFAULT_KEYS.standard, 'https://ik.imagekit.io/sandbox']) {
      typeIn(text);
    }
    window.onBox((box) => box.accept('Development'));
    await run('addAccount');
  }

  const idOf = (filePath: string) => file(filePath).fileId;

  async function left(): Promise<readonly string[]> {
    const { library: now } = await sandbox.state();
    return home.filter((each) => now.some(({ filePath }) => filePath === each));
  }

  const press = (label: string) =>
    window.onMessage(({ buttons }) => {
      assert.ok(buttons.includes(label), `${label} is not among ${buttons.join(', ')}`);
      return label;
    });
  const last = () => window.messages.at(-1)?.text ?? '';

  /** "Delete Files…" from the clipboard, all that was found. */
  async function deleteListed(paths: readonly string[]): Promise<void> {
    await vscode.env.clipboard.writeText(paths.map(idOf).join('\n'));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows) => rows.map(({ label }) => label));
    press('Delete');
    await run('deleteFiles');
  }

  async function runIds(): Promise<readonly string[]> {
    return (await journals.list()).map(({ runId }) => runId);
  }

  async function onlyRun(): Promise<RunRecord> {
    const [runId, another] = await runIds();
    assert.ok(runId !== undefined && another === undefined, 'there is one run');
    return journals.read(runId);
  }

  const states = ({ targets, outcomes }: RunRecord) =>
    Object.fromEntries(
      targets.map(({ key, target }) => [
        target.kind === 'asset' ? target.asset.filePath : key,
        outcomes.get(key)?.kind,
      ]),
    );

  /** Leaves a run of ours behind as a crash would: one file deleted, one sent, the rest not started. */
  async function leaveInterrupted(rest: readonly string[] = [candle, mug]): Promise<string> {
    await deleteListed([sunglasses]);
    const { account } = (await onlyRun()).header;
    await journals.remove((await runIds())[0] ?? '');
    const client = new ImageKitClient({
      apiHost: url,
      privateKey: DEFAULT_KEYS.standard,
      readsPerSecond: 100,
      writesPerSecond: 100,
      concurrency: 4,
    });
    const assets = await Promise.all(
      [armchair, ...rest].map((each) => client.getAsset(idOf(each))),
    );
    const targets = assets.map((asset) => planned(fileTarget(asset)));
    const journal = await journals.create(confirmed(targets), account);
    const [first, second] = targets;
    assert.ok(first && second);
    await journal.before([first]);
    await client.deleteFile(idOf(armchair));
    await journal.after([{ planned: first, outcome: deleted }]);
    await journal.before([second]);
    await client.deleteFile(idOf(candle));
    await journal.end();
    // Whoever looks at the runs next has the extension tell of this one.
    window.onMessage(({ text, buttons }) => {
      assert.match(
        text,
        /^A deletion from acme was interrupted: 1 of 3 files was deleted; 1 needs /,
      );
      assert.deepEqual(buttons, ['Resume…', 'Show in History']);
      return 'Later';
    });
    await run('showRun', 'no run');
    await until('that message', () =>
      window.messages.some(({ text }) => text.includes('was interrupted')),
    );
    await sandbox.clearRequests();
    return journal.runId;
  }

  suite('as a tree', () => {
    let tree: HistoryTree;
    let runs: Runs;

    setup(() => {
      const log = { warn: () => undefined };
      runs = new Runs(storage, new vscode.EventEmitter());
      tree = new HistoryTree({
        runs,
        log,
        purges: {
          list: () => Promise.resolve([]),
          takeUp: () => Promise.resolve(),
          onDidChange: new vscode.EventEmitter<void>().event,
        },
        publications: {
          list: () => Promise.resolve([]),
          onDidChange: new vscode.EventEmitter<void>().event,
        },
        recoveries: {
          list: () => Promise.resolve([]),
          onDidChange: new vscode.EventEmitter<void>().event,
        },
        onProblem: (problem) => assert.equal(problem, undefined),
      });
    });

    teardown(() => {
      tree.dispose();
      runs.dispose();
    });

    const shown = (nodes: readonly HistoryNode[]) =>
      nodes.map((node) => {
        const { label, description } = tree.getTreeItem(node);
        assert.ok(typeof label === 'string' && typeof description !== 'boolean');
        return [label.replace(/^(Today|Yesterday) \d\d:\d\d$/, 'when'), description];
      });
    const below = async (node: HistoryNode | undefined) => {
      assert.ok(node);
      return tree.getChildren(node);
    };

    test('lists runs newest first, with their counts and bytes', async () => {
      await deleteListed([pot]);
      await sandbox.plant({
        route: 'deleteFiles',
        action: { kind: 'itemErrors', ids: [idOf(mug)] },
      });
      await deleteListed([candle, mug]);
      const rows = await tree.getChildren();
      assert.deepEqual(shown(rows), [
        ['when', 'Deleted 1 of 2 files · 1 failed · 47 KB · acme'],
        ['when', 'Deleted plant-pot.png · 42 KB · acme'],
      ]);
      assert.deepEqual(
        await tree.getChildren(),
        rows,
        'a run that has not changed is the same row',
      );
    });

    test('shows the newest runs, and older ones below a row of their own', async () => {
      const plan = confirmed([fileTarget(asset(1))]);
      const whose = { id: 'account-1', name: 'acme' };
      for (let n = 0; n < 205; n += 1) await (await journals.create(plan, whose)).end();
      const ids = await runIds();
      const rows = await tree.getChildren();
      assert.equal(rows.length, 201);
      const older = await below(rows.at(-1));
      const shownIds = [...rows.slice(0, 200), ...older].map((row) =>
        row.kind === 'run' ? row.entry.run.runId : row.kind,
      );
      assert.deepEqual(shownIds, ids);
      const oldest = await tree.find(ids.at(-1) ?? '');
      assert.equal(oldest, older.at(-1), 'the same row, which its parent shows');
      assert.equal(oldest && tree.getParent(oldest), rows.at(-1));
    });

    test('opens a run to its targets, each with how it ended', async () => {
      await sandbox.plant({
        route: 'deleteFiles',
        action: { kind: 'itemErrors', ids: [idOf(mug)] },
      });
      await deleteListed([candle, mug, pot]);
      const [run] = await tree.getChildren();
      const groups = await below(run);
      assert.deepEqual(shown(groups), [
        ['Failed', '1'],
        ['Deleted', '2'],
      ]);
      const [[failed] = [], gone = []] = await Promise.all(groups.map((each) => below(each)));
      assert.ok(failed);
      assert.match(
        shown([failed]).flat().join(' '),
        /^mug-blue\.png failed: .*· \/products\/home$/,
      );
      assert.deepEqual(
        shown(gone).map(([name, words]) => [name, words?.split(' · ')[0]]),
        [
          ['candle-rose.png', 'deleted'],
          ['plant-pot.png', 'deleted'],
        ],
      );
    });

    test('says what an interrupted run has left, and offers what can be done with it', async () => {
      await leaveInterrupted();
      const rows = await tree.getChildren();
      assert.equal(
        shown(rows)[0]?.[1]?.startsWith('1 of 3 files · interrupted · 1 to check · '),
        true,
      );
      assert.deepEqual(shown(await below(rows[0])), [
        ['Needs checking', '1'],
        ['Not started', '1'],
        ['Deleted', '1'],
      ]);
      const actions = rows.map((row) => tree.getTreeItem(row).contextValue);
      assert.deepEqual(actions, ['run show export resume close purge forget']);
    });
  });

  test('Retry Failed sends what failed, after the question, and nothing else', async () => {
    await sandbox.plant({ route: 'deleteFiles', action: { kind: 'itemErrors', ids: [idOf(mug)] } });
    await deleteListed([candle, mug, pot]);
    const [runId] = await runIds();
    await sandbox.clearRequests();
    window.onMessage(({ modal, text }) => {
      assert.equal(modal, true);
      assert.match(text, /^Delete mug-blue\.png/);
      return undefined;
    });
    await run('retryFailed', runId);
    assert.deepEqual(await answeredWrites(sandbox), []);
    press('Delete');
    await run('retryFailed', runId);
    assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${idOf(mug)} 204`]);
    assert.deepEqual(await left(), [armchair]);
    assert.match(last(), /^Deleted \/products\/home\/mug-blue\.png/);
  });

  test('Retry Failed is not offered where nothing failed', async () => {
    await deleteListed([candle]);
    await run('retryFailed', (await runIds())[0]);
    assert.match(last(), /^This run is in progress or has already finished/);
    await run('retryFailed');
    assert.equal(last(), 'No run in History can do that.');
  });

  test('Export Report writes CSV that no spreadsheet takes for formulas, and JSON', async () => {
    const evil = '=HYPERLINK("http://evil.example";"x")';
    await change(mug, { tags: [evil] });
    await deleteListed([candle, mug]);
    const texts = new Map<string, string>();
    for (const name of ['report.csv', 'report.json']) {
      const file = vscode.Uri.joinPath(folder, name);
      window.onFile(file);
      window.onMessage(({ text, buttons }) => {
        assert.equal(text, `Exported to ${name}.`);
        assert.deepEqual(buttons, ['Open']);
        return undefined;
      });
      await run('exportReport', (await runIds())[0]);
      const bytes = await vscode.workspace.fs.readFile(file);
      texts.set(name, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      await vscode.workspace.fs.delete(file);
    }
    const [head, ...rows] = (texts.get('report.csv') ?? '').split('\r\n');
    assert.match(head ?? '', /^\uFEFFpath,type,fileId,/);
    assert.equal(rows.length, 3, 'two rows and the end of the last line');
    const [row = ''] = rows.filter((each) => each.startsWith(mug));
    assert.ok(row.includes(`"'=HYPERLINK(""http://evil.example"";""x"")"`), row);
    assert.doesNotMatch(rows.join('\n'), /(^|,|")[=+@-]/m);
    const json = JSON.parse(texts.get('report.json') ?? '') as {
      readonly run: { readonly deleted: number };
      readonly targets: readonly { readonly path: string; readonly tags: readonly string[] }[];
    };
    assert.equal(json.run.deleted, 2);
    assert.deepEqual(json.targets.find((each) => each.path === mug)?.tags, [evil]);
    window.onFile(undefined);
    await run('exportReport', (await runIds())[0]);
  });

  test('a folder that a report goes to puts no link into what is said', async () => {
    await deleteListed([candle]);
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace);
    const folder = vscode.Uri.joinPath(workspace.uri, '[Open](command:workbench.action.quit)');
    window.onFile(vscode.Uri.joinPath(folder, 'report.csv'));
    await run('exportReport', (await runIds())[0]);
    await vscode.workspace.fs.delete(folder, { recursive: true });
    assert.equal(last(), 'Exported to [Open] (command:workbench.action.quit)/report.csv.');
  });

  test('Show Report opens every target with its outcome', async () => {
    await deleteListed([candle, mug]);
    window.onList((rows) => {
      assert.deepEqual(
        rows.map(({ description }) => description?.replace(/ · .* · /, ' · ')),
        ['Deleted 2 files · acme'],
      );
      return rows[0]?.label;
    });
    await run('showRun');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^# Deletion from acme, /);
    assert.match(text, /\n## Deleted \(2\)\n/);
    for (const each of [candle, mug]) {
      assert.ok(text.includes(`- \`${each}\` (\`${idOf(each)}\`)`), text);
    }
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'imagekit-cleanup');
  });

  test('a run that a refused key stopped goes on with a new key, and asks for nothing twice', async () => {
    await set('batchSize', 1);
    await set('writesPerSecond', 100);
    const failing = { kind: 'status', status: 401 } as const;
    await sandbox.plant({ route: 'deleteFile', nth: 3, count: 'always', action: failing });
    const rolled = 'private_sandboxRolled+Key/000000000=';
    await vscode.env.clipboard.writeText(home.map(idOf).join('\n'));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows) => rows.map(({ label }) => label));
    press('Delete');
    window.onMessage(async ({ text, buttons }) => {
      assert.match(text, /^Deleted 2 of 4 files from acme\. .*2 were not attempted: /);
      assert.deepEqual(buttons, ['Update Key…', 'Resume…', 'Show Report']);
      await sandbox.clearFaults();
      await sandbox.setKey({ name: 'rolled', key: rolled });
      return 'Update Key…';
    });
    typeIn(rolled);
    press('Use This Key');
    window.onMessage(({ modal, text, detail }) => {
      assert.equal(modal, true);
      assert.equal(text, 'Resume deleting from acme?');
      assert.match(detail ?? '', /^2 files \(\d+ KB\) are left of the plan that you confirmed /);
      return 'Resume';
    });
    await run('deleteFiles');
    assert.match(last(), /^Deleted 4 files/);
    assert.deepEqual(await left(), []);
    const sent = (await sandbox.requests()).filter(({ method }) => method === 'DELETE');
    const done = sent.filter(({ status }) => status === 204).map((each) => each.path);
    assert.equal(new Set(done).size, 4);
    assert.equal(done.length, 4);
    assert.deepEqual([...new Set(sent.slice(-2).map(({ key }) => key))], ['rolled']);
    assert.deepEqual(new Set(Object.values(states(await onlyRun()))), new Set(['deleted']));
  });

  test('Resume looks up what was in doubt, and sends the rest', async () => {
    const runId = await leaveInterrupted();
    window.onMessage(({ modal, detail }) => {
      assert.equal(modal, true);
      assert.match(
        detail ?? '',
        /^1 file \(\d+ KB\) is left of the plan that you confirmed (today|yesterday)/,
      );
      assert.match(detail ?? '', /\n1 file was already deleted before the interruption\.\n/);
      return 'Resume';
    });
    await run('resumeRun', runId);
    assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${idOf(mug)} 204`]);
    assert.match(last(), /^Deleted 3 files/);
    const record = await onlyRun();
    assert.equal(record.state, 'finished');
    assert.deepEqual(states(record), {
      [armchair]: 'deleted',
      [candle]: 'deleted',
      [mug]: 'deleted',
    });
  });

  test('a run goes on in no other library, and can be closed there without a look-up', async () => {
    const runId = await leaveInterrupted();
    const file = journals.pathOf(runId);
    const text = readFileSync(file, 'utf8');
    const library = { apiHost: 'http://127.0.0.1:9', urlEndpoints: [], keyPrint: 'print' };
    writeFileSync(file, text.replace('"at":', `"library":${JSON.stringify(library)},"at":`));
    window.onMessage(({ text: words }) => {
      assert.match(
        words,
        /^This run deleted from http:\/\/127\.0\.0\.1:9, but acme now uses another API host/,
      );
      return undefined;
    });
    await run('resumeRun', runId);
    assert.equal((await onlyRun()).inDoubt.size, 1);
    press('Close Run');
    window.onMessage(({ modal, text: words, detail }) => {
      assert.equal(modal, true);
      assert.equal(words, 'Close this run without looking anything up?');
      assert.match(
        detail ?? '',
        /1 item that may already be deleted will be recorded as unknown\.$/,
      );
      return 'Close Run';
    });
    await run('closeRun', runId);
    assert.deepEqual(await sandbox.requests(), []);
    assert.equal(states(await onlyRun())[candle], 'unknown');
  });

  test('a run of a library that does not show itself goes on only when the person says so', async () => {
    const runId = await leaveInterrupted();
    const file = journals.pathOf(runId);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/"url":"[^"]*\/products/g, '"url":"https://ik.imagekit.io/other/products'),
    );
    window.onMessage(({ modal, text: words, detail }) => {
      assert.equal(modal, true);
      assert.equal(words, 'Is this run from the library that acme opens now?');
      assert.match(
        detail ?? '',
        /Its files were at https:\/\/ik\.imagekit\.io\/other\. The library has/,
      );
      return undefined;
    });
    await run('resumeRun', runId);
    assert.equal((await onlyRun()).inDoubt.size, 1);
    press('Same Library');
    press('Resume');
    await run('resumeRun', runId);
    assert.equal(states(await onlyRun())[mug], 'deleted');
  });

  test('what changes while Resume is asked about stays, and the rest goes', async () => {
    const runId = await leaveInterrupted([candle, mug, pot]);
    const { now } = Date;
    window.onMessage(async ({ modal }) => {
      assert.equal(modal, true);
      await sandbox.setClock({ advanceMs: 60_000 });
      await change(mug, { tags: ['new'] });
      await sandbox.clearRequests();
      Date.now = () => now() + 61_000;
      return 'Resume';
    });
    await Promise.resolve(run('resumeRun', runId)).finally(() => (Date.now = now));
    assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${idOf(pot)} 204`]);
    assert.match(
      last(),
      /^Deleted 3 of 4 files from acme\. \/\S+ was not attempted: changed since/,
    );
    assert.deepEqual(await left(), [mug]);
  });

  test('what is protected while Resume is asked about stays, however soon the answer comes', async () => {
    const runId = await leaveInterrupted([candle, mug, pot]);
    window.onMessage(async ({ modal }) => {
      assert.equal(modal, true);
      await write(policyFile, '{ "protect": { "paths": ["mug-*"] } }');
      return 'Resume';
    });
    await run('resumeRun', runId);
    assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${idOf(pot)} 204`]);
    assert.match(
      last(),
      /^Deleted 3 of 4 files from acme\. \/\S+ was not attempted: protected by the /,
    );
    assert.deepEqual(await left(), [mug]);
  });

  test('what a program may mean by now is told before a run goes on', async () => {
    const runId = await leaveInterrupted([candle, mug, pot]);
    await write(note, 'For each colour: `/products/home/mug-{{ colour }}.png`\n');
    await run('scanReferences');
    window.onMessage(() => undefined);
    await run('resumeRun', runId);
    const { detail } = window.messages.at(-1) ?? {};
    assert.match(String(detail), /Possible reference by a pattern: note\.md:1/);
    assert.deepEqual(await answeredWrites(sandbox), []);
  });

  test('a policy that breaks while Resume is asked about keeps the run from going on', async () => {
    const runId = await leaveInterrupted();
    window.onMessage(async () => {
      await write(policyFile, '{ "protect": ');
      return 'Resume';
    });
    await run('resumeRun', runId);
    assert.match(last(), /has an error on line 1:/);
    assert.deepEqual(await answeredWrites(sandbox), []);
    assert.equal((await onlyRun()).state, 'interrupted');
  });

  /** What keeps the file back that a run has not started with. */
  const kept: readonly (readonly [string, () => Promise<void>, RegExp])[] = [
    ['has changed', () => change(mug, { tags: ['new'] }), /^changed since the plan was made/],
    ['is protected by its id', () => set('protectedIds', [idOf(mug)]), /^protected by its ID /],
    [
      'is protected by a policy',
      () => write(policyFile, '{ "protect": { "paths": ["mug-*"] } }'),
      /^protected by the path pattern "mug-\*"/,
    ],
    [
      'is mentioned in the workspace',
      async () => {
        await write(note, `![](https://ik.imagekit.io/sandbox${mug})\n`);
        await run('scanReferences');
      },
      /^now referenced in this workspace \(note\.md:1\)/,
    ],
  ];
  for (const [what, happen, reason] of kept) {
    test(`what ${what} by the time of Resume is told before anything is sent, and stays`, async () => {
      const runId = await leaveInterrupted([candle, mug, pot]);
      await sandbox.setClock({ advanceMs: 60_000 });
      await happen();
      await sandbox.clearRequests();
      window.onMessage(async ({ modal, detail = '' }) => {
        assert.equal(modal, true);
        assert.deepEqual(await answeredWrites(sandbox), []);
        assert.match(detail, /^1 file \(\d+ KB\) is left of the plan/);
        const [, words = ''] =
          /\n1 file is kept:\n\/products\/home\/mug-blue\.png: (.*)\n/.exec(detail) ?? [];
        assert.match(words, reason, detail);
        return 'Resume';
      });
      await run('resumeRun', runId);
      assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${idOf(pot)} 204`]);
      assert.match(last(), /^Deleted 3 of 4 files from acme\. \/\S+ was not attempted: /);
      assert.deepEqual(await left(), [mug]);
      const record = await onlyRun();
      assert.equal(record.state, 'finished');
      assert.equal(states(record)[mug], 'notAttempted');
      await run('resumeRun', runId);
      assert.equal((await answeredWrites(sandbox)).length, 1, 'it stays as long as that holds');
    });
  }

  test('a policy that is broken or asks for a backup keeps a run from going on', async () => {
    const runId = await leaveInterrupted();
    await write(policyFile, '{ "protect": ');
    await run('resumeRun', runId);
    assert.match(last(), /^Nothing was deleted because .* has an error on line 1:/);
    await write(policyFile, '{ "requireBackup": true }');
    await run('resumeRun', runId);
    assert.match(last(), /policy requires a backup/);
    assert.deepEqual(await answeredWrites(sandbox), []);
    assert.equal((await onlyRun()).state, 'interrupted');
  });

  test('cancelling the look-up before Resume leaves the run as it was', async () => {
    const runId = await leaveInterrupted();
    await sandbox.turn({ latencyMs: 3000 });
    const source = new vscode.CancellationTokenSource();
    const { withProgress } = vscode.window;
    Object.assign(vscode.window, {
      withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) =>
        withProgress(options, (progress) => {
          setImmediate(() => source.cancel());
          return task(progress, source.token);
        }),
    });
    try {
      await run('resumeRun', runId);
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
    assert.ok(source.token.isCancellationRequested);
    assert.ok(!window.messages.some(({ modal, text }) => modal && text.startsWith('Go on')));
    assert.deepEqual(await answeredWrites(sandbox), []);
    assert.equal((await onlyRun()).state, 'interrupted');
  });

  test('Close accounts for every target and sends nothing', async () => {
    const runId = await leaveInterrupted();
    window.onMessage(() => undefined);
    await run('closeRun', runId);
    assert.equal((await onlyRun()).state, 'interrupted');
    window.onMessage(({ modal, text, detail }) => {
      assert.equal(modal, true);
      assert.equal(text, 'Close this run without deleting more from acme?');
      assert.match(
        detail ?? '',
        /^1 file was not deleted and will be kept\.\n1 file may already be deleted/,
      );
      return 'Close Run';
    });
    await run('closeRun', runId);
    assert.deepEqual(await answeredWrites(sandbox), []);
    const record = await onlyRun();
    assert.equal(record.state, 'finished');
    assert.deepEqual(states(record), {
      [armchair]: 'deleted',
      [candle]: 'deleted',
      [mug]: 'notAttempted',
    });
    assert.deepEqual(await left(), [mug, pot]);
  });

  test('old runs go by the settings, and never one that is not finished', async () => {
    const runId = await leaveInterrupted();
    await deleteListed([pot]);
    const [finished = ''] = await runIds();
    const tenDaysAgo = Date.now() / 1000 - 10 * 86_400;
    for (const each of [runId, finished]) utimesSync(journals.pathOf(each), tenDaysAgo, tenDaysAgo);
    await set('historyMaxAgeDays', 11);
    await deleteListed(['/products/bags/tote-leaf.png']);
    const afterwards = await runIds();
    assert.ok(afterwards.includes(finished), 'it is not old enough');
    await set('historyMaxAgeDays', 9);
    await deleteListed([mug]);
    await until('the old run to go', async () => !(await runIds()).includes(finished));
    assert.deepEqual((await runIds()).slice(2), [runId]);
  });

  test('Remove Record forgets one run after the question, and touches nothing else', async () => {
    await deleteListed([pot]);
    await deleteListed([candle]);
    const [newest, older] = await runIds();
    window.onMessage(({ modal, detail }) => {
      assert.equal(modal, true);
      assert.match(detail ?? '', /Nothing at ImageKit is touched\.$/);
      return undefined;
    });
    await run('deleteRunRecord', newest);
    assert.equal((await runIds()).length, 2);
    await sandbox.clearRequests();
    press('Remove Record');
    await run('deleteRunRecord', newest);
    assert.deepEqual(await runIds(), [older]);
    // The view of the references may look up, whenever it comes to it, what the runs have changed.
    assert.deepEqual(await writes(sandbox), []);
  });
});
