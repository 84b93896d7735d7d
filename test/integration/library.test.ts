import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors';
import type { Asset } from '../../src/api/asset';
import type { Account } from '../../src/core/account/account';
import type { FileVersion } from '../../src/core/library/fileVersions';
import type { FolderView } from '../../src/core/library/folderListing';
import type { LibraryState } from '../../src/vscode/settings/contextKeys';
import { StaleListing } from '../../src/vscode/library/library';
import type { LibraryChange } from '../../src/vscode/library/library';
import { rowTooltip, toTreeItem } from '../../src/vscode/tree/libraryItem';
import type { LibraryNode } from '../../src/vscode/tree/libraryNode';
import { LibraryTree } from '../../src/vscode/tree/libraryTree';
import { oneLine } from '../../src/vscode/ui/oneLine';
import { acme, fileNode, folderNode, moreNode, versionNode } from '../support/library/nodes';
import type { Located } from '../../src/vscode/references/place';
import type { AssetUsage } from '../../src/vscode/references/scannedFolders';
import type { ReferencesChange } from '../../src/vscode/references/workspaceReferences';
import { aFolder, aVersion, anAsset } from '../support/library/rows';

const now = Date.parse('2026-03-01T12:00:00.000Z');
const plain = { now, picture: undefined, usage: undefined };
const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function iconOf(item: vscode.TreeItem): string {
  if (item.iconPath instanceof vscode.ThemeIcon) return item.iconPath.id;
  return item.iconPath instanceof vscode.Uri ? item.iconPath.toString(true) : 'none';
}

