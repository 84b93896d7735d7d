import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DeletionOutcome } from '../../../../src/core/run/outcome';
import { JournalFolder } from '../../../../src/io/journal/journalFolder';
import { takeRunLock } from '../../../../src/io/journal/runLock';
import type { Account } from '../../../../src/core/account/account';
import { Runs } from '../../../../src/vscode/run/runs';
import { AccountBusy, OtherLibrary } from '../../../../src/vscode/failures/errors';
import { asset, confirmed, fileTarget } from '../../../support/deletion/targets';
import { useFolder } from '../../../support/deletion/useFolder';
import { emitter } from '../../../support/memoryStorage';
import { has } from '../../../support/testWith';

const account: Account = { id: 'a', name: 'acme', kind: 'development', urlEndpoints: [] };
const other: Account = { ...account, id: 'b', name: 'other' };
const deleted: DeletionOutcome = { kind: 'deleted', requestId: undefined };
/** A library as a connection leads to it; `print` stands for the fingerprint of its key. */
const libraryOf = (whose: Account, print = 'print-1', apiHost = 'https://api.imagekit.io') => ({
  account: whose,
  apiHost,
  fingerprint: () => print,
});
const library = libraryOf(account);
const plan = confirmed([1, 2, 3].map((id) => fileTarget(asset(id))));

