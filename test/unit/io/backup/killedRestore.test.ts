import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImageKitClient } from '../../../../src/api/client';
import { pages } from '../../../../src/api/pages';
import type { ConflictRule } from '../../../../src/core/recovery/restore';
import { listRestores } from '../../../../src/io/backup/restoreFolder';
import { listBackups } from '../../../../src/io/backup/backupFolder';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/server';
import { beginBackup } from '../../../../src/vscode/recovery/backups';
import { bundleScript } from '../../../support/bundleScript';
import { killedProcess } from '../../../support/deletion/killedProcess';
import { recordedRestore, type RestorePlace } from '../../../support/deletion/recordedRestore';
import { seed } from '../../../support/deletion/runSandbox';
import { planned } from '../../../support/deletion/targets';
import { useFolder } from '../../../support/deletion/useFolder';
import { seededRandom } from '../../../support/seededRandom';
import { sandboxControl } from '../../../support/sandboxControl';

const kills = 50;

/** A third of the files has two versions, as `/a/0.jpg`; `/taken/…` are there again when a restore begins. */
const versionsOf = (index: number) => (index % 3 === 0 ? 2 : 1);
const restored = Array.from({ length: 36 }, (_, index) =>
  seed(`/a/${index}.jpg`, versionsOf(index)),
);
const taken = Array.from({ length: 6 }, (_, index) => seed(`/taken/${index}.jpg`));

/** What a restore of all tells of: two for each line, which are two for each version and one at the end. */
const moments = 2 * restored.reduce((sum, { versions }) => sum + 2 * versions.length + 1, 0);

suite('a restore whose process is killed', () => {
  const folder = useFolder();
  let sandbox: RunningSandbox;
  let script = '';

  suiteSetup(async () => {
    script = await bundleScript(require.resolve('../../../support/deletion/restoreChild'));
    sandbox = await startSandbox({ limits: 'off', files: [...restored, ...taken] });
  });
  suiteTeardown(() => sandbox.close());

  function client(): ImageKitClient {
    const { url: apiHost, keys } = sandbox;
    const fast = { readsPerSecond: 1e5, writesPerSecond: 1e5, concurrency: 8 };
    return new ImageKitClient({ apiHost, privateKey: keys.standard, ...fast });
  }

  async function targets() {
    const all = [];
    for await (const page of pages(client(), { type: 'file' })) {
      for (const asset of page) {
        if (asset.type === 'file') {
          all.push(planned({ kind: 'asset', asset, olderVersions: undefined }));
        }
      }
    }
    return all;
  }

  /** Backs everything up; returns the folder of that. */
  async function backUp(): Promise<string> {
    const signal = new AbortController().signal;
    const all = await targets();
    const backup = await beginBackup({
      ...{ runId: undefined, plan: { targets: all }, signal, concurrency: 8 },
      decision: { kind: 'required', withVersions: true, folder: folder() },
      account: { id: 'a', name: 'acme', kind: 'sandbox', urlEndpoints: [sandbox.urlEndpoint] },
      client: client().recovery,
      onProgress: () => undefined,
    });
    assert.equal((await backup.gate.ensure(all)).size, 0);
    await backup.end();
    const [found] = await listBackups(folder());
    assert.ok(found);
    return found.folder;
  }

  test(`sends no version twice and never writes to a path that is taken, at ${kills} random moments`, async () => {
    const seedOfRun = Number(process.env['KILL_SEED'] ?? Date.now() % 1e9);
    console.log(`      KILL_SEED=${seedOfRun}`);
    const random = seededRandom(seedOfRun);
    const control = sandboxControl(sandbox.url);
    const backup = await backUp();
    const tally = { kills: 0, trials: 0, resumed: 0 };
    while (tally.kills < kills) {
      tally.trials += 1;
      await control.reset();
      rmSync(path.join(backup, 'restores'), { recursive: true, force: true });
      const doomed = (await control.state()).library.filter(({ filePath }) =>
        filePath.startsWith('/a/'),
      );
      await client().deleteFiles(doomed.map(({ fileId }) => fileId));
      const foreign = foreignIn(await control.state());
      await control.clearRequests();
      const rule: ConflictRule = tally.trials % 2 === 0 ? 'rename' : 'skip';
      const { url: apiHost, keys } = sandbox;
      const place: RestorePlace = { apiHost, privateKey: keys.standard, backup, rule };
      let left = moments;
      do {
        const seen = await killedProcess(script, place, { random, moments: left, longestMs: 5 });
        if (seen === undefined) break;
        tally.kills += 1;
        left = Math.max(1, left - seen);
        // A request of the killed process may still arrive.
        await sleep(20);
        check(await control.state(), foreign);
      } while (random() < 0.8);
      const [before] = await listRestores(backup);
      // Another rule is of no use to a restore that has begun: the one that it began with is kept.
      const other = rule === 'skip' ? 'rename' : 'skip';
      const rest = await recordedRestore(before ? { ...place, rule: other } : place);
      tally.resumed += rest.size;
      const state = await control.state();
      check(state, foreign);
      const [record] = await listRestores(backup);
      assert.equal(record?.header.rule, rule);
      assert.equal(record.outcomes.size, restored.length + taken.length);
      const kinds = new Set([...record.outcomes.values()].map(({ kind }) => kind));
      assert.deepEqual([...kinds].sort(), rule === 'skip' ? ['restored', 'skipped'] : ['restored']);
      for (const [index, { path: filePath }] of restored.entries()) {
        const file = state.library.find((each) => each.filePath === filePath);
        assert.equal(file?.versions.length, versionsOf(index), filePath);
      }
      const renamed = state.library.filter(({ filePath }) => /_restored/.test(filePath));
      assert.equal(renamed.length, rule === 'skip' ? 0 : taken.length);
    }
    console.log(`      ${JSON.stringify(tally)}`);
  }).timeout(240_000);

  type State = Awaited<ReturnType<ReturnType<typeof sandboxControl>['state']>>;

  function foreignIn({ library }: State): string {
    const files = library.filter(({ filePath }) => /^\/taken\/\d+\.jpg$/.test(filePath));
    return JSON.stringify(files.map(({ fileId, versions }) => [fileId, versions.length]));
  }

  /** At no moment more versions than there were, and nothing written to what was there. */
  function check(state: State, foreign: string): void {
    assert.equal(foreignIn(state), foreign);
    for (const { filePath, versions } of state.library) {
      const index = Number(/^\/a\/(\d+)\.jpg$/.exec(filePath)?.[1] ?? NaN);
      if (!Number.isNaN(index)) assert.ok(versions.length <= versionsOf(index), filePath);
    }
  }
});
