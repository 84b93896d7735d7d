import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/api/errors';
import type { Asset } from '../../../../src/api/asset';
import type { Account } from '../../../../src/core/account/account';
import type { Connection } from '../../../../src/vscode/account/connections';
import type { LibraryChange } from '../../../../src/vscode/library/library';
import { LibraryLookup } from '../../../../src/vscode/library/lookup';
import { acme } from '../../../support/library/nodes';
import { aReference, idRef, urlRef } from '../../../support/library/references';
import { anAsset } from '../../../support/library/rows';
import { emitter } from '../../../support/memoryStorage';

const shop: Account = { ...acme, id: 'shop-id', name: 'shop' };
const hexId = (number: number) => number.toString(16).padStart(24, '0');
const hero = anAsset({ fileId: hexId(1), name: 'hero.jpg' });

const failure = {
  kind: 'unreachable',
  message: 'offline',
  status: undefined,
  requestId: undefined,
  mayHaveActed: 'no',
} as const;

/** What the library tells when a run has deleted a file. */
function deletionOf(asset: Asset): LibraryChange {
  const target = { kind: 'asset', asset, olderVersions: 0 } as const;
  return { kind: 'rows', deleted: [target], folderPaths: new Set(['/']), fileIds: new Set() };
}

suite('look-ups in the library', () => {
  const { signal } = new AbortController();
  let active: Account;
  let assets: readonly Asset[];
  let requests: string[];
  let beforeAnswer: () => void;
  let libraryChanged: ReturnType<typeof emitter<LibraryChange>>;
  let changes: number;
  let lookup: LibraryLookup;

  setup(() => {
    active = acme;
    assets = [hero];
    requests = [];
    beforeAnswer = () => undefined;
    libraryChanged = emitter();
    changes = 0;
    const client = {
      list: ({ searchQuery = '' }: { searchQuery?: string }) => {
        requests.push(searchQuery);
        beforeAnswer();
        return Promise.resolve(
          assets.filter(
            ({ fileId, name }) => searchQuery.includes(fileId) || searchQuery.includes(`"${name}"`),
          ),
        );
      },
      getAsset: (fileId: string) => {
        requests.push(fileId);
        beforeAnswer();
        const asset = assets.find((each) => each.fileId === fileId);
        return asset
          ? Promise.resolve(asset)
          : Promise.reject(
              new ApiError(
                { ...failure, kind: 'notFound', status: 404, missingFileIds: [] },
                'GET',
              ),
            );
      },
    };
    const library = {
      get account() {
        return active;
      },
      onDidChange: libraryChanged.event,
    };
    const connections = {
      connect: () => Promise.resolve({ account: active, client } as unknown as Connection),
    };
    lookup = new LibraryLookup({ library, connections, changed: emitter() });
    lookup.onDidChange(() => changes++);
  });

  teardown(() => lookup.dispose());

  const byId = aReference(idRef(hero.fileId));
  const dead = aReference(idRef(hexId(2)));

  test('nothing is known, and nothing is sent, before somebody asks', () => {
    assert.equal(lookup.status(byId).kind, 'unknown');
    assert.deepEqual(requests, []);
  });

  test('each thing is asked for once, however often it is named', async () => {
    const places = [1, 2, 3].map((line) => ({ ...byId, place: { ...byId.place, line } }));
    await lookup.lookUp([...places, dead], { signal });
    assert.deepEqual(requests, [hero.fileId, hexId(2)]);
    await lookup.lookUp([...places, dead], { signal });
    assert.equal(requests.length, 2);
    assert.equal(lookup.status(byId).kind, 'found');
    assert.equal(lookup.status(dead).kind, 'missing');
    assert.equal(changes, 1);
  });

  test('ids that are merely found in texts are asked for 50 at a time', async () => {
    const found = Array.from({ length: 120 }, (_, at) =>
      aReference(idRef(hexId(at)), { named: false }),
    );
    await lookup.lookUp(found, { signal });
    assert.equal(requests.length, 3);
    const kinds = found.map((reference) => lookup.status(reference).kind);
    assert.equal(kinds.filter((kind) => kind === 'found').length, 1);
    assert.equal(kinds.filter((kind) => kind === 'unrelated').length, 119);
  });

  test('without an answer everything stays unknown', async () => {
    beforeAnswer = () => {
      throw new ApiError(failure, 'GET');
    };
    await assert.rejects(lookup.lookUp([byId, dead], { signal }), ApiError);
    assert.equal(lookup.status(byId).kind, 'unknown');
    assert.equal(lookup.status(dead).kind, 'unknown');
  });

  test("another account's URLs are not asked for", async () => {
    const others = aReference(urlRef('/a.jpg', 'other'), { otherAccount: true, strength: 'weak' });
    await lookup.lookUp([others], { signal });
    assert.deepEqual(requests, []);
    assert.equal(lookup.status(others).kind, 'otherAccount');
  });

  test('a refresh and another account start over', async () => {
    for (const kind of ['everything', 'account'] as const) {
      await lookup.lookUp([byId], { signal });
      libraryChanged.fire({ kind });
      assert.equal(lookup.status(byId).kind, 'unknown');
    }
    await lookup.lookUp([byId], { signal });
    libraryChanged.fire({ ...deletionOf(hero), deleted: [] } as LibraryChange);
    assert.equal(lookup.status(byId).kind, 'found');
  });

  test('answers that are older than a refresh are left aside', async () => {
    beforeAnswer = () => libraryChanged.fire({ kind: 'everything' });
    await lookup.lookUp([byId], { signal });
    assert.equal(lookup.status(byId).kind, 'unknown');
  });

  test("another account's answers are left aside", async () => {
    beforeAnswer = () => {
      active = shop;
    };
    await lookup.lookUp([byId], { signal });
    assert.equal(lookup.status(byId).kind, 'unknown');
  });

  test('what a run has deleted is missing at once', async () => {
    await lookup.lookUp([byId], { signal });
    changes = 0;
    libraryChanged.fire(deletionOf(hero));
    assert.equal(lookup.status(byId).kind, 'missing');
    assert.equal(changes, 1);
  });
});
