import assert from 'node:assert/strict';
import {
  appendFile,
  copyFile,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { JournalError } from '../../../../src/core/journal/journalError';
import type { DeletionOutcome, TargetOutcome } from '../../../../src/core/run/outcome';
import { resume } from '../../../../src/core/run/resume';
import { outcomesOf } from '../../../../src/core/journal/runRecord';
import type { PlannedTarget } from '../../../../src/core/target';
import { JournalFolder, type Alone } from '../../../../src/io/journal/journalFolder';
import type { RunJournal } from '../../../../src/io/journal/runJournal';
import { ShakyDisk } from '../../../support/deletion/shakyDisk';
import {
  asset,
  confirmed,
  fileTarget,
  folderTarget,
  planned,
} from '../../../support/deletion/targets';
import { useFolder } from '../../../support/deletion/useFolder';
import { testWith } from '../../../support/testWith';

const account = { id: 'account-1', name: 'acme' };
const targets = [1, 2, 3].map((id) => planned(fileTarget(asset(id))));
const [first, second, third] = targets as [PlannedTarget, PlannedTarget, PlannedTarget];
const deleted: DeletionOutcome = { kind: 'deleted', requestId: 'req-1' };
const cancelled: DeletionOutcome = { kind: 'notAttempted', reason: { kind: 'cancelled' } };

const of = (outcome: DeletionOutcome, ...all: readonly PlannedTarget[]): TargetOutcome[] =>
  all.map((each) => ({ planned: each, outcome }));

async function journalErrorOf(doing: Promise<unknown>): Promise<JournalError> {
  const error: unknown = await doing.then(
    () => assert.fail('it did not fail'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof JournalError, String(error));
  return error;
}

suite('journal folder', () => {
  const temporary = useFolder();
  let day = 0;

  const now = () => new Date(Date.UTC(2026, 10, 22) + 86_400_000 * day++);
  const folderOf = () => path.join(temporary(), 'storage', 'journal');
  const journals = (disk?: ShakyDisk) =>
    new JournalFolder(folderOf(), { now, ...(disk && { open: disk.open }) });
  const fileOf = (runId: string) => path.join(folderOf(), `${runId}.jsonl`);
  const textOf = ({ runId }: RunJournal) => readFile(fileOf(runId), 'utf8');

  /** A run of three files that went well. */
  async function finishedRun(folder: JournalFolder): Promise<string> {
    const journal = await folder.create(confirmed(targets), account);
    await journal.before(targets);
    await journal.after(of(deleted, ...targets));
    await journal.end();
    return journal.runId;
  }

  setup(() => (day = 0));

  test('touches nothing before it is asked to', async () => {
    const folder = journals();
    assert.deepEqual(await readdir(temporary()), []);
    assert.deepEqual(await folder.list(), []);
    assert.deepEqual(await readdir(temporary()), []);
  });

  test('has the whole plan on the disk before a run begins', async () => {
    const disk = new ShakyDisk();
    const journal = await journals(disk).create(confirmed(targets), account);
    const record = await journals().read(journal.runId);
    assert.deepEqual(record.targets, targets);
    assert.deepEqual(record.header.account, account);
    assert.equal(record.state, 'interrupted');
    // The file, then the folder that names it, and the folders made for it up to the one there was.
    assert.equal(
      disk.log.join(' ').replace(/(write )+/, 'write '),
      'open truncate write datasync open sync close open sync close open sync close',
    );
    await journal.end();
  });

  testWith('file modes', 'is readable by its owner alone', async () => {
    const runId = await finishedRun(journals());
    assert.equal((await stat(fileOf(runId))).mode & 0o777, 0o600);
    assert.equal((await stat(folderOf())).mode & 0o777, 0o700);
  });

  test('resolves before() only when the intent is on the disk itself', async () => {
    const disk = new ShakyDisk();
    const journal = await journals(disk).create(confirmed(targets), account);
    disk.log.length = 0;
    await journal.before([first, second]);
    assert.deepEqual(disk.log, ['write', 'datasync']);
    assert.deepEqual(
      (await journals().read(journal.runId)).inDoubt,
      new Set([first.key, second.key]),
    );
    await journal.end();
  });

  test('keeps outcomes even if the process dies at once, and takes them to the disk next', async () => {
    const disk = new ShakyDisk();
    const journal = await journals(disk).create(confirmed(targets), account);
    await journal.before(targets);
    disk.log.length = 0;
    await journal.after(of(deleted, first));
    assert.deepEqual(disk.log, ['write']);
    const record = await journals().read(journal.runId);
    assert.deepEqual(outcomesOf(record), of(deleted, first));
    await journal.before([second]);
    assert.deepEqual(disk.log, ['write', 'write', 'datasync']);
    await journal.end();
  });

  test('writes what several lanes ask for at once as whole lines', async () => {
    const many = Array.from({ length: 200 }, (_, id) => planned(fileTarget(asset(id))));
    const journal = await journals().create(confirmed(many), account);
    await Promise.all(
      many.map(async (each) => {
        await journal.before([each]);
        await journal.after(of(deleted, each));
      }),
    );
    await journal.end();
    const record = await journals().read(journal.runId);
    assert.equal(record.state, 'finished');
    assert.equal(outcomesOf(record).length, 200);
  });

  test('says that a run is finished only when every target has its outcome', async () => {
    const journal = await journals().create(confirmed(targets), account);
    await journal.before(targets);
    await journal.after(of(deleted, first, second));
    await journal.end();
    assert.equal((await journals().read(journal.runId)).state, 'interrupted');
  });

  test('goes on in the same file after a torn last line', async () => {
    const journal = await journals().create(confirmed(targets), account);
    await journal.before(targets);
    await journal.after(of(deleted, first));
    await journal.after(of(deleted, second));
    await journal.end();
    const { size } = await stat(fileOf(journal.runId));
    await truncate(fileOf(journal.runId), size - 20);

    const again = await journals().reopen(journal.runId);
    const rest = resume(again.record);
    assert.deepEqual(rest.inDoubt, new Set([second.key, third.key]));
    await again.journal.before([third]);
    await again.journal.after(of(deleted, second, third));
    await again.journal.end();
    const record = await journals().read(journal.runId);
    assert.equal(record.state, 'finished');
    assert.deepEqual(outcomesOf(record), of(deleted, ...targets));
  });

  test('reads a tail of zeros, as a power cut may leave it, as torn', async () => {
    const journal = await journals().create(confirmed(targets), account);
    await journal.before([first]);
    await journal.end();
    await appendFile(fileOf(journal.runId), Buffer.alloc(4000));
    const again = await journals().reopen(journal.runId);
    await again.journal.end();
    assert.ok(!(await textOf(journal)).includes('\0'));
    assert.deepEqual((await journals().read(journal.runId)).inDoubt, new Set([first.key]));
  });

  test('resumes a run that was stopped, and ends it once more', async () => {
    const journal = await journals().create(confirmed(targets), account);
    await journal.before([first]);
    await journal.after(of(deleted, first));
    await journal.after(of(cancelled, second, third));
    await journal.end();
    const again = await journals().reopen(journal.runId);
    assert.equal(again.record.state, 'finished');
    await again.journal.before([second, third]);
    await again.journal.after(of(deleted, second, third));
    await again.journal.end();
    const [run] = await journals().list();
    assert.ok(run?.kind === 'finished');
    assert.equal(run.counts.deleted, 3);
    assert.equal(run.deletedBytes, 3000);
  });

  test('is in doubt after a resumed run that dies with a request in flight', async () => {
    const journal = await journals().create(confirmed(targets), account);
    await journal.after(of(cancelled, ...targets));
    await journal.end();
    const again = await journals().reopen(journal.runId);
    await again.journal.before([first]);
    await again.journal.end();
    const record = await journals().read(journal.runId);
    assert.equal(record.state, 'interrupted');
    assert.deepEqual(record.inDoubt, new Set([first.key]));
  });

  for (const [what, damage] of [
    [
      'a line that is no JSON',
      (text: string) => text.replace('{"kind":"intent"', '{"kind":"int\n'),
    ],
    ['a line that is missing', (text: string) => text.replace(/.*"planned".*\n/, '')],
    [
      'bytes that are no UTF-8',
      (text: string) => text.replace('"intent","at":"2', '"intent","at":"\xff'),
    ],
  ] as const) {
    test(`names the line of a record that is damaged: ${what}`, async () => {
      const folder = journals();
      const journal = await folder.create(confirmed(targets), account);
      await journal.before(targets);
      await journal.end();
      const text = await readFile(fileOf(journal.runId), 'latin1');
      await writeFile(fileOf(journal.runId), damage(text), 'latin1');
      const line = what.includes('missing') ? 5 : 6;
      assert.equal((await journalErrorOf(folder.read(journal.runId))).line, line);
      assert.equal((await journalErrorOf(folder.reopen(journal.runId))).line, line);
      const [run] = await folder.list();
      assert.ok(run?.kind === 'unreadable');
      assert.equal(run.line, line);
    });
  }

  suite('without space or rights', () => {
    test('starts no run, and leaves no half of a record', async () => {
      for (const space of [0, 10, 1000]) {
        const disk = new ShakyDisk();
        disk.space = space;
        const error = await journalErrorOf(journals(disk).create(confirmed(targets), account));
        assert.match(error.message, /ENOSPC/);
        assert.equal((error.cause as { code?: string }).code, 'ENOSPC');
        assert.deepEqual(await readdir(folderOf()), []);
      }
    });

    for (const operation of ['open', 'write', 'datasync', 'sync']) {
      test(`starts no run when the disk fails to ${operation}`, async () => {
        const disk = new ShakyDisk();
        disk.broken.add(operation);
        await journalErrorOf(journals(disk).create(confirmed(targets), account));
        assert.deepEqual(await readdir(folderOf()), []);
      });
    }

    for (const code of ['EINVAL', 'ENOTSUP', 'EPERM']) {
      test(`starts a run where folders, and only they, can’t be synced (${code})`, async () => {
        const disk = new ShakyDisk();
        disk.code = code;
        disk.broken.add('sync');
        const journal = await journals(disk).create(confirmed(targets), account);
        await journal.end();
        disk.broken.add('datasync');
        await journalErrorOf(journals(disk).create(confirmed(targets), account));
      });
    }

    test('starts no run where there can be no folder', async () => {
      await writeFile(path.join(temporary(), 'storage'), 'a file');
      const error = await journalErrorOf(journals().create(confirmed(targets), account));
      assert.ok((error.cause as { code?: string }).code);
    });

    test('refuses the next request, and glues nothing to half a line when there is space again', async () => {
      const disk = new ShakyDisk();
      const many = Array.from({ length: 50 }, (_, id) => planned(fileTarget(asset(id))));
      const [one] = many as [PlannedTarget];
      const journal = await journals(disk).create(confirmed(many), account);
      await journal.before([one]);
      // Several lines and a half still fit: none of them counts, since nobody was told of them.
      disk.space = 3000;
      await journalErrorOf(journal.after(of(deleted, ...many)));
      assert.match((await journalErrorOf(journal.before(many))).message, /ENOSPC/);
      disk.space = Infinity;
      await journal.after(of(deleted, one));
      await journal.end();
      const record = await journals().read(journal.runId);
      assert.deepEqual(outcomesOf(record), of(deleted, one));
      assert.deepEqual([...record.inDoubt], []);
    });

    test('refuses a request that the disk does not confirm, and any after the end', async () => {
      const disk = new ShakyDisk();
      const journal = await journals(disk).create(confirmed(targets), account);
      disk.broken.add('datasync');
      await journalErrorOf(journal.before([first]));
      disk.broken.clear();
      await journal.end();
      await journalErrorOf(journal.before([second]));
    });
  });

  suite('while it is written', () => {
    const stopping = async (harm: (file: string) => Promise<unknown>) => {
      const journal = await journals().create(confirmed(targets), account);
      await journal.before([first]);
      await harm(fileOf(journal.runId));
      await journalErrorOf(journal.after(of(deleted, first)));
      await journalErrorOf(journal.before([second]));
      await journal.end().catch(() => undefined);
    };

    for (const [what, harm] of [
      ['is removed', (file: string) => rm(file)],
      ['is removed with its folder', () => rm(folderOf(), { recursive: true })],
      ['is moved away', (file: string) => rename(file, `${file}.old`)],
      [
        'is replaced by a copy',
        async (file: string) => {
          await copyFile(file, `${file}.new`);
          await rename(`${file}.new`, file);
        },
      ],
      ['is emptied', (file: string) => truncate(file, 0)],
      [
        'is written to by somebody else',
        (file: string) => appendFile(file, 'a line that is longer\n'.repeat(99)),
      ],
    ] as const) {
      test(`refuses the next request when it ${what}`, () => stopping(harm));
    }
  });

  suite('history', () => {
    test('lists runs newest first, with what they did', async () => {
      const folder = journals();
      const old = await finishedRun(folder);
      const open = await folder.create(confirmed(targets), account);
      await open.before([first, second]);
      await open.after(of(deleted, first));
      const runs = await folder.list();
      assert.deepEqual(
        runs.map(({ runId, kind }) => [runId, kind]),
        [
          [open.runId, 'interrupted'],
          [old, 'finished'],
        ],
      );
      const [running, finished] = runs;
      assert.ok(running?.kind === 'interrupted' && finished?.kind === 'finished');
      assert.equal(running.counts.deleted, 1);
      assert.equal(running.inDoubt, 1);
      assert.equal(finished.header.targets, 3);
      assert.equal(finished.header.account.name, 'acme');
      assert.equal(finished.deletedBytes, 3000);
      await open.end();
    });

    test('reads only the two ends of a finished run', async () => {
      const folder = journals();
      const runId = await finishedRun(folder);
      const text = await readFile(fileOf(runId), 'utf8');
      await writeFile(fileOf(runId), text.replace('"kind":"intent"', '"kind":"damage"'));
      assert.equal((await folder.list())[0]?.kind, 'finished');
      await journalErrorOf(folder.read(runId));
    });

    test('leaves out what never began, and files of others', async () => {
      const folder = journals();
      const runId = await finishedRun(folder);
      const text = await readFile(fileOf(runId), 'utf8');
      const [head = ''] = text.split('\n');
      const other = runId.replace(/.{8}$/, 'ffffffff');
      for (const part of ['', head.slice(0, 20), `${head}\n`]) {
        await writeFile(fileOf(other), part);
        await writeFile(path.join(folderOf(), 'notes.jsonl'), 'x');
        assert.deepEqual(
          (await folder.list()).map((run) => run.runId),
          [runId],
        );
        await journalErrorOf(folder.reopen(other));
      }
    });

    test('sees what another process has added since', async () => {
      const folder = journals();
      const journal = await folder.create(confirmed(targets), account);
      const count = async () => {
        const [run] = await folder.list();
        return run?.kind === 'unreadable' || run?.kind === 'neverBegan' ? -1 : run?.counts.deleted;
      };
      assert.equal(await count(), 0);
      await journal.before(targets);
      await journal.after(of(deleted, first));
      assert.equal(await count(), 1);
      await journal.end();
    });

    test('tells of which kind the targets are, when all are of one', async () => {
      const folder = journals();
      const mixed = [...targets, planned(folderTarget('/files'))];
      const kinds: unknown[] = [];
      for (const each of [targets, mixed]) {
        const journal = await folder.create(confirmed(each), account);
        await journal.end();
        kinds.push((await folder.read(journal.runId)).header.targetKind);
      }
      assert.deepEqual(kinds, ['asset', undefined]);
    });

    test('tells when the record of an interrupted run was last written', async () => {
      const folder = journals();
      const journal = await folder.create(confirmed(targets), account);
      await journal.end();
      await utimes(fileOf(journal.runId), 1000, 2000);
      const [run] = await folder.list();
      assert.ok(run?.kind === 'interrupted');
      assert.equal(run.changedAt, 2_000_000);
    });

    test('forgets the run it is told to, and no other', async () => {
      const folder = journals();
      const [first, second] = [await finishedRun(folder), await finishedRun(folder)];
      await folder.remove(first);
      await folder.remove(first);
      assert.deepEqual(
        (await folder.list()).map(({ runId }) => runId),
        [second],
      );
      await journalErrorOf(folder.remove('../secret'));
    });

    test('refuses an id that is no id of a run', async () => {
      const folder = journals();
      for (const id of ['', '../secret', '20261122T000000000Z-0000000g', '.']) {
        await journalErrorOf(folder.read(id));
      }
    });
  });

  suite('pruning', () => {
    const limits = { maxAgeDays: 30, maxBytes: 1e9 };
    const alone: Alone = (_, work) => work();

    /** Makes a file look so many days older than the folder's next look at the time. */
    async function age(runId: string, days: number): Promise<void> {
      const seconds = Date.UTC(2026, 10, 22) / 1000 + (day - days) * 86_400;
      await utimes(fileOf(runId), seconds, seconds);
    }

    test('removes finished runs that are too old', async () => {
      const folder = journals();
      const [old, young] = [await finishedRun(folder), await finishedRun(folder)];
      await age(old, 31);
      await age(young, 29);
      await folder.prune(limits, alone);
      assert.deepEqual(
        (await folder.list()).map(({ runId }) => runId),
        [young],
      );
    });

    test('removes the oldest finished runs until the rest is small enough', async () => {
      const folder = journals();
      const runs = [
        await finishedRun(folder),
        await finishedRun(folder),
        await finishedRun(folder),
      ];
      const { size } = await stat(fileOf(runs[0]!));
      for (const run of runs) await age(run, 1);
      await folder.prune({ ...limits, maxBytes: size * 2.5 }, alone);
      assert.deepEqual(
        (await folder.list()).map(({ runId }) => runId),
        [runs[2], runs[1]],
      );
    });

    test('never removes a run that is not finished, or can not be read', async () => {
      const folder = journals();
      const open = await folder.create(confirmed(targets), account);
      await open.end();
      const damaged = await finishedRun(folder);
      await writeFile(fileOf(damaged), 'no journal\nat all\n');
      await age(open.runId, 1000);
      await age(damaged, 1000);
      await folder.prune({ maxAgeDays: 0, maxBytes: 0 }, alone);
      const kinds = (await folder.list()).map(({ kind }) => kind);
      assert.deepEqual(kinds, ['unreadable', 'interrupted']);
    });

    test('leaves a run that is taken up again at that very moment', async () => {
      const folder = journals();
      const runId = await finishedRun(folder);
      await age(runId, 31);
      const asked: string[] = [];
      const other = journals();
      await folder.prune(limits, async (accountId, work) => {
        asked.push(accountId);
        const { journal } = await other.reopen(runId);
        await work();
        await journal.end();
      });
      assert.deepEqual(asked, [account.id]);
      assert.equal((await folder.list())[0]?.runId, runId);
      await age(runId, 31);
      await folder.prune(limits, () => Promise.resolve());
      assert.equal((await folder.list())[0]?.runId, runId, 'while a run is under way');
      await folder.prune(limits, alone);
      assert.deepEqual(await folder.list(), []);
    });

    test('removes what never began, unless it may just be written', async () => {
      const folder = journals();
      const runId = await finishedRun(folder);
      await writeFile(fileOf(runId), '');
      await age(runId, 0.5);
      await folder.prune(limits, alone);
      assert.deepEqual(await readdir(folderOf()), [`${runId}.jsonl`]);
      await age(runId, 2);
      await folder.prune(limits, alone);
      assert.deepEqual(await readdir(folderOf()), []);
    });
  });
});