suite('runs', () => {
  const storage = useFolder();
  let changes = 0;

  /** The runs as another window would open them. */
  function open(): Runs {
    const changed = emitter();
    changed.event(() => {
      changes += 1;
    });
    return new Runs(storage(), changed);
  }

  setup(() => {
    changes = 0;
  });

  /** A run of which so many files were deleted; it is finished when those are all. */
  async function make(runs: Runs, count: number, whose = account): Promise<string> {
    const run = await runs.begin(plan, libraryOf(whose));
    const some = plan.targets.slice(0, count);
    await run.journal.before(some);
    await run.journal.after(some.map((planned) => ({ planned, outcome: deleted })));
    await run.end();
    return run.runId;
  }

  test('are one at a time in an account, whichever window they are in', async () => {
    const [here, there] = [open(), open()];
    const run = await here.begin(plan, library);
    await assert.rejects(there.begin(plan, library), AccountBusy);
    await assert.rejects(here.begin(plan, library), AccountBusy);
    const elsewhere = await there.begin(plan, libraryOf(other));
    await elsewhere.end();
    await run.end();
    await (await there.reopen(run.runId, account, library)).end();
  });

  test('are listed newest first, with who is at them', async () => {
    const [here, there] = [open(), open()];
    const first = await make(here, 3);
    const run = await here.begin(plan, library);
    await run.journal.before(plan.targets);
    const seen = async (runs: Runs) =>
      (await runs.list()).map((entry) => [entry.run.runId, entry.underWay, entry.isBlocked]);
    assert.deepEqual(await seen(here), [
      [run.runId, 'here', true],
      [first, undefined, true],
    ]);
    assert.deepEqual(await seen(there), [
      [run.runId, 'elsewhere', true],
      [first, undefined, true],
    ]);
    await run.end();
    assert.deepEqual(await seen(there), [
      [run.runId, undefined, false],
      [first, undefined, false],
    ]);
    assert.ok(here.isOwn(run.runId) && !there.isOwn(run.runId));
    here.dispose();
    there.dispose();
  });

  test('tell of each beginning and end, and of what another window has done', async () => {
    const [here, there] = [open(), open()];
    await here.list();
    const run = await here.begin(plan, library);
    assert.equal(changes, 1);
    await run.end();
    assert.equal(changes, 2);
    await here.list();
    await make(there, 3);
    changes = 0;
    await here.refresh();
    assert.equal(changes, 1);
    await here.list();
    await here.refresh();
    assert.equal(changes, 1, 'nothing is new');
  });

  test('are found unfinished among others, and listed as many as are asked for', async () => {
    const [here, there] = [open(), open()];
    const [first, second] = [await make(here, 1), await make(here, 3)];
    const ids = async (entries: ReturnType<Runs['list']>) =>
      (await entries).map(({ run }) => run.runId);
    assert.deepEqual(await ids(here.unfinished()), [first]);
    assert.deepEqual(await ids(here.list(1)), [second]);
    changes = 0;
    const third = await make(there, 1);
    changes = 0;
    await here.refresh();
    assert.ok(changes > 0, 'either look has something new');
    assert.deepEqual(await ids(here.unfinished()), [third, first]);
    assert.deepEqual(await ids(here.list(2)), [third, second]);
    changes = 0;
    await here.refresh();
    assert.equal(changes, 0);
  });

  test('go on with what is left, and only in their own account', async () => {
    const runs = open();
    const runId = await make(runs, 1);
    await assert.rejects(runs.reopen(runId, other, libraryOf(other)), /otherAccount/);
    const again = await runs.reopen(runId, account, library);
    assert.deepEqual(
      again.rest.plan.targets.map(({ key }) => key),
      plan.targets.slice(1).map(({ key }) => key),
    );
    await again.end();
  });

  test('go on nowhere else than where they began, and are left as they were then', async () => {
    const runs = open();
    const runId = await make(runs, 1);
    const before = readFileSync(runs.records.pathOf(runId), 'utf8');
    const elsewhere = libraryOf(account, 'print-1', 'http://127.0.0.1:4000');
    await assert.rejects(runs.reopen(runId, account, elsewhere), OtherLibrary);
    assert.equal(readFileSync(runs.records.pathOf(runId), 'utf8'), before);
    await (await runs.reopen(runId, account, libraryOf(account, 'print-2'))).end();
    const rolled = { apiHost: library.apiHost, urlEndpoints: [], keyPrint: 'print-2' };
    assert.deepEqual((await runs.records.read(runId)).header.library, rolled);
    await (await runs.reopen(runId, account, undefined)).end();
    assert.deepEqual((await runs.records.read(runId)).header.library, rolled);
  });

  test('know a key again by its fingerprint, of which nobody can tell the key', async () => {
    const connection = (key: string) => ({
      account,
      apiHost: library.apiHost,
      fingerprint: (salt: Uint8Array) => createHmac('sha256', salt).update(key).digest('hex'),
    });
    const print = async (runs: Runs, key: string) =>
      (await runs.libraryOf(connection(key))).keyPrint;
    const known = await print(open(), 'private_one');
    assert.equal(await print(open(), 'private_one'), known, 'in every window');
    assert.notEqual(await print(open(), 'private_two'), known);
    assert.notEqual(await print(new Runs(`${storage()}/other`, emitter()), 'private_one'), known);
    const { mode } = statSync(path.join(storage(), 'fingerprints.salt'));
    if (has('file modes')) assert.equal(mode & 0o777, 0o600);
  });

  test('let their account go when their record can not be opened', async () => {
    const runs = open();
    await assert.rejects(runs.reopen('20260101T000000000Z-00000000', account, library));
    await (await runs.begin(plan, library)).end();
  });

  test('are forgotten one by one, and not while one is under way', async () => {
    const runs = open();
    const [first, second] = [await make(runs, 3), await make(runs, 3)];
    const run = await runs.begin(plan, library);
    await assert.rejects(runs.remove(first, account), AccountBusy);
    await run.end();
    await runs.remove(first, account);
    assert.deepEqual(
      (await runs.list()).map((entry) => entry.run.runId),
      [run.runId, second],
    );
  });

  test('are pruned, but not in an account in which one is under way', async () => {
    const runs = open();
    await make(runs, 3);
    const unfinished = await make(runs, 1);
    const elsewhere = await make(runs, 3, other);
    const attempt = await takeRunLock(path.join(storage(), 'locks'), other.id);
    assert.ok(attempt.kind === 'held');
    const left = async () =>
      (await new JournalFolder(path.join(storage(), 'runs')).list()).map(({ runId }) => runId);
    await runs.prune({ maxAgeDays: 0, maxBytes: 0 });
    assert.deepEqual(await left(), [elsewhere, unfinished]);
    await attempt.lock.release();
    await runs.prune({ maxAgeDays: 0, maxBytes: 0 });
    assert.deepEqual(await left(), [unfinished], 'what is not finished stays for good');
  });
});
