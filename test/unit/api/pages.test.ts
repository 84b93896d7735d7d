import assert from 'node:assert/strict';
import type { LibraryItem } from '../../../src/api/asset';
import { pages } from '../../../src/api/pages';
import { anAsset } from '../../support/library/rows';

const rows = (from: number, count: number): LibraryItem[] =>
  Array.from({ length: count }, (_, n) =>
    anAsset({ filePath: `/f${from + n}.png`, fileId: `id${from + n}` }),
  );

async function read(page: (skip: number) => readonly LibraryItem[]) {
  const seen: LibraryItem[] = [];
  const client = {
    list: ({ skip = 0 }: { readonly skip?: number }) => Promise.resolve(page(skip)),
  };
  for await (const each of pages(client, { type: 'file' })) seen.push(...each);
  return seen;
}

suite('all pages of a listing', () => {
  test('end with the first that is not full', async () => {
    const seen = await read((skip) => rows(skip, skip === 0 ? 1000 : 3));
    assert.equal(seen.length, 1003);
  });

  test('are asked for as pages from which absence is concluded', async () => {
    const trusts: (string | undefined)[] = [];
    const list = (_query: unknown, _signal?: AbortSignal, trust?: string) => {
      trusts.push(trust);
      return Promise.resolve([]);
    };
    for await (const page of pages({ list }, { type: 'file' })) assert.deepEqual(page, []);
    assert.deepEqual(trusts, ['wholly']);
  });

  test('of an empty folder are one empty page', async () => {
    assert.deepEqual(await read(() => []), []);
  });

  test('that come again are a failure, not the end and not forever', async () => {
    await assert.rejects(
      read((skip) => rows(Math.min(skip, 2000), 1000)),
      (error: { failure?: { kind?: string } }) => error.failure?.kind === 'malformed',
    );
  });
});
