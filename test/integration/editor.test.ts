import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DEFAULT_KEYS } from '../../src/sandbox/access/keys';
import type { ReferencesNode } from '../../src/vscode/tree/referenceNode';
import { extensionId } from '../support/extensionId';
import { rowsOf, shownTree } from '../support/shownTrees';
import { until } from '../support/until';
import { useSandboxWindow } from '../support/sandboxWindow';

const candle = '/products/home/candle-rose.png';
const mug = '/products/home/mug-blue.png';
const dangling = '0123456789abcdef01234567';
const own = 'https://ik.imagekit.io/sandbox';
const settingNames = ['problems', 'ignore', 'ignoreFiles', 'codeLens'] as const;

suite('references in the editor', () => {
  const { url, sandbox, window, run, write, file: assetAt, set: setAny } = useSandboxWindow();

  const autoSave = (value: string | undefined) =>
    vscode.workspace
      .getConfiguration('files')
      .update('autoSave', value, vscode.ConfigurationTarget.Global);
  suiteSetup(() => autoSave('off'));
  suiteTeardown(() => autoSave(undefined));

  teardown(async () => {
    // What the commands under test have put there.
    for (const name of settingNames) {
      await set(name, undefined);
      await set(name, undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  async function set(
    name: (typeof settingNames)[number],
    value: unknown,
    target = vscode.ConfigurationTarget.Global,
  ): Promise<void> {
    await setAny(`references.${name}`, value, target);
  }

  const setting = (name: (typeof settingNames)[number]) =>
    vscode.workspace.getConfiguration('imagekitCleanup.references').inspect(name)?.workspaceValue;

  /** Makes a file of the workspace and shows it. */
  async function open(file: string, text: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(await write(file, text));
    await vscode.window.showTextDocument(document);
    return document;
  }

  const placeOf = (document: vscode.TextDocument, text: string) =>
    document.positionAt(document.getText().indexOf(text) + 1);

  /** Our hover on a text, as Markdown. */
  async function hover(
    document: vscode.TextDocument,
    text: string,
  ): Promise<vscode.MarkdownString | undefined> {
    const all = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, text),
    );
    return all
      .flatMap(({ contents }) => contents)
      .find(
        (content): content is vscode.MarkdownString =>
          content instanceof vscode.MarkdownString && typeof content.isTrusted === 'object',
      );
  }

  /** What a hover reads like: without the escapes of Markdown. */
  const read = ({ value }: vscode.MarkdownString) =>
    value
      .replaceAll('&nbsp;', ' ')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll('\\', '');

  /** Where the links and pictures of a hover lead. */
  const targetsOf = ({ value }: vscode.MarkdownString) =>
    [...value.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target = '']) => target);

  function problems(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
    return vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'ImageKit');
  }

  const told = async (document: vscode.TextDocument, count: number) =>
    until(`${count} problems`, () => problems(document).length === count && problems(document));

  async function actions(
    document: vscode.TextDocument,
    text: string,
  ): Promise<readonly vscode.CodeAction[]> {
    const position = placeOf(document, text);
    return vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(position, position),
    );
  }

  const ours = [
    'Replace With…',
    'Search the Library for It…',
    'Remove From List',
    'Ignore This Reference',
  ];

  async function act(document: vscode.TextDocument, text: string, title: string): Promise<void> {
    const action = (await actions(document, text)).find((each) => each.title === title);
    assert.ok(action, title);
    if (action.edit) await vscode.workspace.applyEdit(action.edit);
    const { command } = action;
    if (command) {
      const { command: id, arguments: args = [] } = command;
      await vscode.commands.executeCommand(id, ...(args as unknown[]));
    }
  }

  async function tag(filePath: string, tags: readonly string[]): Promise<void> {
    const credentials = Buffer.from(`${DEFAULT_KEYS.standard}:`).toString('base64');
    const answer = await fetch(`${url}/v1/files/${assetAt(filePath).fileId}/details`, {
      method: 'PATCH',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tags }),
    });
    assert.equal(answer.status, 200);
  }

  const evil = [
    '[press](command:workbench.action.quit)',
    '<img src="https://evil.example/track.png">',
    '![](https://evil.example/a.png)',
    '**bold** `code` https://evil.example',
  ];

  test('a hover tells what the file is, and links to commands of ours alone', async () => {
    await tag(candle, evil);
    const text = `<img src="${own}${candle}">\n`;
    await open('[press](command:workbench.action.quit)<command:a.b>.html', text);
    const page = await open('src/hover.html', text);
    await run('scanReferences');
    const card = await hover(page, 'candle');
    assert.ok(card);
    assert.equal(card.supportHtml ?? false, false);
    const shown = read(card);
    assert.match(shown, /\/products\/home\/\*\*candle-rose\.png\*\*/);
    assert.match(shown, /Version 1 · \d+×\d+ · image\/png · [\d.,]+ KB · uploaded /);
    for (const each of evil) assert.ok(shown.includes(each.replaceAll('](', '] (')), each);
    const trusted = card.isTrusted;
    assert.ok(typeof trusted === 'object');
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
    for (const command of trusted.enabledCommands) assert.ok(declared.has(command), command);
    const targets = targetsOf(card);
    assert.deepEqual(
      targets.map((target) => /^(?:command:[\w.]+|data:image\/png;base64|file:)/.exec(target)?.[0]),
      [
        'command:imagekitCleanup.deleteFileAtCursor',
        'command:imagekitCleanup.revealInLibrary',
        'command:imagekitCleanup.copyFileIdAtCursor',
        'data:image/png;base64',
        'file:',
      ],
    );
    // What is left of foreign text can make no link, and HTML stays what it is written as.
    assert.doesNotMatch(card.value, /https?:|www\.|<command:/);
  });

  test('a hover never says that nothing else refers to a file that something may mean', async () => {
    const page = await open('src/hover.html', `<img src="${own}${candle}">\n`);
    await open('src/pots.ts', 'const pot = (c: string) => `${E}/products/home/candle-${c}.png`;\n');
    await run('scanReferences');
    const possible = await hover(page, 'candle');
    assert.match(
      possible ? read(possible) : '',
      /No other references, but 1 possible: \[src\/pots\.ts:1\]/,
    );
    await open('src/list.json', `{"c":"${candle}"}\n`);
    await run('scanReferences');
    const used = await hover(page, 'candle');
    assert.match(used ? read(used) : '', /Also in \[src\/list\.json:1\]/);
  });

  test('the URL of a folder leads to that folder, and is not missing', async () => {
    const text = `const home = '${own}/products/home';\nconst gone = '${own}/products/none';\n`;
    const page = await open('src/folders.ts', text);
    await run('scanReferences');
    await told(page, 1);
    assert.deepEqual(
      problems(page).map(({ range }) => range.start.line),
      [1],
    );
    const card = await hover(page, '/products/home');
    assert.match(card ? read(card) : '', /This is the folder \/products\/home of Sandbox/);
  });

  test('a hover asks once, and no hover asks where nothing of ours stands', async () => {
    const page = await open('src/plain.ts', `const a = '${own}${mug}';\nconst other = 'b.png';\n`);
    await run('scanReferences');
    await sandbox.clearRequests();
    await hover(page, 'mug-blue');
    await hover(page, 'mug-blue');
    assert.equal(await hover(page, 'other'), undefined);
    const requests = await sandbox.requests();
    assert.deepEqual(
      requests.filter(({ path }) => path.startsWith('/v1/')),
      [],
    );
  });

  test('a hover tells what a bare path is, and is silent where the library has no such file', async () => {
    const page = await open('notes/bare.md', `See ${mug} and /products/home/no-such.png here.\n`);
    await run('scanReferences');
    const card = await hover(page, mug);
    assert.match(card ? read(card) : '', /mug-blue\.png/);
    assert.equal(await hover(page, '/products/home/no-such'), undefined);
  });

  test('what the references only count can be opened as a list that nobody can change', async () => {
    const id = '65a1b2c3d4e5f60718293a4b';
    await write('notes/sound.bin', '\0\0\0');
    await open('notes/order.ts', `const picture = '${id}';\n`);
    await run('scanReferences');
    await run('showLeftOut');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'imagekit-cleanup');
    const text = document.getText();
    assert.match(text, /## Looks like a file ID or path, but isn't in the library \(\d+\)/);
    assert.match(text, new RegExp(`- \`${id}\` \\[notes/order\\.ts:1\\]`));
    assert.match(text, /## Not searched: /);
  });

  test('a missing file is a problem as strong as the settings say', async () => {
    const page = await open('src/missing.ts', `const file = { fileId: '${dangling}' };\n`);
    await run('scanReferences');
    const [problem] = await told(page, 1);
    assert.ok(problem);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(problem.message, `Sandbox has no file with the ID ${dangling}.`);
    assert.equal(page.getText(problem.range), dangling);
    for (const [value, severity] of [
      ['error', vscode.DiagnosticSeverity.Error],
      ['hint', vscode.DiagnosticSeverity.Hint],
    ] as const) {
      await set('problems', value);
      await until(value, () => problems(page)[0]?.severity === severity);
    }
    await set('problems', 'off');
    await told(page, 0);
    await set('problems', undefined);
    await told(page, 1);
  });

  test('what a problem says, the hover does not say again', async () => {
    const line = `const file = { fileId: '${dangling}' };\n`;
    const page = await open('src/twice.ts', line + line);
    await set('problems', 'off');
    await run('scanReferences');
    const alone = await hover(page, dangling);
    assert.ok(alone);
    assert.match(read(alone), /^Sandbox has no such file\. Looked up less than a minute ago\./);
    await set('problems', 'warning');
    await told(page, 2);
    const beside = await hover(page, dangling);
    assert.ok(beside);
    assert.match(
      read(beside),
      /^Looked up less than a minute ago\. {2}\nAlso in .*src\/twice\.ts:2/,
    );
    assert.deepEqual(
      targetsOf(beside)
        .map((target) => /^command:[\w.]+/.exec(target)?.[0])
        .filter(Boolean),
      ['command:imagekitCleanup.findInLibrary', 'command:imagekitCleanup.replaceReference'],
    );
  });

  test('offline is unknown, not missing', async () => {
    const page = await open('src/offline.ts', `const file = { fileId: '${dangling}' };\n`);
    await sandbox.plant({ count: 'always', action: { kind: 'reset' } });
    await run('refreshLibrary');
    await run('scanReferences');
    assert.match(window.messages.at(-1)?.text ?? '', /Couldn't reach ImageKit/);
    assert.deepEqual(problems(page), []);
    const card = await hover(page, dangling);
    assert.match(read(card ?? new vscode.MarkdownString()), /^Not looked up in Sandbox yet\./);
    await sandbox.clearFaults();
    await run('scanReferences');
    await told(page, 1);
  });

  test("another account's address is shown as such, and is never missing", async () => {
    const page = await open(
      'src/other.ts',
      `const a = 'https://ik.imagekit.io/somebody/a.png';\nconst b = '${own}/nothing/b.png';\n`,
    );
    await run('scanReferences');
    const [only] = await told(page, 1);
    assert.equal(only?.message, 'Sandbox has no file /nothing/b.png.');
    const card = await hover(page, 'somebody');
    assert.match(
      read(card ?? new vscode.MarkdownString()),
      /^This belongs to another account, somebody\. The active account is Sandbox\./,
    );
  });

  test('a problem can be replaced, or taken out of its list', async () => {
    const page = await open(
      'src/fix.ts',
      `const fileIds = ['${dangling}', '${assetAt(mug).fileId}'];\nconst a = '${own}/no/b.png?tr=w-9';\n`,
    );
    await run('scanReferences');
    await told(page, 2);
    const titles = (await actions(page, dangling)).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 5), [...ours, 'Ignore Missing References in This File']);
    const [, , atUrl] = (await actions(page, 'no/b.png')).map(({ title }) => title);
    assert.equal(atUrl, 'Ignore This Reference');
    await act(page, dangling, 'Remove From List');
    window.onBox((box) => {
      assert.equal(box.value, 'b.png');
      box.type(candle);
      box.accept(box.labels[0]);
    });
    await act(page, 'no/b.png', 'Replace With…');
    assert.equal(
      page.getText(),
      `const fileIds = ['${assetAt(mug).fileId}'];\nconst a = '${own}${candle}?tr=w-9';\n`,
    );
    const { activeTextEditor } = vscode.window;
    assert.equal(page.getText(activeTextEditor?.selection), `${own}${candle}?tr=w-9`);
    await told(page, 0);
  });

  test('a reference without a problem offers its actions only when they are asked for', async () => {
    const page = await open('src/fine.ts', `const a = '${own}${candle}';\n`);
    await run('scanReferences');
    const titles = (await actions(page, 'candle')).map(({ title }) => title);
    assert.ok(titles.includes('Reveal in Library'), titles.join());
    assert.ok(titles.includes('Delete File…'), titles.join());
    assert.deepEqual(
      ours.filter((title) => titles.includes(title)),
      [],
    );
  });

  test('what is ignored is no problem, counts no more, and lies in the workspace settings', async () => {
    const page = await open(
      'src/ignored.ts',
      `const a = { fileId: '${dangling}' };\nconst b = '${own}/no/b.png';\n`,
    );
    const counted = async () => (await shownTree('imagekitCleanup.references')).view.badge?.value;
    const statuses = async () =>
      (await rowsOf<ReferencesNode>(await shownTree('imagekitCleanup.references'))).flatMap(
        (node) =>
          node.kind === 'reference' && node.entry.place.file === 'src/ignored.ts'
            ? [node.entry.status.kind]
            : [],
      );
    await run('scanReferences');
    await told(page, 2);
    assert.equal(await counted(), 2);
    await act(page, dangling, 'Ignore This Reference');
    await told(page, 1);
    assert.deepEqual(setting('ignore'), [dangling]);
    await until('one to be counted', async () => (await counted()) === 1);
    assert.deepEqual(await statuses(), ['ignored', 'missing']);
    await act(page, 'no/b', 'Ignore Missing References in This File');
    await told(page, 0);
    assert.deepEqual(setting('ignoreFiles'), ['src/ignored.ts']);
    await until('none to be counted', async () => (await counted()) === undefined);
    assert.deepEqual(await statuses(), ['ignored', 'ignored']);
    await set('ignore', undefined, vscode.ConfigurationTarget.Workspace);
    await set('ignoreFiles', undefined, vscode.ConfigurationTarget.Workspace);
    await told(page, 2);
  });

  test('addresses are links to the delivery hosts of the account, also where they are escaped', async () => {
    const page = await open(
      'src/links.json',
      JSON.stringify({ a: `${own}/favicon.png?tr=w-8&x=1`, b: 'https://evil.example/favicon.png' })
        .replaceAll('/', '\\/')
        .concat('\n'),
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      page.uri,
    );
    const ofOurs = links.filter(({ tooltip }) => tooltip === 'Open in Browser');
    assert.deepEqual(
      ofOurs.map(({ target }) => target?.toString(true)),
      [`${own}/favicon.png?tr=w-8&x=1`],
    );
  });

  test('lines tell what they lead to only when the person wants it', async () => {
    const page = await open(
      'src/lens.ts',
      `const a = '${own}${candle}';\nconst b = { fileId: '${dangling}' };\n`,
    );
    await run('scanReferences');
    await told(page, 1);
    const lenses = async () =>
      (
        await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          page.uri,
        )
      ).flatMap(({ command }) => (command ? [[command.title, command.command]] : []));
    assert.deepEqual(await lenses(), []);
    await set('codeLens', true);
    assert.deepEqual(await lenses(), [
      ['candle-rose.png · 47 KB · 1 reference', 'imagekitCleanup.revealInLibrary'],
      ['ImageKit: missing', 'imagekitCleanup.findInLibrary'],
    ]);
  });
});
