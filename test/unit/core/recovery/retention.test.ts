import assert from 'node:assert/strict';
import type { BackupRecord } from '../../../../src/core/recovery/backup';
import { retention, type KeptBackup } from '../../../../src/core/recovery/retention';

const now = Date.parse('2026-03-01T00:00:00.000Z');
const noLimits = { maxAgeDays: 0, maxBytes: 0 };

function backup(
  day: string,
  files: readonly string[],
  more: Partial<KeptBackup> & {
    readonly end?: BackupRecord['end'];
    readonly account?: string;
  } = {},
): KeptBackup {
  const { account: id = 'acme', isInUse = false } = more;
  return {
    folder: day,
    isInUse,
    record: {
      header: {
        backupId: day,
        runId: undefined,
        account: { id, name: id, urlEndpoints: [] },
        createdAt: `${day}T00:00:00.000Z`,
        withVersions: true,
        files: files.length,
        bytes: 10 * files.length,
      },
      entries: files.map((name) => ({
        ...{ key: `asset:${name}`, fileId: name, path: `/${name}.jpg` },
        ...{ sidecar: 'files/000001.json', versions: 1, bytes: 10 },
      })),
      gaps: [],
      end: 'end' in more ? more.end : 'complete',
    },
  };
}

const gone = (backups: readonly KeptBackup[], limits: Parameters<typeof retention>[1]) =>
  retention(backups, limits, now)
    .removable.filter(({ over }) => over !== undefined)
    .map(({ folder, over }) => `${folder} ${String(over)}`);

suite('which backups the limits no longer keep', () => {
  test('of four where two fit and one is unfinished: one goes, and it is the oldest that ended', () => {
    const four = [
      backup('2026-01-01', ['a']),
      backup('2026-01-02', ['a'], { end: undefined }),
      backup('2026-01-03', ['a']),
      backup('2026-01-04', ['a']),
    ];
    assert.deepEqual(gone(four, { ...noLimits, maxBytes: 20 }), ['2026-01-01 size']);
    assert.equal(retention(four, noLimits, now).unfinished, 1);
  });

  test('is told by age, and nothing goes without a limit', () => {
    const two = [backup('2025-12-01', ['a']), backup('2026-02-01', ['a'])];
    assert.deepEqual(gone(two, { ...noLimits, maxAgeDays: 60 }), ['2025-12-01 age']);
    assert.deepEqual(gone(two, noLimits), []);
  });

  test('is never one whose run or restore can go on', () => {
    const old = backup('2020-01-01', ['a'], { isInUse: true });
    const looked = retention([old], { maxAgeDays: 1, maxBytes: 1 }, now);
    assert.deepEqual([looked.removable, looked.unfinished], [[], 1]);
  });

  test('says of which files each is the newest, by library, ID and path', () => {
    const moved = backup('2026-02-03', ['b']);
    const [entry] = moved.record.entries;
    assert.ok(entry);
    const elsewhere = { ...moved.record, entries: [{ ...entry, path: '/moved/b.jpg' }] };
    const { removable } = retention(
      [
        backup('2026-02-01', ['a', 'b', 'c']),
        backup('2026-02-02', ['a']),
        { ...moved, record: elsewhere },
        backup('2026-02-04', ['c'], { account: 'other' }),
      ],
      noLimits,
      now,
    );
    assert.deepEqual(
      removable.map(({ folder, newestOf }) => [folder, newestOf.join()]),
      [
        ['2026-02-04', '/c.jpg'],
        ['2026-02-03', '/moved/b.jpg'],
        ['2026-02-02', '/a.jpg'],
        ['2026-02-01', '/b.jpg,/c.jpg'],
      ],
    );
  });
});
