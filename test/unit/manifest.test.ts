import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'node:fs';
import ts from 'typescript';
import { contributedSettings, settingGroups } from '../support/contributedSettings';
import * as commands from '../../src/vscode/commands/all';

const root = path.join(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly extensionKind?: readonly string[];
  readonly main?: string;
  readonly browser?: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; when?: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly when?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly (MenuItem & { readonly key: string; readonly mac?: string })[];
  };
}

interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const nls = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const sources = globSync('src/vscode/**/*.ts', { cwd: root }).concat('src/extension.ts');

/** Everything in package.json that VS Code evaluates as a condition. */
const conditions = [
  ...Object.values(contributes.menus).flat(),
  ...contributes.keybindings,
  ...contributes.viewsWelcome,
  ...Object.values(contributes.views).flat(),
].flatMap(({ when }) => when ?? []);

suite('package.json and the code', () => {
  test('runs beside the files, and is not offered where there is no disk', () => {
    const { extensionKind, main, browser } = manifest;
    assert.deepEqual(extensionKind, ['workspace']);
    assert.ok(main);
    // With one, github.dev and vscode.dev would offer it.
    assert.equal(browser, undefined);
  });

  test('binds what the Delete key does to the key of the same meaning on macOS', () => {
    const bound = contributes.keybindings.filter(({ key }) => key === 'delete');
    assert.deepEqual(
      bound.map(({ command, mac }) => [command, mac]),
      [
        ['imagekitCleanup.deleteSelected', 'cmd+backspace'],
        ['imagekitCleanup.deleteReferenced', 'cmd+backspace'],
      ],
    );
  });

  test('name the same commands', () => {
    const listed = Object.values(commands).map(({ id }) => id);
    const contributed = contributes.commands.map(({ command }) => command);
    assert.deepEqual(listed.toSorted(), contributed.toSorted());
    assert.equal(new Set(listed).size, listed.length);
  });

  test('keep each command, under its name, in the file that is called like it', () => {
    for (const [name, { id }] of Object.entries(commands)) {
      assert.equal(id, `imagekitCleanup.${name}`);
      const files = globSync(`src/vscode/commands/*/${name}.ts`, { cwd: root });
      assert.equal(files.length, 1, name);
    }
  });

  test("say a command's id once", () => {
    const code = [...sources.filter((file) => !file.endsWith('/all.ts'))].map(read).join('\n');
    for (const { id } of Object.values(commands)) {
      assert.equal(code.split(`'${id}'`).length - 1, 1, id);
    }
  });

  test('put only commands into menus and keys that exist', () => {
    // VS Code's own command that runs several.
    const known = new Set(['runCommands', ...contributes.commands.map(({ command }) => command)]);
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    for (const { command } of used) assert.ok(command === undefined || known.has(command), command);
  });

  test('let a key in a view mean its selection, and say so', () => {
    const keys = JSON.stringify(contributes.keybindings);
    const said = [...keys.matchAll(/"(?:command|args)":"(imagekitCleanup\.\w+|selection)"/g)];
    const ours = said.filter(([, word]) => word !== 'selection').length;
    assert.ok(ours > 0);
    assert.equal(said.length, 2 * ours, 'a command that a key runs gets "selection"');
  });

  test('use every text and lack none', () => {
    const used = new Set([...text.matchAll(/%([\w.-]+)%/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(nls).sort());
  });

  test('write their texts with … and without stray blanks', () => {
    for (const [key, title] of Object.entries(nls)) {
      assert.ok(title.trim() === title && title !== '', key);
      assert.ok(!title.includes('...'), `${key}: use … for three dots`);
    }
  });

  test('name the same settings, each described, with a default and a scope that fits', () => {
    const contributed = Object.entries(contributedSettings<Setting>());
    const names = new Set(contributed.map(([name]) => name.slice('imagekitCleanup.'.length)));
    const { read: readByCode, written } = settingNames();
    for (const name of readByCode) assert.ok(names.has(name), `${name} is not contributed`);
    for (const name of names) assert.ok(written.has(name), `${name} is read nowhere`);
    for (const [name, setting] of contributed) {
      assert.ok(setting.description ?? setting.markdownDescription, `${name} is not described`);
      assert.notEqual(setting.default, undefined, `${name} has no default`);
    }
  });

  test('show the settings in groups, each in one of them, what guards a library first', () => {
    const groups = settingGroups<Setting & { readonly order?: number }>();
    const titles = groups.map(({ title }) => nls[title.replaceAll('%', '')]);
    assert.deepEqual(titles, [
      'Guards',
      'Backup and CDN',
      'References',
      'History',
      'Requests to ImageKit',
    ]);
    const names = groups.flatMap(({ properties }) => Object.keys(properties));
    assert.equal(new Set(names).size, names.length);
    for (const { properties } of groups) {
      const orders = Object.values(properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        orders.map((_, at) => at + 1),
      );
    }
  });

  test('name the same context keys', () => {
    const inConditions = new Set(
      conditions.flatMap((when) => when.match(/imagekitCleanup\.\w+/g) ?? []),
    );
    const views = new Set(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
    );
    const keys = [...inConditions].filter((name) => !views.has(name)).sort();
    assert.deepEqual(
      keys,
      [...propertiesOf('src/vscode/settings/contextKeys.ts', 'ContextKeys')].sort(),
    );
  });

  test('test rows for what rows can be', () => {
    const contexts = rowContexts();
    assert.ok(contexts.size > 0);
    const tests = conditions.flatMap((when) =>
      [...when.matchAll(/viewItem (==|=~) (\/[^/]+\/|[\w-]+)/g)].map(([, operator, value = '']) =>
        operator === '==' ? new RegExp(`^${value}$`) : new RegExp(value.slice(1, -1)),
      ),
    );
    for (const each of tests) {
      assert.ok(
        [...contexts].some((context) => each.test(context)),
        `no row is ${String(each)}`,
      );
    }
  });

  test('create the views that are contributed, and no others', () => {
    const contributed = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id);
    const code = sources.map(read).join('\n');
    for (const id of contributed) assert.ok(code.includes(`'${id}'`), `${id} is not made`);
    assert.ok(contributed.length <= 5, 'a container holds at most five views');
  });

  test('wake up once the window is there, and on what VS Code derives from commands and views', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
  });

  test('offer in the palette only what is known to work: a key that is not set yet hides', () => {
    // What needs neither an account nor anything else.
    const always = ['addAccount', 'openSandboxAccount', 'showLog'];
    const shown = contributes.menus['commandPalette'] ?? [];
    const whenOf = new Map(shown.map(({ command, when }) => [command, when]));
    for (const { command } of contributes.commands) {
      const when = whenOf.get(command);
      const isAlways = always.some((name) => command === `imagekitCleanup.${name}`);
      assert.equal(when === undefined, isAlways, command);
      const starts =
        /^(false|workspaceFolderCount > 0|imagekitCleanup\.(hasAccount|hasPlan|keyReadOnly))\b/;
      if (when !== undefined) assert.match(when, starts, command);
    }
  });

  test('keep deletions out of reach of a single click', () => {
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const item of items as readonly (MenuItem & { readonly group?: string })[]) {
        const deletes = /\.delete/.test(item.command ?? '');
        assert.ok(!deletes || !item.group?.startsWith('inline'), `${menu}: ${item.command ?? ''}`);
      }
    }
  });
});

