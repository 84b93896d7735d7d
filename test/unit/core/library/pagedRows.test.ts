import assert from 'node:assert/strict';
import { PagedRows, pageSize } from '../../../../src/core/library/pagedRows';

/** A server's list of numbered rows, read by offset. */
class Numbers {
  readonly skips: number[] = [];

  constructor(public listed: readonly string[]) {}

  readonly read = (skip: number) => {
    this.skips.push(skip);
    const rows = this.listed.slice(skip, skip + pageSize);
    return Promise.resolve({ rows, last: rows.length < pageSize });
  };
}

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `row ${at}`);
}

async function readAll(rows: PagedRows<string>, server: Numbers, gone = new Set<string>()) {
  while (!rows.complete) await rows.loadMore(server.read, (row) => gone.has(row));
  return rows.all;
}

suite('pagedRows', () => {
  test('reads a listing to its end, each row once', async () => {
    const server = new Numbers(numbers(2500));
    assert.deepEqual(await readAll(new PagedRows((row) => row), server), server.listed);
  });

  test('reads one page at a time, from where the last one ended', async () => {
    const rows = new PagedRows<string>((row) => row);
    const server = new Numbers(numbers(2500));
    await rows.loadMore(server.read, () => false);
    assert.equal(rows.all.length, pageSize);
    assert.equal(rows.complete, false);
    await rows.loadMore(server.read, () => false);
    assert.deepEqual(server.skips, [0, pageSize - 1]);
    assert.equal(rows.all.length, 2 * pageSize - 1);
  });

  test('ends on a listing that is exactly a page long', async () => {
    const server = new Numbers(numbers(pageSize));
    assert.equal((await readAll(new PagedRows((row) => row), server)).length, pageSize);
  });

  test('ends at once on an empty listing', async () => {
    const rows = new PagedRows<string>((row) => row);
    await rows.loadMore(new Numbers([]).read, () => false);
    assert.deepEqual([rows.all, rows.complete], [[], true]);
  });

  for (const [title, deletedAtOnce] of [
    ['that left the listing at once', true],
    ['that are listed for a while longer', false],
  ] as const) {
    test(`misses nothing and shows nothing deleted after deletions ${title}`, async () => {
      const rows = new PagedRows<string>((row) => row);
      const server = new Numbers(numbers(3000));
      await rows.loadMore(server.read, () => false);
      const gone = new Set(numbers(700).slice(10));
      for (const row of gone) rows.drop(row);
      const left = server.listed.filter((row) => !gone.has(row));
      if (deletedAtOnce) server.listed = left;
      assert.deepEqual(await readAll(rows, server, gone), left);
    });
  }

  test('misses nothing when deleted rows leave the listing only between two pages', async () => {
    const rows = new PagedRows<string>((row) => row);
    const server = new Numbers(numbers(4000));
    await rows.loadMore(server.read, () => false);
    const gone = new Set(numbers(900));
    for (const row of gone) rows.drop(row);
    await rows.loadMore(server.read, (row) => gone.has(row));
    server.listed = server.listed.filter((row) => !gone.has(row));
    assert.deepEqual(await readAll(rows, server, gone), server.listed);
  });

  test('misses nothing when others delete rows that were read already', async () => {
    const rows = new PagedRows<string>((row) => row);
    const server = new Numbers(numbers(4000));
    await rows.loadMore(server.read, () => false);
    await rows.loadMore(server.read, () => false);
    server.listed = server.listed.slice(1500);
    const all = await readAll(rows, server);
    assert.deepEqual(
      server.listed.filter((row) => !all.includes(row)),
      [],
    );
    assert.equal(new Set(all).size, all.length);
  });

  test('finds the rows that are left when others deleted everything it knew', async () => {
    const rows = new PagedRows<string>((row) => row);
    const server = new Numbers(numbers(2500));
    await rows.loadMore(server.read, () => false);
    server.listed = server.listed.slice(2400);
    const all = await readAll(rows, server);
    assert.deepEqual(all.slice(pageSize), server.listed);
  });

  test('shows a row once although new rows push it onto the next page', async () => {
    const rows = new PagedRows<string>((row) => row);
    const server = new Numbers(numbers(1500));
    await rows.loadMore(server.read, () => false);
    server.listed = ['new', ...server.listed];
    const all = await readAll(rows, server);
    assert.equal(all.length, 1500);
    assert.equal(new Set(all).size, 1500);
  });

  test('goes on to the next page when every row of one is gone', async () => {
    const rows = new PagedRows<string>((row) => row);
    const server = new Numbers(numbers(2300));
    const gone = new Set(numbers(2100));
    await rows.loadMore(server.read, (row) => gone.has(row));
    assert.deepEqual(rows.all, server.listed.slice(2100));
  });

  test('shows a row as it was read last', async () => {
    const rows = new PagedRows<{ id: string; size: number }>(({ id }) => id);
    const read = (size: number) => () =>
      Promise.resolve({
        rows: [{ id: 'a', size }, ...(size > 1 ? [{ id: 'b', size }] : [])],
        last: size > 1,
      });
    await rows.loadMore(read(1), () => false);
    await rows.loadMore(read(2), () => false);
    assert.deepEqual(
      rows.all.map(({ size }) => size),
      [2, 2],
    );
  });
});
