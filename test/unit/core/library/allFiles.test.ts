import assert from 'node:assert/strict';
import type { Asset } from '../../../../src/api/asset';
import type { ImageKitClient } from '../../../../src/api/client';
import { ApiError } from '../../../../src/api/errors';
import { allFiles } from '../../../../src/core/library/allFiles';
import { seed, useRunSandbox } from '../../../support/deletion/runSandbox';
import { asset, idOf } from '../../../support/deletion/targets';

type List = ImageKitClient['list'];

/** A library of files by the second in which each was created, that answers as ImageKit does. */
function libraryOf(seconds: readonly number[]) {
  let files = seconds.map((second, index) => file(index, second));
  const calls: { readonly from: string | undefined; readonly skip: number }[] = [];
  let onCall = (): void => undefined;
  const list: List = ({ searchQuery = '', type, skip = 0, limit = 1000 }) => {
    onCall();
    const from = /createdAt >= "([^"]+)"/.exec(searchQuery)?.[1];
    calls.push({ from, skip });
    assert.ok(type === 'file' || /type = "file"/.test(searchQuery));
    const rows = files
      .filter(({ createdAt = '' }) => from === undefined || createdAt >= from)
      .sort((one, other) => ((one.createdAt ?? '') < (other.createdAt ?? '') ? -1 : 1));
    return Promise.resolve(rows.slice(skip, skip + limit));
  };
  return {
    client: { list },
    calls,
    /** Called before each answer. */
    before: (act: () => void) => (onCall = act),
    remove: (gone: (file: Asset) => boolean) => (files = files.filter((each) => !gone(each))),
    /** Returns its ID. */
    add(second: number): string {
      const added = file(100_000, second);
      files.push(added);
      return added.fileId;
    },
  };
}

function file(index: number, second: number): Asset {
  const created = Date.UTC(2024, 0, 1) + second * 1000 + (index % 1000);
  return asset(index, { createdAt: new Date(created).toISOString() });
}

async function idsOf(client: Pick<ImageKitClient, 'list'>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const page of allFiles(client)) ids.push(...page.map(({ fileId }) => fileId));
  return ids;
}

const failure = (error: unknown, words: RegExp) =>
  error instanceof ApiError && words.test(error.failure.message);

suite('every file of a library', () => {
  test('comes once, with a call for each page and no offset', async () => {
    const library = libraryOf(Array.from({ length: 3500 }, (_, index) => Math.floor(index / 3)));
    const ids = await idsOf(library.client);
    assert.equal(ids.length, 3500);
    assert.equal(new Set(ids).size, 3500);
    assert.deepEqual([...new Set(library.calls.map(({ skip }) => skip))], [0]);
    assert.equal(library.calls.length, 4);
  });

  test('comes once where thousands were created in one second, or in all of them', async () => {
    for (const seconds of [
      Array.from({ length: 2600 }, () => 5),
      [...Array.from({ length: 999 }, () => 4), ...Array.from({ length: 2001 }, () => 5), 6, 7],
      Array.from({ length: 1000 }, () => 5),
      Array.from({ length: 2000 }, (_, index) => Math.floor(index / 1000)),
      [],
    ]) {
      const ids = await idsOf(libraryOf(seconds).client);
      assert.equal(ids.length, seconds.length);
      assert.equal(new Set(ids).size, seconds.length);
    }
  });

  test('is not hidden by files that go meanwhile, nor doubled by those that come', async () => {
    const library = libraryOf(Array.from({ length: 3000 }, (_, index) => index));
    let added = '';
    library.before(() => {
      if (library.calls.length === 1)
        library.remove(({ createdAt = '' }) => /:0\d\./.test(createdAt));
      if (library.calls.length === 2) added = library.add(4000);
    });
    const ids = await idsOf(library.client);
    assert.equal(new Set(ids).size, ids.length);
    for (let second = 0; second < 3000; second += 1) {
      const isThere = second < 1000 || second % 60 >= 10;
      if (isThere) assert.ok(ids.includes(idOf(second)), String(second));
    }
    assert.ok(ids.includes(added), 'what is new comes last');
  });

  test('is no listing where the server ignores the offset, the order or the date', async () => {
    const crowd = libraryOf(Array.from({ length: 2500 }, () => 5));
    const list: List = (query) => crowd.client.list({ ...query, skip: 0 });
    await assert.rejects(idsOf({ list }), (error) => failure(error, /repeats/));

    const many = libraryOf(Array.from({ length: 2500 }, (_, index) => index));
    const backwards: List = async (query) => [...(await many.client.list(query))].reverse();
    await assert.rejects(idsOf({ list: backwards }), (error) => failure(error, /order/));

    const undated: List = async (query) =>
      (await many.client.list(query)).map((row) => ({ ...row, createdAt: undefined }));
    await assert.rejects(idsOf({ list: undated }), (error) => failure(error, /date/));

    const again = libraryOf(Array.from({ length: 2500 }, (_, index) => index));
    const all: List = ({ limit = 1000 }) => again.client.list({ type: 'file', limit });
    await assert.rejects(idsOf({ list: all }), (error) => failure(error, /order/));
  });

  test('ends with the page that fails', async () => {
    const library = libraryOf(Array.from({ length: 3000 }, (_, index) => index));
    library.before(() => {
      if (library.calls.length === 2) throw new Error('500');
    });
    await assert.rejects(idsOf(library.client), /500/);
  });
});

suite('every file of a sandbox', () => {
  const sandbox = useRunSandbox(
    Array.from({ length: 2300 }, (_, index) => seed(`/f/${index}.jpg`, 2)),
  );

  test('is what the library holds, without older versions', async () => {
    const paths: string[] = [];
    for await (const page of allFiles(sandbox().client())) {
      paths.push(...page.map(({ filePath }) => filePath));
    }
    assert.deepEqual(paths.sort(), await sandbox().paths('/f'));
  });
});
