import assert from 'node:assert/strict';
import type { Asset } from '../../../../src/api/asset';
import type { Account } from '../../../../src/core/account/account';
import type { TargetOutcome } from '../../../../src/core/run/outcome';
import type { Target } from '../../../../src/core/target';
import { targetKey } from '../../../../src/core/target';
import { parentOf } from '../../../../src/core/library/libraryCache';
import type { LibraryReader } from '../../../../src/core/library/libraryCache';
import type { Connection } from '../../../../src/vscode/account/connections';
import { Library } from '../../../../src/vscode/library/library';
import type { LibraryChange } from '../../../../src/vscode/library/library';
import { acme } from '../../../support/library/nodes';
import { anAsset } from '../../../support/library/rows';
import { emitter } from '../../../support/memoryStorage';

const shop: Account = { ...acme, id: 'shop-id', name: 'shop' };

function file(filePath: string): Asset {
  const name = filePath.slice(filePath.lastIndexOf('/') + 1);
  return anAsset({ fileId: `id-of-${name}`, name, filePath });
}

function outcome(target: Target, kind: 'deleted' | 'alreadyGone'): TargetOutcome {
  return {
    planned: { key: targetKey(target), target, source: undefined, references: [] },
    outcome: { kind, requestId: undefined },
  };
}

function unknownOutcome(target: Target): TargetOutcome {
  const { planned } = outcome(target, 'deleted');
  const failure = {
    kind: 'unreachable',
    message: 'x',
    status: undefined,
    requestId: undefined,
    mayHaveActed: 'maybe',
  } as const;
  return { planned, outcome: { kind: 'unknown', failure } };
}

function assetTarget(asset: Asset): Target {
  return { kind: 'asset', asset, olderVersions: undefined };
}

suite('library', () => {
  let active: Account | undefined;
  let files: Record<string, readonly Asset[]>;
  let reads: string[];
  let holdBack: Promise<void> | undefined;
  let accountsChanged: ReturnType<typeof emitter<void>>;
  let changes: LibraryChange[];
  let library: Library;

  setup(() => {
    active = acme;
    files = {
      [acme.id]: [file('/a.png'), file('/b.png')],
      [shop.id]: [file('/c.png')],
    };
    reads = [];
    holdBack = undefined;
    accountsChanged = emitter();
    const accounts = {
      get active() {
        return active;
      },
      onDidChange: accountsChanged.event,
    };
    const connections = {
      connect: () => {
        const account = active;
        assert.ok(account);
        const client: Pick<LibraryReader, 'list'> = {
          list: async ({ type, path = '/' }) => {
            reads.push(`${account.name} ${type ?? ''} ${path}`);
            await holdBack;
            const all = type === 'file' ? (files[account.id] ?? []) : [];
            return all.filter(({ filePath }) => parentOf(filePath) === path);
          },
        };
        return Promise.resolve({ account, client } as unknown as Connection);
      },
    };
    const changed = emitter<LibraryChange>();
    changes = [];
    changed.event((change) => changes.push(change));
    library = new Library({ accounts, connections, changed });
  });

  teardown(() => {
    library.dispose();
  });

  async function names(): Promise<readonly string[]> {
    return (await library.open('/')).files.map(({ name }) => name);
  }

  test('asks for nothing until somebody looks', () => {
    accountsChanged.fire();
    library.refresh();
    assert.deepEqual(reads, []);
  });

  test('shows the library of the active account and reads it once', async () => {
    assert.deepEqual(await names(), ['a.png', 'b.png']);
    await names();
    assert.deepEqual(reads.toSorted(), ['acme file /', 'acme folder /']);
  });

  test('reads anew after a refresh and says that everything changed', async () => {
    await names();
    files = { [acme.id]: [file('/new.png')] };
    library.refresh();
    assert.deepEqual(changes, [{ kind: 'everything' }]);
    assert.deepEqual(await names(), ['new.png']);
  });

  test('starts over with another account', async () => {
    await names();
    active = shop;
    accountsChanged.fire();
    assert.equal(library.account, shop);
    assert.deepEqual(changes, [{ kind: 'everything' }]);
    assert.deepEqual(await names(), ['c.png']);
  });

  suite('that is refreshed while it is read', () => {
    let release: () => void;

    setup(() => {
      holdBack = new Promise((resolve) => {
        release = resolve;
      });
    });

    test('never takes what one account listed for the rows of another', async () => {
      const reading = names();
      active = shop;
      accountsChanged.fire();
      release();
      assert.deepEqual(await reading, ['c.png']);
    });

    test('answers with the rows as they are after the refresh', async () => {
      const reading = names();
      files = { [acme.id]: [file('/new.png')] };
      library.refresh();
      release();
      assert.deepEqual(await reading, ['new.png']);
      assert.deepEqual(await names(), ['new.png']);
    });
  });

  test('does not read from another account that nobody told it of', async () => {
    active = shop;
    await assert.rejects(library.open('/'), { name: 'StaleListing' });
    assert.deepEqual(reads, []);
  });

  test('keeps the rows when only the name or kind of the account changed', async () => {
    await names();
    active = { ...acme, kind: 'development' };
    accountsChanged.fire();
    assert.deepEqual(changes, [{ kind: 'account' }]);
    assert.equal(library.account?.kind, 'development');
    await names();
    assert.equal(reads.length, 2);
  });

  test('starts over when the key may be another one', async () => {
    await names();
    accountsChanged.fire();
    await names();
    assert.equal(reads.length, 4);
  });

  test('drops what was deleted or already gone, and keeps what may still be there', async () => {
    files = { [acme.id]: ['/a.png', '/b.png', '/c.png'].map(file) };
    await names();
    library.forget(acme.id, [
      outcome(assetTarget(file('/a.png')), 'deleted'),
      outcome(assetTarget(file('/b.png')), 'alreadyGone'),
      unknownOutcome(assetTarget(file('/c.png'))),
    ]);
    const rows: LibraryChange = {
      kind: 'rows',
      deleted: ['/a.png', '/b.png'].map((path) => assetTarget(file(path))),
      folderPaths: new Set(['/']),
      fileIds: new Set(),
    };
    assert.deepEqual(changes, [rows]);
    assert.deepEqual(await names(), ['c.png']);
    library.refresh();
    assert.deepEqual(await names(), ['c.png']);
  });

  test('leaves the rows of another account alone after a run in the first', async () => {
    await names();
    active = shop;
    accountsChanged.fire();
    files = { [shop.id]: [file('/a.png')] };
    library.forget(acme.id, [outcome(assetTarget(file('/a.png')), 'deleted')]);
    assert.deepEqual(await names(), ['a.png']);
  });

  test('finds a file in its folder', async () => {
    files = { [acme.id]: [file('/products/hero.jpg')] };
    const { signal } = new AbortController();
    assert.equal((await library.findFile(file('/products/hero.jpg'), signal))?.name, 'hero.jpg');
    assert.equal(await library.findFile(file('/products/other.jpg'), signal), undefined);
    assert.equal(await library.findFolder('/products/old', signal), undefined);
  });
});
