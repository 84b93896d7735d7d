import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/api/errors';
import type { ApiFailure } from '../../../../src/api/errors';
import { KeyringError, NotConnected } from '../../../../src/vscode/failures/errors';
import { libraryStateOf, LibraryTree } from '../../../../src/vscode/tree/libraryTree';
import { acme } from '../../../support/library/nodes';

import * as vscode from 'vscode';
import type { Account } from '../../../../src/core/account/account';
import type { FileVersion } from '../../../../src/core/library/fileVersions';
import type { FolderView } from '../../../../src/core/library/folderListing';
import type { LibraryState } from '../../../../src/vscode/settings/contextKeys';
import { StaleListing } from '../../../../src/vscode/library/library';
import type { LibraryChange } from '../../../../src/vscode/library/library';
import { toTreeItem } from '../../../../src/vscode/tree/libraryItem';
import type { LibraryNode } from '../../../../src/vscode/tree/libraryNode';
import type { Located } from '../../../../src/vscode/references/place';
import type { AssetUsage } from '../../../../src/vscode/references/scannedFolders';
import type { ReferencesChange } from '../../../../src/vscode/references/workspaceReferences';
import { aFolder, aVersion, anAsset } from '../../../support/library/rows';

const now = Date.parse('2026-03-01T12:00:00.000Z');
const plain = { now, picture: undefined, usage: undefined, held: undefined };

const fields = {
  message: 'x',
  status: undefined,
  requestId: undefined,
  mayHaveActed: 'no',
} as const;

function failed(failure: ApiFailure): ApiError {
  return new ApiError(failure, 'GET /v1/files');
}

suite('libraryState', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['noAccount', new NotConnected({ kind: 'noAccount' })],
    ['noneChosen', new NotConnected({ kind: 'noneChosen' })],
    ['noKey', new NotConnected({ kind: 'noKey', account: acme })],
    ['keyringLocked', new KeyringError('read', 'timedOut')],
    ['keyRefused', failed({ kind: 'unauthorized', ...fields })],
    ['keyRefused', failed({ kind: 'forbidden', ...fields })],
    ['offline', failed({ kind: 'unreachable', ...fields })],
    ['failed', failed({ kind: 'server', ...fields })],
    ['failed', failed({ kind: 'malformed', ...fields })],
    ['failed', failed({ kind: 'rateLimited', ...fields, retryAfterMs: 1 })],
    ['failed', new Error('x')],
    ['failed', 'x'],
  ];
  for (const [state, error] of cases) {
    const told = error instanceof ApiError ? error.failure.kind : String(error);
    test(`is ${state} after ${told}`, () => assert.equal(libraryStateOf(error), state));
  }
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
  /** Told of each folder that is read. */
  let opened: (path: string) => void;

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
    opened = () => undefined;
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
        open: (path) => {
          const view = given(folders.get(path));
          opened(path);
          return view;
        },
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

  test('is drawn anew once for what changes before and while VS Code reads it', async () => {
    const everything = () => changed.fire({ kind: 'everything' });
    everything();
    assert.deepEqual(redrawn, [], 'VS Code is about to read it');
    const reading = tree.getChildren();
    everything();
    await reading;
    assert.deepEqual(redrawn, [], 'what it reads is as it is now');
    everything();
    everything();
    assert.deepEqual(redrawn, [undefined]);
    await tree.getChildren();
    everything();
    assert.deepEqual(redrawn, [undefined, undefined]);
  });

  test('gives no rows from before a change that comes as they are read', async () => {
    const before = folders.get('/');
    const swap = () => {
      folders.set('/', { folders: [], files: [anAsset()], complete: true });
      changed.fire({ kind: 'everything' });
    };
    opened = (path) => {
      const given = Promise.resolve(folders.get(path));
      if (folders.get(path) === before) void given.then(swap);
    };
    assert.deepEqual(await kinds(), ['file']);
    assert.deepEqual(redrawn, []);
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

  test('says what a closed folder holds once it was opened, and again when that is another number', async () => {
    const folder = await child(0);
    const said = () => tree.getTreeItem(folder).description;
    assert.equal(said(), '');
    tree.closed(folder);
    await tree.getChildren(folder);
    assert.deepEqual(redrawn, [], 'not while it is open');
    tree.closed(folder);
    assert.deepEqual(redrawn, [[folder]]);
    assert.equal(said(), '1+ file');
    tree.closed(folder);
    assert.equal(redrawn.length, 1);
    folders.set('/products', { folders: [aFolder('/products/a')], files: [], complete: true });
    await tree.getChildren(folder);
    tree.closed(folder);
    assert.equal(redrawn.length, 2);
    assert.equal(said(), '1 folder');
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

  test('says that it loads when all is read anew', async () => {
    await tree.getChildren();
    changed.fire({ kind: 'everything' });
    assert.deepEqual([redrawn, states], [[undefined], ['ready', 'loading']]);
  });
});