suite('a row of the library', () => {
  const hero = fileNode('/products/hero.jpg', {
    size: 1.2 * 1024 * 1024,
    createdAt: '2026-02-26T12:00:00.000Z',
    versionName: 'Version 3',
  });

  test('of a file tells size, age and version, also to a screen reader', () => {
    const item = toTreeItem(hero, plain);
    assert.equal(item.label, 'hero.jpg');
    assert.equal(item.description, '1.2 MB · 3 d · v3');
    assert.equal(item.contextValue, 'file');
    assert.equal(item.collapsibleState, Collapsed);
    assert.equal(
      item.accessibilityInformation?.label,
      'hero.jpg, 1.2 MB, uploaded 3 days ago, version 3',
    );
  });

  const usages = [
    [2, 1, '2 refs', '2 references in this workspace'],
    [1, 0, '1 ref', '1 reference in this workspace'],
    [0, 1, 'no refs, 1 possible', 'No references, but 1 possible reference in the searched files'],
    [0, 2, 'no refs, 2 possible', 'No references, but 2 possible references in the searched files'],
    [0, 0, 'no refs', 'No references found in the searched files'],
  ] as const;
  for (const [references, hints, short, sentence] of usages) {
    test(`tells that a file has ${short}, and claims no more`, () => {
      const surroundings = { ...plain, usage: { references, hints } };
      const item = toTreeItem(hero, surroundings);
      assert.equal(item.description, `${short} · 1.2 MB · 3 d · v3`);
      assert.ok(item.accessibilityInformation?.label.includes(`, ${sentence}, `));
      assert.ok(rowTooltip(hero, surroundings)?.value.includes(sentence));
    });
  }

  test('says in words what state a file is in', () => {
    const item = toTreeItem(
      fileNode('/a.png', { isPrivate: true, isPublished: false, createdAt: undefined, size: 10 }),
      plain,
    );
    assert.equal(item.description, '10 B · private · not published');
    assert.equal(item.accessibilityInformation?.label, 'a.png, 10 B, private, not published');
  });

  const icons: readonly (readonly [string, Partial<Asset>])[] = [
    ['file-media', { fileType: 'image', mime: 'image/png' }],
    ['file-media', { fileType: 'non-image', mime: 'video/mp4' }],
    ['file-pdf', { fileType: 'non-image', mime: 'application/pdf' }],
    ['file-zip', { fileType: 'non-image', mime: 'application/zip' }],
    ['file-code', { fileType: 'non-image', mime: 'application/json' }],
    ['file-code', { fileType: 'non-image', mime: 'text/css' }],
    ['unmute', { fileType: 'non-image', mime: 'audio/mpeg' }],
    ['file', { fileType: 'non-image', mime: undefined }],
  ];
  for (const [icon, fields] of icons) {
    test(`has the icon ${icon} for ${fields.mime ?? 'an unknown type'} without a picture`, () => {
      assert.equal(iconOf(toTreeItem(fileNode('/a', fields), plain)), icon);
    });
  }

  test('has its picture as the icon where there is one', () => {
    const picture = 'https://ik.imagekit.io/acme/a%20b.png?updatedAt=1&tr=n-ik_ml_thumbnail';
    const item = toTreeItem(hero, { ...plain, picture });
    assert.equal(
      iconOf(item),
      'https://ik.imagekit.io/acme/a b.png?updatedAt=1&tr=n-ik_ml_thumbnail',
    );
  });

  test('of a folder and of the rest says what it is', () => {
    const folder = toTreeItem(folderNode('/products'), plain);
    assert.deepEqual(
      [folder.label, folder.contextValue, folder.collapsibleState],
      ['products', 'folder', Collapsed],
    );
    assert.equal(folder.accessibilityInformation?.label, 'products, folder');
    const more = toTreeItem(moreNode(), plain);
    assert.deepEqual(
      [more.label, more.description, more.contextValue, more.command?.command],
      ['Load up to 1,000 more', '1,000 shown', 'more', 'imagekitCleanup.loadMore'],
    );
  });

  test('of a version tells the current one by more than its icon', () => {
    const old = toTreeItem(versionNode(hero, 'v1'), plain);
    assert.deepEqual(
      [old.label, old.contextValue, old.collapsibleState],
      ['Version 3', 'version', None],
    );
    const current = toTreeItem(versionNode(hero, 'v3', { current: true }), plain);
    assert.deepEqual(
      [current.label, current.contextValue],
      ['Version 3 (current)', 'version-current'],
    );
    const unclear = toTreeItem(versionNode(hero, 'v1', { deletable: false }), plain);
    assert.equal(unclear.contextValue, 'version-unclear');
    assert.match(String(unclear.description), /can't be distinguished from another version/);
  });

  test('never deletes by a click', () => {
    const rows = [hero, folderNode('/a'), versionNode(hero, 'v1'), moreNode()];
    const commands = rows.map((node) => toTreeItem(node, plain).command?.command);
    assert.deepEqual(commands, ['noop', undefined, undefined, 'imagekitCleanup.loadMore']);
  });

  test('shows a name as one line that runs from left to right', () => {
    const item = toTreeItem(fileNode('/x', { name: 'a\nb\u202egnp.jpg' }), plain);
    assert.equal(item.label, 'a bgnp.jpg');
  });
});

suite('the hover of a row of the library', () => {
  function hover(fields: Partial<Asset>, picture?: string): vscode.MarkdownString {
    const tooltip = rowTooltip(fileNode('/a.png', fields), { ...plain, picture });
    assert.ok(tooltip);
    return tooltip;
  }

  test('shows the picture, the name, the path and what the file is', () => {
    const { value } = hover({ tags: ['a', 'b'] }, 'https://ik.imagekit.io/acme/a.png?tr=n-x');
    assert.match(
      value,
      /^!\[Thumbnail\]\(https:\/\/ik\.imagekit\.io\/acme\/a\.png\?tr=n-x\|height=110\)/,
    );
    const text = value.replaceAll('&nbsp;', ' ').replaceAll('&#46;', '.').replaceAll('&#58;', ':');
    assert.match(text, /^\/\*\*a\.png\*\* {2}$/m);
    assert.match(text, /100×100 · image\/jpeg · 1,000 B · uploaded 1 month ago/);
    assert.match(text, /Tags: a, b/);
  });

  const hostile = [
    '[x](command:workbench.action.quit)',
    '![x](https://evil.example/track.png)',
    '<img src="https://evil.example/track.png">',
    'www.evil.example',
    'https://evil.example',
    'me@evil.example',
    '**bold** `code` # title',
    '<b a=c>hero.jpg',
    '</p><!-- hero.jpg -->',
    '$(trash) hero.jpg',
    '&lt;b&gt; &#36;(trash) &nbsp',
    '  two  blanks ~~gone~~',
  ];
  for (const name of hostile) {
    test(`shows ${name} as the text that it is`, async () => {
      const tooltip = hover({ name, filePath: `/${name}`, tags: [name] });
      assert.ok(!tooltip.isTrusted && !tooltip.supportHtml);
      const html = await vscode.commands.executeCommand<string>(
        'markdown.api.render',
        tooltip.value,
      );
      assert.doesNotMatch(html, /<(a|b|img|code|h1|em|s|del)[\s>]|<!--/, html);
      assert.doesNotMatch(tooltip.value, /\$\(/, 'an icon');
      assert.ok(textOf(html).includes(oneLine(name).replaceAll(' ', '\u00a0')), html);
      // An address that only a bare one would be made into a link by.
      assert.doesNotMatch(tooltip.value, /www\.|https?:\/\/|\w@\w/);
    });
  }

  /** What a person reads, with every blank as one that can't be broken at. */
  function textOf(html: string): string {
    const named: Readonly<Record<string, string>> = {
      ...{ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' },
    };
    return html
      .replace(/<[^>]*>/g, '')
      .replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, word: string) =>
        code === undefined ? (named[word] ?? '?') : String.fromCharCode(Number(code)),
      )
      .replaceAll(' ', '\u00a0');
  }

  test('takes an address as a picture only up to its end', () => {
    const { value } = hover({}, 'https://ik.imagekit.io/acme/a).png?x=(y)|height=9');
    const [image] = value.split('\n');
    assert.equal(
      image,
      '![Thumbnail](https://ik.imagekit.io/acme/a%29.png?x=%28y%29%7cheight=9|height=110)',
    );
  });
});

suite('the tree of the library', () => {
  let account: Account | undefined;
  let folders: Map<string, FolderView | Error>;
  let versions: readonly FileVersion[] | Error;
  let changed: vscode.EventEmitter<LibraryChange>;
  let states: LibraryState[];
  let redrawn: (readonly LibraryNode[] | undefined)[];
  let usage: AssetUsage | undefined;
  let referencesChanged: vscode.EventEmitter<ReferencesChange>;
  let tree: LibraryTree;

  const unreachable = new ApiError(
    {
      kind: 'unreachable',
      message: 'connect ECONNREFUSED',
      status: undefined,
      requestId: undefined,
      mayHaveActed: 'no',
    },
    'GET /v1/files',
  );

  setup(() => {
    account = acme;
    const hero = anAsset({ name: 'hero.jpg', filePath: '/products/hero.jpg' });
    folders = new Map<string, FolderView | Error>([
      ['/', { folders: [aFolder('/products')], files: [anAsset()], complete: true }],
      ['/products', { folders: [], files: [hero], complete: false }],
    ]);
    versions = [];
    changed = new vscode.EventEmitter();
    states = [];
    redrawn = [];
    usage = undefined;
    referencesChanged = new vscode.EventEmitter();
    const given = <T>(value: T | Error | undefined): Promise<T> => {
      assert.ok(value);
      return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
    };
    tree = new LibraryTree({
      library: {
        get account() {
          return account;
        },
        open: (path) => given(folders.get(path)),
        versions: () => given(versions),
        onDidChange: changed.event,
      },
      pictures: {
        now: () => undefined,
        load: () => Promise.resolve(undefined),
        onDidLoad: new vscode.EventEmitter<string>().event,
      },
      references: {
        get isSearched() {
          return usage !== undefined;
        },
        usage: () => usage ?? assert.fail('nothing was searched'),
        onDidChange: referencesChanged.event,
      },
      log: { warn: () => undefined },
      onState: (state) => states.push(state),
    });
    tree.onDidChangeTreeData((nodes) => redrawn.push(nodes));
  });

  teardown(() => {
    tree.dispose();
    changed.dispose();
    referencesChanged.dispose();
  });

  async function kinds(node?: LibraryNode): Promise<readonly string[]> {
    return (await tree.getChildren(node)).map(({ kind }) => kind);
  }

  async function child(at: number, node?: LibraryNode): Promise<LibraryNode> {
    const found = (await tree.getChildren(node))[at];
    assert.ok(found);
    return found;
  }

  test('has folders before files, and a last row where there is more', async () => {
    assert.deepEqual(await kinds(), ['folder', 'file']);
    assert.deepEqual(await kinds(await child(0)), ['file', 'more']);
    assert.deepEqual(states, ['ready', 'ready']);
  });

  test('leads from every row back to the root', async () => {
    versions = [{ version: aVersion({ versionId: 'v1' }), current: false, deletable: true }];
    const folder = await child(0);
    const file = await child(0, folder);
    const version = await child(0, file);
    assert.equal(version.kind, 'version');
    assert.equal(tree.getParent(version), file);
    assert.equal(tree.getParent(file), folder);
    assert.equal(tree.getParent(folder), undefined);
  });

  test('leaves the welcome text to explain a library that is empty or not to be read', async () => {
    folders.set('/', { folders: [], files: [], complete: true });
    assert.deepEqual(await kinds(), []);
    folders.set('/', unreachable);
    assert.deepEqual(await kinds(), []);
    assert.deepEqual(states, ['empty', 'offline']);
  });

  test('says in a folder why it could not be read, and reads it again', async () => {
    const folder = await child(0);
    assert.equal(folder.kind, 'folder');
    folders.set('/products', unreachable);
    const failure = await child(0, folder);
    assert.equal(failure.kind, 'failure');
    assert.match(failure.message, /Couldn't reach ImageKit/);
    const item = toTreeItem(failure, plain);
    assert.ok(typeof item.label === 'string' && item.label.endsWith('Retry'));
    assert.deepEqual(item.command?.arguments, [failure]);
    tree.redrawBelow(failure.parent);
    assert.deepEqual(redrawn, [[folder]]);
    folders.set('/products', { folders: [], files: [], complete: true });
    assert.deepEqual(await kinds(folder), []);
  });

  test('says below a file why its versions could not be read', async () => {
    versions = unreachable;
    assert.deepEqual(await kinds(await child(1)), ['failure']);
  });

  test('shows nothing, and no failure, of a reading that is out of date', async () => {
    const folder = await child(0);
    const stale = new StaleListing('out of date');
    for (const path of folders.keys()) folders.set(path, stale);
    states.length = 0;
    assert.deepEqual(await kinds(), []);
    assert.deepEqual(await kinds(folder), []);
    assert.deepEqual(states, []);
  });

  test('draws again what changed, and no more than that', async () => {
    const folder = await child(0);
    const file = await child(0, folder);
    const none: ReadonlySet<string> = new Set();
    const rows = (folderPaths: ReadonlySet<string>, fileIds: ReadonlySet<string>) =>
      changed.fire({ kind: 'rows', deleted: [], folderPaths, fileIds });
    rows(new Set(['/products']), none);
    assert.ok(file.kind === 'file');
    rows(none, new Set([file.asset.fileId]));
    rows(new Set(['/never opened']), none);
    rows(new Set(['/']), none);
    changed.fire({ kind: 'account' });
    const root = await child(1);
    assert.deepEqual(redrawn, [[folder], [root, file], undefined]);
  });

  test('counts references once the workspace was searched, and draws only other counts again', async () => {
    const folder = await child(0);
    const file = await child(0, folder);
    const other = await child(1);
    const drawn = () => [tree.getTreeItem(file), tree.getTreeItem(other)];
    const counts = () =>
      drawn().map(({ description }) => String(description).match(/\S+ refs?/)?.[0]);
    assert.deepEqual(counts(), [undefined, undefined]);
    usage = { references: [], hints: [] };
    referencesChanged.fire({ files: undefined });
    assert.deepEqual(redrawn, [[other, file]]);
    assert.deepEqual(counts(), ['no refs', 'no refs']);
    referencesChanged.fire({ files: undefined });
    assert.equal(redrawn.length, 1);
    usage = { references: new Array<Located>(3), hints: [] };
    changed.fire({ kind: 'account' });
    assert.equal(redrawn.length, 2);
    assert.deepEqual(counts(), ['3 refs', '3 refs']);
  });

  test('says that it loads when all is read anew', () => {
    changed.fire({ kind: 'everything' });
    assert.deepEqual([redrawn, states], [[undefined], ['loading']]);
  });
});
