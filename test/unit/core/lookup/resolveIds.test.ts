import assert from 'node:assert/strict';
import type { Asset } from '../../../../src/api/asset';
import { ApiError } from '../../../../src/api/errors';
import type { ListQuery } from '../../../../src/api/calls';
import type { ImageKitClient } from '../../../../src/api/client';
import { resolveIds } from '../../../../src/core/lookup/resolveIds';
import { asset, idOf } from '../../../support/deletion/targets';

/** A library of so many files that counts how it is asked. */
function libraryOf(count: number, mostSkip = Infinity) {
  const files = Array.from({ length: count }, (_, at) => asset(at));
  const asked = { pages: 0, queries: 0, singly: 0 };
  const list = (query: ListQuery): Promise<readonly Asset[]> => {
    const { searchQuery, skip = 0, limit = 1000 } = query;
    if (searchQuery === undefined) {
      asked.pages += 1;
      if (skip > mostSkip) return Promise.reject(refusal());
      return Promise.resolve(files.slice(skip, skip + limit));
    }
    asked.queries += 1;
    return Promise.resolve(files.filter(({ fileId }) => searchQuery.includes(fileId)));
  };
  const getAsset = () => {
    asked.singly += 1;
    return Promise.reject(missing());
  };
  const client: Pick<ImageKitClient, 'list' | 'getAsset'> = { list, getAsset };
  return { client, asked };
}

const fields = { message: '', status: 400, requestId: undefined, mayHaveActed: 'no' } as const;
const refusal = () =>
  new ApiError({ kind: 'rejected', ...fields, reason: undefined, maxItems: undefined }, 'GET');
const missing = () => new ApiError({ kind: 'notFound', ...fields, missingFileIds: [] }, 'GET');

async function look(client: Pick<ImageKitClient, 'list' | 'getAsset'>, ids: readonly number[]) {
  const done: number[] = [];
  const found = await resolveIds(new Set(ids.map(idOf)), {
    client,
    named: true,
    signal: new AbortController().signal,
    onProgress: (count) => done.push(count),
  });
  assert.deepEqual(
    done,
    done.toSorted((a, b) => a - b),
    'progress never goes back',
  );
  return found;
}

const first = (count: number) => Array.from({ length: count }, (_, at) => at);

suite('looking many ids up', () => {
  test('takes a list of the library where that needs fewer requests', async () => {
    const { client, asked } = libraryOf(2_500);
    const found = await look(client, first(2_400));
    assert.equal(found.size, 2_400);
    assert.deepEqual(asked, { pages: 3, queries: 0, singly: 0 });
  });

  test('asks by queries when the list shows little of what is asked for', async () => {
    const { client, asked } = libraryOf(40_000);
    const found = await look(
      client,
      first(40_000).filter((at) => at % 40 === 0),
    );
    assert.equal(found.size, 1_000);
    assert.equal(asked.pages, 1);
    assert.ok(asked.queries <= 20);
  });

  test('asks by queries for what the list does not show, and singly for what they do not', async () => {
    const { client, asked } = libraryOf(1_200);
    const found = await look(client, [...first(1_100), 5_000, 5_001]);
    assert.equal(found.size, 1_100);
    assert.deepEqual(asked, { pages: 2, queries: 1, singly: 2 });
  });

  test('goes on by queries where a list ends early', async () => {
    const { client, asked } = libraryOf(3_000, 1_000);
    const found = await look(client, first(3_000));
    assert.equal(found.size, 3_000);
    assert.deepEqual(asked, { pages: 3, queries: 19, singly: 0 });
  });

  test('makes no list for few ids', async () => {
    const { client, asked } = libraryOf(2_000);
    const found = await look(client, first(900));
    assert.equal(found.size, 900);
    assert.deepEqual(asked, { pages: 0, queries: 17, singly: 0 });
  });
});
