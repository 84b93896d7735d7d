import assert from 'node:assert/strict';
import type { Asset, AssetVersion, Folder } from '../../../../src/api/asset';
import { LibraryCache, parentOf } from '../../../../src/core/library/libraryCache';
import type { LibraryReader } from '../../../../src/core/library/libraryCache';
import { aFolder, aVersion, anAsset } from '../../../support/library/rows';

/** A library in memory that lists, and notes what it was asked. */
class ListedLibrary implements LibraryReader {
  readonly asked: string[] = [];
  readonly signals: (AbortSignal | undefined)[] = [];
  fails = false;
  versions: readonly AssetVersion[] = [];

  constructor(public rows: readonly (Asset | Folder)[]) {}

  list(
    { type, path, skip = 0, limit }: Parameters<LibraryReader['list']>[0],
    signal?: AbortSignal,
  ) {
    this.asked.push(`${type} ${path} ${skip}`);
    this.signals.push(signal);
    if (this.fails) return Promise.reject(new Error('no network'));
    const here = this.rows.filter((row) => row.type === type && parentOf(pathOf(row)) === path);
    return Promise.resolve(here.slice(skip, skip + (limit ?? 1000)));
  }

  getAsset(fileId: string) {
    this.asked.push(`details ${fileId}`);
    const asset = this.rows.find((row) => row.type === 'file' && row.fileId === fileId);
    return asset?.type === 'file' && !this.fails
      ? Promise.resolve(asset)
      : Promise.reject(new Error('not there'));
  }

  listVersions(fileId: string) {
    this.asked.push(`versions ${fileId}`);
    return Promise.resolve(this.versions);
  }
}

function pathOf(row: Asset | Folder): string {
  return row.type === 'file' ? row.filePath : row.folderPath;
}

function file(filePath: string, fields: Partial<Asset> = {}): Asset {
  const name = filePath.slice(filePath.lastIndexOf('/') + 1);
  return anAsset({ fileId: `id-of-${name}`, name, filePath, ...fields });
}

function target(asset: Asset) {
  return { kind: 'asset', asset, olderVersions: undefined } as const;
}

/** A cache that has seen no deletion yet, or those in `gone`. */
function cacheOf(library: LibraryReader, gone = new Set<string>()): LibraryCache {
  return new LibraryCache(library, gone);
}

const rows = [
  file('/img10.png'),
  file('/IMG2.png'),
  file('/a.png'),
  aFolder('/zoo'),
  aFolder('/products'),
  file('/products/hero.jpg', { versionId: 'v2' }),
  aFolder('/products/old'),
  file('/products/old/banner.png'),
];

