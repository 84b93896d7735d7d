import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Account } from '../../../../src/core/account/account';
import type { PurgeCall } from '../../../../src/core/cdn/purgePlan';
import { takeRunLock } from '../../../../src/io/journal/runLock';
import type { Connection } from '../../../../src/vscode/account/connections';
import { Purges, type PurgeEntry } from '../../../../src/vscode/cdn/purges';
import { useFolder } from '../../../support/deletion/useFolder';
import { emitter } from '../../../support/memoryStorage';
import { until } from '../../../support/until';

const endpoint = 'https://ik.imagekit.io/acme';
const account: Account = { id: 'a', name: 'acme', kind: 'development', urlEndpoints: [endpoint] };

const call = (name: string): PurgeCall => ({
  url: `${endpoint}/f/${name}*`,
  proves: [`${endpoint}/f/${name}`],
  signed: [],
});

suite('purges in the background', () => {
  const storage = useFolder();
  /** What ImageKit and the CDN were asked for, by all windows. */
  let asked: string[];
  let isPending: boolean;
  let windows: Purges[];

  setup(() => {
    asked = [];
    isPending = false;
    windows = [];
  });
  teardown(() => {
    for (const each of windows) each.dispose();
  });

  interface Window {
    readonly purges: Purges;
    readonly ended: readonly (readonly [PurgeEntry, unknown])[];
    readonly errors: readonly string[];
  }

  /** A window of VS Code; with `accounts` it knows these. */
  function open(accounts: readonly Account[] = [account], refuses?: Error): Window {
    const ended: (readonly [PurgeEntry, unknown])[] = [];
    const errors: string[] = [];
    const cdn = {
      purge: (url: string) => {
        asked.push(`purge ${url}`);
        return Promise.resolve({ requestId: `id of ${url}` });
      },
      purgeStatus: (requestId: string) => {
        asked.push(`status ${requestId}`);
        return Promise.resolve(isPending ? ('Pending' as const) : ('Completed' as const));
      },
      look: (address: string) => {
        asked.push(`look ${address}`);
        return Promise.resolve({ status: 404, header: () => 'ENOENT - none' });
      },
    };
    const connection = { client: { cdn }, account } as unknown as Connection;
    const purges = new Purges({
      storage: storage(),
      accounts: { list: () => accounts },
      connections: {
        connect: () => (refuses ? Promise.reject(refuses) : Promise.resolve(connection)),
      },
      changed: emitter(),
      log: { error: (line: string) => void errors.push(line), warn: () => undefined },
      // As long as a purge is pending the time stands still.
      pause: (_ms, signal) =>
        isPending
          ? new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
          : Promise.resolve(),
      maxAgeDays: () => 90,
      onEnded: (entry, error) => void ended.push([entry, error]),
    });
    windows.push(purges);
    return { purges, ended, errors };
  }

  const statesOf = ({ copies }: PurgeEntry) => copies.map(({ state }) => state.kind);

  test('end with what each address shows, and tell so once', async () => {
    const { purges, ended } = open();
    await purges.begin([call('a.jpg'), call('b.jpg')], account, 'run');
    await until('the end', () => ended.length > 0);
    const [entry] = await purges.list();
    assert.ok(entry);
    assert.deepEqual(statesOf(entry), ['gone', 'gone']);
    assert.deepEqual(
      [entry.header.runId, entry.isUnderWay, entry.retry],
      ['run', false, undefined],
    );
    assert.equal(ended.length, 1);
    assert.equal(asked.filter((each) => each.startsWith('purge')).length, 2);
    assert.equal(await purges.sentInMonth('a', Date.now()), 2);
    assert.equal(await purges.sentInMonth('b', Date.now()), 0);
  });

  test('that a window left are gone on with by the next one, without asking twice', async () => {
    isPending = true;
    const first = open();
    await first.purges.begin([call('a.jpg')], account, undefined);
    await until('it was sent', async () =>
      (await first.purges.list()).some((entry) => statesOf(entry)[0] === 'purging'),
    );
    first.purges.dispose();
    await until('it let go', async () => {
      const attempt = await takeRunLock(
        path.join(storage(), 'locks'),
        `purge:${(await first.purges.list())[0]?.header.purgeId ?? ''}`,
      );
      if (attempt.kind === 'held') await attempt.lock.release();
      return attempt.kind === 'held';
    });
    assert.deepEqual(first.ended, [], 'nothing ended');
    isPending = false;
    const second = open();
    await second.purges.takeUp();
    await until('the end', () => second.ended.length > 0);
    assert.deepEqual((await second.purges.list()).map(statesOf), [['gone']]);
    assert.equal(asked.filter((each) => each.startsWith('purge')).length, 1);
  });

  test('are left alone while another window is at them, or where their account is gone', async () => {
    isPending = true;
    const first = open();
    await first.purges.begin([call('a.jpg')], account, undefined);
    const second = open();
    await second.purges.takeUp();
    assert.deepEqual(second.purges.running(), []);
    first.purges.dispose();
    const third = open([]);
    await third.purges.takeUp();
    assert.deepEqual(third.purges.running(), []);
  });

  test('that can’t go on are told of once, and kept for a retry', async () => {
    const { purges, ended, errors } = open([account], new Error('the keyring is locked'));
    await purges.begin([call('a.jpg')], account, undefined);
    await until('the end', () => ended.length > 0);
    await purges.takeUp();
    assert.deepEqual(purges.running(), [], 'it is not tried again by itself');
    const [entry] = await purges.list();
    assert.deepEqual(entry && [statesOf(entry), entry.retry], [['waiting'], { sends: 0 }]);
    assert.equal(ended.length, 1);
    assert.match(errors.join(), /keyring is locked/);
    const later = open();
    await later.purges.takeUp();
    await until('the end', () => later.ended.length > 0);
    assert.deepEqual((await later.purges.list()).map(statesOf), [['gone']]);
  });

  test('ask for no address of another account, whatever a record says', async () => {
    const { purges, ended } = open();
    const foreign = { url: `${endpoint}/f/*`, proves: ['http://127.0.0.1:1/secret'], signed: [] };
    await purges.begin([foreign], account, undefined);
    await until('the end', () => ended.length > 0);
    assert.ok(!asked.some((each) => each.startsWith('look')), asked.join('\n'));
    assert.deepEqual((await purges.list()).map(statesOf), [['notProven']]);
  });

  test('leave nothing behind when they are removed', async () => {
    const { purges, ended } = open();
    const purgeId = await purges.begin([call('a.jpg')], account, undefined);
    await until('the end', () => ended.length > 0);
    const folder = path.join(storage(), 'purges');
    const [name = ''] = readdirSync(folder);
    assert.doesNotMatch(readFileSync(path.join(folder, name), 'utf8'), /private_|ik-[st]=/);
    await purges.remove(purgeId);
    assert.deepEqual([await purges.list(), readdirSync(folder)], [[], []]);
  });
});