/** What the files about settings read by name, and every name that stands in them. */
function settingNames(): {
  readonly read: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
} {
  const [readByCode, written] = [new Set<string>(), new Set<string>()];
  for (const file of ['settings', 'values', 'ownLimits']) {
    const name = `src/vscode/settings/${file}.ts`;
    const source = ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteral(node) || ts.isIdentifier(node)) written.add(node.text);
      if (ts.isCallExpression(node) && /\b(?:get|number)$/.test(node.expression.getText())) {
        const [argument] = node.arguments;
        if (argument && ts.isStringLiteral(argument)) readByCode.add(argument.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  assert.ok(readByCode.size > 0);
  return { read: readByCode, written };
}

/** The names of an interface's properties. */
function propertiesOf(file: string, name: string): ReadonlySet<string> {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found = source.statements.find(
    (node): node is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === name,
  );
  assert.ok(found, `${file} has no interface ${name}`);
  return new Set(
    found.members.flatMap(({ name: member }) =>
      member && ts.isStringLiteral(member) ? [member.text] : [],
    ),
  );
}

/**
 * Every value by which trees say what a row is: of the types called `…RowContext`, and of the
 * actions that a row of the history lists beside `run`.
 */
function rowContexts(): ReadonlySet<string> {
  const program = ts.createProgram(
    sources.filter((file) => file.includes('/tree/')).map((file) => path.join(root, file)),
    { strict: true, noEmit: true, skipLibCheck: true, types: [] },
  );
  const checker = program.getTypeChecker();
  const values = new Set<string>(['run']);
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.includes('/src/vscode/tree/')) continue;
    for (const node of source.statements) {
      if (!ts.isTypeAliasDeclaration(node)) continue;
      if (!/RowContext$|^RunAction$/.test(node.name.text)) continue;
      const type = checker.getTypeAtLocation(node);
      for (const each of type.isUnion() ? type.types : [type]) {
        if (each.isStringLiteral()) values.add(each.value);
      }
    }
  }
  return values;
}