suite('libraryCache', () => {
  test('shows folders before files, each sorted by name as people count', async () => {
    const view = await cacheOf(new ListedLibrary(rows)).open('/');
    assert.deepEqual(
      [...view.folders, ...view.files].map(({ name }) => name),
      ['products', 'zoo', 'a.png', 'IMG2.png', 'img10.png'],
    );
    assert.equal(view.complete, true);
  });

  test('reads a folder once, also when it is opened twice at the same time', async () => {
    const library = new ListedLibrary(rows);
    const cache = cacheOf(library);
    await Promise.all([cache.open('/products'), cache.open('/products')]);
    await cache.open('/products');
    assert.deepEqual(library.asked.toSorted(), ['file /products 0', 'folder /products 0']);
  });

  test('reads a folder again after a failure', async () => {
    const library = new ListedLibrary(rows);
    const cache = cacheOf(library);
    library.fails = true;
    await assert.rejects(cache.open('/'), /no network/);
    library.fails = false;
    assert.equal((await cache.open('/')).files.length, 3);
  });

  test('reads all folders before it reads more files', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => [
      aFolder(`/folder ${at}`),
      file(`/file ${at}`),
    ]).flat();
    const cache = cacheOf(new ListedLibrary(many));
    const counts = async () => {
      const { folders, files, complete } = await cache.open('/');
      return [folders.length, files.length, complete];
    };
    assert.deepEqual(await counts(), [1000, 1000, false]);
    await cache.loadMore('/');
    assert.deepEqual(await counts(), [1500, 1000, false]);
    await cache.loadMore('/');
    assert.deepEqual(await counts(), [1500, 1500, true]);
  });

  test('keeps the order of the listing where it has more than a page', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => file(`/${at}.png`));
    const listed = many.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const cache = cacheOf(new ListedLibrary(listed));
    const names = async () => (await cache.open('/')).files.map(({ name }) => name);
    const first = await names();
    await cache.loadMore('/');
    const all = await names();
    assert.deepEqual(
      all,
      listed.map(({ name }) => name),
    );
    assert.deepEqual(all.slice(0, first.length), first);
  });

  test('finds a file and a folder on whatever page they are', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => [
      aFolder(`/folder ${at}`),
      file(`/file ${at}`),
    ]).flat();
    const library = new ListedLibrary(many);
    const cache = cacheOf(library);
    let readOn = 0;
    const onMore = () => {
      readOn += 1;
    };
    const search = { signal: new AbortController().signal, onMore };
    assert.equal((await cache.findFolder('/folder 5', search))?.name, 'folder 5');
    assert.deepEqual([library.asked.length, readOn], [2, 0]);
    assert.equal((await cache.findFolder('/folder 2400', search))?.name, 'folder 2400');
    assert.equal(readOn, 2);
    assert.equal(
      (await cache.findFile('/file 2400', 'id-of-file 2400', search))?.name,
      'file 2400',
    );
  });

  test('finds nothing where there is nothing, and stops when it is told to', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => file(`/file ${at}`));
    const library = new ListedLibrary(many);
    const cache = cacheOf(library);
    const onMore = () => undefined;
    const search = { signal: new AbortController().signal, onMore };
    const stopped = { signal: AbortSignal.abort(), onMore };
    assert.equal(await cache.findFile('/other/a.png', 'a', search), undefined);
    await assert.rejects(cache.findFile('/a.png', 'a', stopped), {
      name: 'AbortError',
    });
    assert.equal(library.asked.filter((each) => each.startsWith('file / ')).length, 1);
    assert.equal(await cache.findFile('/a.png', 'a', search), undefined);
  });

  test('drops deleted files and never shows them again, although they are still listed', async () => {
    const gone = new Set<string>();
    const cache = cacheOf(new ListedLibrary(rows), gone);
    await cache.open('/');
    const vanished = cache.forget([target(file('/a.png')), target(file('/img10.png'))]);
    assert.deepEqual([...vanished.folderPaths], ['/']);
    const names = async (from: LibraryCache) =>
      (await from.open('/')).files.map(({ name }) => name);
    assert.deepEqual(await names(cache), ['IMG2.png']);
    assert.deepEqual(await names(cacheOf(new ListedLibrary(rows), gone)), ['IMG2.png']);
  });

  test('never shows a file that was deleted before its folder was opened', async () => {
    const cache = cacheOf(new ListedLibrary(rows));
    assert.equal(cache.forget([target(file('/a.png'))]).folderPaths.size, 0);
    const view = await cache.open('/');
    assert.deepEqual(
      view.files.map(({ name }) => name),
      ['IMG2.png', 'img10.png'],
    );
  });

  test('drops a deleted file that is being read at that moment', async () => {
    const cache = cacheOf(new ListedLibrary(rows));
    const opening = cache.open('/');
    cache.forget([target(file('/a.png'))]);
    assert.equal((await opening).files.length, 2);
  });

  test('drops a deleted folder with everything below it', async () => {
    const library = new ListedLibrary(rows);
    const cache = cacheOf(library);
    for (const path of ['/', '/products', '/products/old']) await cache.open(path);
    const vanished = cache.forget([{ kind: 'folder', folderPath: '/products' }]);
    assert.deepEqual([...vanished.folderPaths], ['/']);
    assert.deepEqual(
      (await cache.open('/')).folders.map(({ name }) => name),
      ['zoo'],
    );
    library.asked.length = 0;
    await cache.open('/products/old');
    assert.equal(library.asked.length, 2);
  });

  test('shows a new folder in the place of a deleted one', async () => {
    const library = new ListedLibrary(rows);
    const gone = new Set<string>();
    const cache = cacheOf(library, gone);
    await cache.open('/');
    cache.forget([{ kind: 'folder', folderPath: '/zoo' }]);
    library.rows = [aFolder('/zoo', 'a new id')];
    assert.deepEqual(
      (await cacheOf(library, gone).open('/')).folders.map(({ folderId }) => folderId),
      ['a new id'],
    );
  });

  test('reads the versions of a file once and drops a deleted one', async () => {
    const library = new ListedLibrary(rows);
    const old = aVersion({ fileId: 'id-of-hero.jpg', versionId: 'v1' });
    library.versions = [aVersion({ fileId: 'id-of-hero.jpg', versionId: 'v2' }), old];
    const cache = cacheOf(library);
    const ids = async () =>
      (await cache.versions('id-of-hero.jpg')).map(({ version }) => version.versionId);
    assert.deepEqual((await ids()).toSorted(), ['v1', 'v2']);
    const vanished = cache.forget([{ kind: 'version', version: old }]);
    assert.deepEqual([...vanished.fileIds], ['id-of-hero.jpg']);
    assert.deepEqual(await ids(), ['v2']);
    assert.deepEqual(library.asked.toSorted(), [
      'details id-of-hero.jpg',
      'versions id-of-hero.jpg',
    ]);
  });

  test('asks anew for versions after a failure', async () => {
    const library = new ListedLibrary(rows);
    const cache = cacheOf(library);
    library.fails = true;
    await assert.rejects(cache.versions('id-of-hero.jpg'), /not there/);
    library.fails = false;
    assert.deepEqual(await cache.versions('id-of-hero.jpg'), []);
  });

  test('ends the readings that are under way when it is stopped', async () => {
    const library = new ListedLibrary(rows);
    const cache = cacheOf(library);
    await cache.open('/');
    assert.ok(library.signals.every((signal) => signal?.aborted === false));
    cache.stop();
    assert.ok(library.signals.every((signal) => signal?.aborted));
  });

  for (const [path, parent] of [
    ['/', '/'],
    ['/a.png', '/'],
    ['/products', '/'],
    ['/products/hero.jpg', '/products'],
    ['/products/old/b c.png', '/products/old'],
  ] as const) {
    test(`finds ${path} in ${parent}`, () => assert.equal(parentOf(path), parent));
  }
});
