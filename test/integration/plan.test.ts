import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parsePolicy } from '../../src/core/plan/policy';
import { writePlanFile } from '../../src/core/plan/planFile';
import { DEFAULT_KEYS } from '../../src/sandbox/access/keys';
import type { PlanNode } from '../../src/vscode/tree/planNode';
import { asset, confirmed, fileTarget } from '../support/deletion/targets';
import { scriptWindow } from '../support/scriptedWindow';
import { rowsOf, shownTree } from '../support/shownTrees';
import { until } from '../support/until';
import { writes } from '../support/whatHappened';
import { useSandboxWindow } from '../support/sandboxWindow';

/** Files that nothing in the sample workspace mentions. */
const home = ['candle-rose.png', 'mug-blue.png', 'plant-pot.png', 'armchair-teal.png'].map(
  (name) => `/products/home/${name}`,
);
const [candle = '', mug = ''] = home;

suite('the plan and its guards', () => {
  const { url, sandbox, folder, window, run, set, file, removeLater } = useSandboxWindow();
  const policyFile = vscode.Uri.joinPath(folder, '.imagekit-cleanup.json');
  const planFile = vscode.Uri.joinPath(folder, 'test.imagekit-plan.json');

  setup(async () => {
    await set('reviewThreshold', 2);
    for (const made of [policyFile, planFile]) removeLater(made);
    await sandbox.clearRequests();
  });

  teardown(async () => {
    const cleaning = scriptWindow();
    await run('discardPlan');
    cleaning.restore();
  });

  async function write(file: vscode.Uri, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }

  async function remove(file: vscode.Uri): Promise<void> {
    await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
  }

  const idOf = (filePath: string) => file(filePath).fileId;

  async function left(): Promise<readonly string[]> {
    const { library: now } = await sandbox.state();
    return home.filter((path) => now.some(({ filePath }) => filePath === path));
  }

  /** Whether a file of a list was asked for; the library's view may read folders meanwhile. */
  async function wasLookedUp(): Promise<boolean> {
    return (await sandbox.requests()).some(({ path }) => path.endsWith('/details'));
  }

  /** "Delete Files…" from the clipboard; `chosen` are picked where there is a list to choose from. */
  async function deleteListed(paths: readonly string[], chosen?: readonly string[]): Promise<void> {
    await vscode.env.clipboard.writeText(paths.map(idOf).join('\n'));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    if (chosen) {
      window.onList((rows) =>
        rows
          .map(({ label }) => label)
          .filter((label) => chosen.some((path) => path.endsWith(label))),
      );
    }
    await run('deleteFiles');
  }

  const last = () => window.messages.at(-1)?.text ?? '';
  const typing = (number: string | undefined) => window.onInput(() => number);

  test('nothing but reads is sent before the number is typed', async () => {
    await deleteListed(home);
    window.onFile(planFile);
    await run('exportPlan');
    window.onFile(planFile);
    window.onMessage(() => 'Replace');
    await run('importPlan');
    for (const typed of [undefined, '', '3', '44', 'four']) {
      typing(typed);
      await run('deleteChecked');
    }
    const requests = await sandbox.requests();
    assert.ok(requests.length > 0 && (await wasLookedUp()));
    assert.deepEqual(await writes(sandbox), []);
    window.onInput((box) => {
      assert.match(box.title ?? '', /^Delete 4 files \(.* KB\) from Sandbox\?$/);
      assert.match(box.prompt ?? '', /no trash.*Type 4 /);
      assert.equal(box.validateInput?.('4'), undefined);
      assert.ok(box.validateInput?.('5'));
      return ' 4 ';
    });
    await run('deleteChecked');
    assert.deepEqual(await writes(sandbox), ['POST /v1/files/batch/deleteByFileIds']);
    assert.deepEqual(await left(), []);
    await run('deleteChecked');
    assert.equal((await writes(sandbox)).length, 1, 'the plan is done with');
  });

  test('the view says how much goes, and has no badge beside that of the references', async () => {
    await deleteListed(home);
    const shown = await shownTree('imagekitCleanup.plan');
    const { view } = shown;
    assert.match(view.message ?? '', /^4 of 4 files · \d+ KB\./);
    assert.equal(view.description, 'Sandbox (sandbox)');
    assert.equal(view.badge, undefined);
    const [first] = (await shown.provider.getChildren()) ?? [];
    const labelOf = async () => (await shown.provider.getTreeItem(first)).label;
    assert.equal(await labelOf(), 'Delete 4 Files…');
    const rows = await rowsOf<PlanNode>(shown);
    await view.reveal(rows.find(({ kind }) => kind === 'target'));
    await until('the row to be selected', () => view.selection.length === 1);
    await run('togglePlanRow');
    assert.match(view.message ?? '', /^4 of 4 files · /, 'only a key means the selection');
    await run('togglePlanRow', 'selection');
    assert.match(view.message ?? '', /^3 of 4 files · /);
    assert.equal(await labelOf(), 'Delete 3 Files…');
    window.onMessage(() => 'Discard');
    await run('discardPlan');
  });

  test('what has changed since the plan was made stays until it is looked at again', async () => {
    await deleteListed(home);
    await sandbox.setClock({ advanceMs: 60_000 });
    await change(candle, { tags: ['new'] });
    await remote('DELETE', `/v1/files/${idOf(mug)}`);
    await sandbox.clearRequests();
    await run('deleteChecked');
    assert.match(last(), /^Nothing was deleted\. 2 selected item/);
    assert.deepEqual(await writes(sandbox), []);
    typing('2');
    await run('deleteChecked');
    assert.deepEqual(await left(), [candle]);
  });

  /** The rows of the plan by their group. */
  async function grouped(): Promise<Readonly<Record<string, readonly string[]>>> {
    const rows = await rowsOf<PlanNode>(await shownTree('imagekitCleanup.plan'));
    const groups: Record<string, string[]> = {};
    for (const row of rows) {
      if (row.kind !== 'target' || row.planned.target.kind !== 'asset') continue;
      (groups[row.parent.group] ??= []).push(row.planned.target.asset.filePath);
    }
    return groups;
  }

  const shownMessage = async () => (await shownTree('imagekitCleanup.plan')).view.message ?? '';

  test('a path that a program fills in puts its files into a group of their own, unchecked', async () => {
    const source = vscode.Uri.joinPath(folder, 'picture.ts');
    await write(source, 'const u = `${E}/products/home/mug-${colour}.png`;\n');
    try {
      await deleteListed([mug, candle]);
      assert.deepEqual(await grouped(), { possible: [mug], safe: [candle] });
      assert.match(await shownMessage(), /^1 of 2 files · .*possible references are kept/);
      window.onMessage(() => 'Discard');
      await run('discardPlan');
      await deleteListed(home);
      const { possible, safe } = await grouped();
      assert.deepEqual([possible, safe?.length], [[mug], 3]);
      typing('3');
      await run('deleteChecked');
      assert.deepEqual(await left(), [mug]);
    } finally {
      await remove(source);
    }
  });

  test('the full path of a file in a list makes it a referenced one', async () => {
    const source = vscode.Uri.joinPath(folder, 'list.json');
    await write(source, `{"mug":"${mug}"}\n`);
    try {
      await deleteListed([mug, candle]);
      assert.deepEqual(await grouped(), { referenced: [mug], safe: [candle] });
      assert.match(await shownMessage(), /^1 of 2 files · .*still referenced/);
      assert.deepEqual(await writes(sandbox), []);
    } finally {
      await remove(source);
    }
  });

  for (const [what, text, line] of [
    ['is used', `{"mug":"${mug}"}\n`, '1 reference remains in this workspace: list.ts:1'],
    [
      'may be used',
      'const u = `${E}/products/home/mug-${colour}.png`;\n',
      'Possible reference by a pattern: list.ts:1',
    ],
  ] as const) {
    test(`a single file that ${what} is one question, whose first button only shows where`, async () => {
      const source = vscode.Uri.joinPath(folder, 'list.ts');
      await write(source, text);
      const answer = async (button: string) => {
        window.onMessage(({ text: question, detail = '', buttons }) => {
          assert.equal(question, 'Delete mug-blue.png from Sandbox?');
          assert.ok(detail.split('\n').includes(line), detail);
          assert.deepEqual(buttons, ['Show References', 'Delete Anyway']);
          return button;
        });
        await deleteListed([mug], [mug]);
      };
      try {
        await answer('Show References');
        assert.deepEqual(await writes(sandbox), []);
        const { activeTextEditor: editor } = vscode.window;
        assert.equal(editor?.document.uri.path, source.path);
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        await answer('Delete Anyway');
        assert.deepEqual(
          await left(),
          home.filter((path) => path !== mug),
        );
      } finally {
        await remove(source);
      }
    });
  }

  test('what the workspace mentions only now stays, too', async () => {
    await deleteListed(home);
    const note = vscode.Uri.joinPath(folder, 'note.md');
    await write(note, `![](https://ik.imagekit.io/sandbox${candle})\n`);
    try {
      const document = await vscode.workspace.openTextDocument(note);
      assert.ok(document.getText().includes(candle));
      await vscode.workspace.saveAll();
      await run('scanReferences');
      await run('deleteChecked');
      assert.match(last(), /^Nothing was deleted\. 1 selected item/);
      typing('3');
      await run('deleteChecked');
      assert.deepEqual(await left(), [candle]);
    } finally {
      await remove(note);
    }
  });

  test('a policy that is set after the plan was made holds for it', async () => {
    await deleteListed(home);
    await write(policyFile, '{ "protect": { "paths": ["candle-*"] }, "maxFiles": 2 }');
    await run('deleteChecked');
    assert.match(last(), /^Nothing was deleted\. 1 selected item/);
    await run('deleteChecked');
    assert.match(last(), /the plan has 3 files, but this workspace's policy allows 2 /);
    assert.deepEqual(window.messages.at(-1)?.buttons, []);
    assert.deepEqual(await writes(sandbox), []);
  });

  /** What begins to keep the files back while a question stands, and how that is said. */
  const meanwhile: readonly (readonly [string, () => Promise<void>, RegExp])[] = [
    [
      'a policy protects it',
      () => write(policyFile, '{ "protect": { "paths": ["candle-*"] } }'),
      /protected by the path pattern "candle-\*"|^Nothing was deleted\. 1 selected item/,
    ],
    [
      'a setting protects it',
      () => set('protectedPaths', ['/products/home/candle-*']),
      /protected by the path pattern|^Nothing was deleted\. 1 selected item/,
    ],
    ['the policy breaks', () => write(policyFile, '{ "protect": '), /has an error on line 1:/],
    ['a setting breaks', () => set('protectedTags', 'keep'), /is invalid/],
    [
      'the policy asks for a backup',
      () => write(policyFile, '{ "requireBackup": true }'),
      /policy requires a backup/,
    ],
    ['the limit is lowered', () => set('runLimitBytes', 1), /your settings allow 1 B per run/],
  ];
  for (const [what, happen, words] of meanwhile) {
    test(`an answer is for the guards of its moment: ${what} while a question stands`, async () => {
      window.onBox((box) => {
        box.type(idOf(candle));
        box.accept(box.labels[0]);
      });
      window.onMessage(async ({ modal }) => {
        assert.ok(modal);
        await happen();
        return 'Delete';
      });
      await run('deleteFile');
      assert.match(last(), words);
      assert.deepEqual(await writes(sandbox), []);
      for (const name of ['protectedPaths', 'protectedTags', 'runLimitBytes']) {
        await set(name, undefined);
      }
      await remove(policyFile);
      await deleteListed(home);
      window.onInput(async () => {
        await happen();
        return '4';
      });
      await run('deleteChecked');
      assert.match(last(), words);
      assert.deepEqual(await writes(sandbox), []);
      assert.deepEqual(await left(), home);
    });
  }

  test('a number that is typed late is for files that nobody has tagged since', async () => {
    await deleteListed(home);
    const { now } = Date;
    const typeLate = (then: () => Promise<void>) =>
      window.onInput(async () => {
        await then();
        await sandbox.clearRequests();
        Date.now = () => now() + 6_000;
        return '4';
      });
    try {
      typeLate(async () => {
        await sandbox.setClock({ advanceMs: 60_000 });
        await change(candle, { tags: ['keep'] });
      });
      await run('deleteChecked');
      assert.match(last(), /^Nothing was deleted\. 1 selected item/);
      assert.deepEqual(await writes(sandbox), []);
      Date.now = now;
      window.onInput(() => '3');
      await run('deleteChecked');
    } finally {
      Date.now = now;
    }
    assert.deepEqual(await left(), [candle]);
  });

  test('a broken policy blocks every deletion, and leads to its line', async () => {
    await write(policyFile, '{\n  "protect": {\n    "tag": ["keep"]\n  }\n}\n');
    for (const paths of [home, [candle]]) {
      window.onMessage(({ text, buttons }) => {
        assert.match(
          text,
          /^Nothing was deleted because .*\.imagekit-cleanup\.json has an error on line 3:/,
        );
        assert.deepEqual(buttons, ['Open File']);
        return 'Open File';
      });
      await deleteListed(paths);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), policyFile.toString());
      assert.equal(editor.selection.active.line, 2);
    }
    assert.equal(await wasLookedUp(), false);
    assert.deepEqual(await writes(sandbox), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('a first policy is an example that holds, and a policy that is there is only opened', async () => {
    await run('createPolicy');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), policyFile.toString());
    const written = await vscode.workspace.fs.readFile(policyFile);
    const reading = parsePolicy(new TextDecoder().decode(written));
    assert.equal(reading.kind, 'policy');
    assert.deepEqual(reading.policy.protect.tags, ['keep']);
    const ours = '{ "protect": { "tags": ["mine"] } }';
    await write(policyFile, ours);
    await run('createPolicy');
    const file = await vscode.workspace.fs.readFile(policyFile);
    assert.equal(new TextDecoder().decode(file), ours);
    await remove(policyFile);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('a policy that can not be read is broken, never none', async () => {
    const texts = [Uint8Array.of(0x7b, 0xff, 0x7d), new TextEncoder().encode('')];
    for (const bytes of texts) {
      await vscode.workspace.fs.writeFile(policyFile, bytes);
      await deleteListed([candle]);
      assert.match(last(), /has an error on line 1:/);
    }
    await remove(policyFile);
    await vscode.workspace.fs.createDirectory(policyFile);
    await deleteListed([candle]);
    assert.match(last(), /has an error on line 1:/);
    assert.deepEqual(await left(), home);
  });

  test("a policy's looser number is ignored, and that is said", async () => {
    await write(policyFile, '{ "maxFiles": 5000 }');
    await vscode.env.clipboard.writeText([candle, mug].map(idOf).join('\n'));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows) => rows.map(({ label }) => label));
    window.onMessage(({ modal, detail, buttons }) => {
      assert.equal(modal, true);
      assert.match(detail ?? '', /allows 5,000 files in one run; your limit of 1,000 applies/);
      assert.deepEqual(buttons, ['Delete', 'Review…']);
      return 'Review…';
    });
    await run('deleteFiles');
    typing('2');
    await run('deleteChecked');
    assert.equal((await left()).length, 2);
  });

  test('what was unchecked stays unchecked through Review…, and what is missing is named', async () => {
    const missing = '0123456789abcdef01234567';
    await vscode.env.clipboard.writeText([...[candle, mug].map(idOf), missing].join('\n'));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows, { title, placeHolder }) => {
      assert.match(title ?? '', /^Found 2 of 3 in Sandbox: .*; 1 isn't there$/);
      assert.match(placeHolder ?? '', new RegExp(`Not found: ${missing}\\.`));
      return rows.map(({ label }) => label).filter((label) => mug.endsWith(label));
    });
    window.onMessage(() => 'Review…');
    await run('deleteFiles');
    assert.match(await shownMessage(), /^1 of 3 files · /);
    typing('1');
    await run('deleteChecked');
    const stays = await left();
    assert.ok(stays.includes(candle) && !stays.includes(mug), stays.join());
  });

  test('only what there is to collect from is offered', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.env.clipboard.writeText('  \n');
    window.onList((rows) => {
      const labels = rows.map(({ label }) => label);
      assert.deepEqual(labels.slice(-2), ['List File…', 'Type or Paste…']);
      for (const empty of ['Clipboard', 'Selection', 'Active Editor']) {
        assert.ok(!labels.includes(empty), empty);
      }
      return undefined;
    });
    await run('deleteFiles');
  });

  test('a typed line may hold paths with commas between them and spaces in their names', async () => {
    window.onList((rows) => rows.find(({ label }) => label.includes('Type or Paste'))?.label);
    window.onInput(() => '/products/home/candle-rose.png, /docs/price list 2026.json');
    window.onList((rows, { title }) => {
      assert.match(title ?? '', /^Found 2 of 2 in Sandbox/);
      assert.equal(rows.length, 2);
      return undefined;
    });
    await run('deleteFiles');
  });

  test('a run over a limit of the person is refused, and can be reviewed', async () => {
    const limits = [
      ['runLimitFiles', 3, /the plan has 4 files, but your settings allow 3 per run/],
      ['runLimitBytes', 1000, /the plan has 1\d\d KB, but your settings allow 1,000 B /],
    ] as const;
    for (const [name, value, words] of limits) {
      await set(name, value);
      window.onMessage(({ text, buttons }) => {
        assert.match(text, words);
        assert.deepEqual(buttons, ['Review…', 'Open Settings']);
        return undefined;
      });
      await deleteListed(home);
      window.onMessage(() => 'Review…');
      await deleteListed(home);
      await run('deleteChecked');
      assert.match(last(), words);
      await set(name, undefined);
      await run('discardPlan');
    }
    assert.deepEqual(await writes(sandbox), []);
  });

  test('what is tagged, named or too young is kept, each with its reason', async () => {
    const kept = [
      ['protectedTags', ['HOME'], candle, /protected by its tag "home"/],
      ['protectedPaths', ['/products/**/candle-*'], candle, /the path pattern "\/products\/\*\*/],
      ['minAgeHours', 87_600, candle, /changed less than 87,?600 hours ago/],
    ] as const;
    for (const [name, value, path, words] of kept) {
      await set(name, value);
      await deleteListed([path]);
      assert.match(last(), words);
      await set(name, undefined);
    }
    await deleteListed(['/brand/logo.svg']);
    assert.match(last(), /protected by its tag "keep"/);
    assert.deepEqual(await writes(sandbox), []);
  });

  test('a setting that can not be understood blocks every deletion', async () => {
    for (const value of ['keep', ['keep', 7]]) {
      await set('protectedTags', value);
      await deleteListed([candle]);
      assert.match(last(), /the setting "protectedTags" is invalid/);
    }
    assert.deepEqual(await writes(sandbox), []);
  });

  test('a file that is no plan of this account is not imported', async () => {
    await deleteListed(home);
    window.onFile(planFile);
    await run('exportPlan');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(planFile));
    await run('discardPlan');
    const files = [
      [
        text.replace(candle, '/brand/logo.svg'),
        /"\/brand\/logo\.svg" was changed or added after it was exported/,
      ],
      [text.replace('"name"', '"Name"'), /isn't a deletion plan this version can read/],
      [text.replace('"createdAt": "2', '"createdAt": "3'), /it was edited after it was exported/],
      [text.replace('"targets"', 'targets'), /isn't JSON, see line 7/],
      ['{ "protect": {} }', /isn't a deletion plan this version can read, see "format"/],
    ] as const;
    for (const [content, words] of files) {
      await write(planFile, content);
      window.onFile(planFile);
      await run('importPlan');
      assert.match(last(), words);
    }
    window.onFile(undefined);
    await run('importPlan');
    await run('deleteChecked');
    assert.deepEqual(await writes(sandbox), []);
  });

  test('a plan of another account is not imported', async () => {
    const account = { name: 'other', urlEndpoints: ['https://ik.imagekit.io/other'] };
    await write(planFile, writePlanFile(confirmed([fileTarget(asset(1))]), account));
    window.onFile(planFile);
    window.onMessage(({ text, buttons }) => {
      assert.match(text, /^Nothing was imported: the plan was made for other, https:\S+\/other, /);
      assert.deepEqual(buttons, ['Switch Account…']);
      return undefined;
    });
    await run('importPlan');
    assert.equal(await wasLookedUp(), false);
    await run('deleteChecked');
    assert.deepEqual(await writes(sandbox), []);
  });

  test('a key that may only read is found out once, and nothing is asked of it again', async () => {
    const key = { name: 'standard', key: DEFAULT_KEYS.standard } as const;
    await sandbox.setKey({ ...key, access: 'read' });
    await deleteListed(home);
    typing('4');
    await run('deleteChecked');
    assert.match(last(), /^Nothing was deleted from Sandbox\./);
    await sandbox.clearRequests();
    for (const command of ['deleteFile', 'explainReadOnly'] as const) {
      window.onMessage(({ text, buttons }) => {
        assert.match(text, /^The key for Sandbox is read-only\. ImageKit refused/);
        assert.deepEqual(buttons, ['Check Again']);
        return undefined;
      });
      if (command === 'deleteFile') await deleteListed([candle]);
      else await run(command);
    }
    assert.equal(await wasLookedUp(), false);
    assert.deepEqual(await writes(sandbox), []);
    window.onMessage(() => 'Check Again');
    await run('explainReadOnly');
    assert.match(last(), /still read-only/);
    await sandbox.setKey({ ...key, access: 'write' });
    window.onMessage(() => 'Check Again');
    await run('explainReadOnly');
    assert.match(last(), /can delete files now/);
    assert.deepEqual(await left(), home);
    await deleteListed(home);
    typing('4');
    await run('deleteChecked');
    assert.deepEqual(await left(), []);
  });

  const own = 'https://ik.imagekit.io/sandbox';
  const accounts = [
    ['a production account', 'Production', own, 'review'],
    ['an account that this workspace does not use', 'Development', `${own}-not`, 'review'],
    ['an account that this workspace uses', 'Development', own, 'question'],
  ] as const;
  for (const [what, kind, urlEndpoint, asks] of accounts) {
    test(`one file of ${what} asks by a ${asks}`, async () => {
      await set('apiHost', url);
      const removing = scriptWindow();
      removing.onMessage(({ buttons }) => buttons[0]);
      await run('removeAccount');
      removing.restore();
      window.onBox((box) => {
        box.type('acme');
        box.accept();
      });
      window.onBox((box) => {
        box.type(DEFAULT_KEYS.standard);
        box.accept();
      });
      window.onBox((box) => {
        box.type(urlEndpoint);
        box.accept();
      });
      window.onBox((box) => box.accept(kind));
      await run('addAccount');
      if (asks === 'question') {
        window.onBox((box) => {
          box.type(idOf(candle));
          box.accept(box.labels[0]);
        });
        window.onMessage(({ modal }) => (modal ? 'Delete' : undefined));
        await run('deleteFile');
      } else await deleteListed([candle]);
      if (asks === 'review') {
        assert.ok((await left()).includes(candle));
        typing('1');
        await run('deleteChecked');
      }
      assert.ok(!(await left()).includes(candle));
      await set('apiHost', undefined);
    });
  }

  test('only one plan is under review, and the older one stays unless it is replaced', async () => {
    await deleteListed(home.slice(0, 3));
    window.onMessage(({ modal, text, detail }) => {
      assert.equal(modal, true);
      assert.match(text, /^Replace the Deletion Plan/);
      assert.match(detail ?? '', /It holds 3 of 3 files · .* of Sandbox/);
      return undefined;
    });
    await deleteListed(home);
    typing('3');
    await run('deleteChecked');
    assert.deepEqual(await left(), home.slice(3));
  });

  async function change(path: string, fields: object): Promise<void> {
    await remote('PATCH', `/v1/files/${idOf(path)}/details`, fields);
  }

  async function remote(method: string, path: string, body?: object): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${DEFAULT_KEYS.standard}:`).toString('base64')}`;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  }
});
