import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listBackups } from '../../../../src/io/backup/backupFolder';
import { JournalFolder } from '../../../../src/io/journal/journalFolder';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/server';
import { isEntryIntact } from '../../../../src/vscode/recovery/backups';
import { bundleScript } from '../../../support/bundleScript';
import { killedProcess } from '../../../support/deletion/killedProcess';
import { recordedRun, type RunPlace } from '../../../support/deletion/recordedRun';
import { seed } from '../../../support/deletion/runSandbox';
import { useFolder } from '../../../support/deletion/useFolder';
import { seededRandom } from '../../../support/seededRandom';
import { sandboxControl } from '../../../support/sandboxControl';
import { removeTemporary } from '../../../support/temporaryFolder';

const kills = 50;
const doomed = Array.from({ length: 500 }, (_, index) => seed(`/doomed/${index}.jpg`));
const spared = Array.from({ length: 20 }, (_, index) => seed(`/spared/${index}.jpg`));

/** What a run of 500 files tells of: its lock, its plan, and three for each batch of 100. */
const moments = 17;

/** Milliseconds after such a moment, within which a process is killed: the backup is made meanwhile. */
const longestMs = 200;

/** How likely a run that was killed is resumed only to be killed again: to end one takes longest. */
const chanceOfAnother = 0.85;

suite('a run with a backup whose process is killed', () => {
  const folder = useFolder();
  let sandbox: RunningSandbox;
  let script = '';

  suiteSetup(async () => {
    script = await bundleScript(require.resolve('../../../support/deletion/runChild'));
    sandbox = await startSandbox({ limits: 'off', files: [...doomed, ...spared] });
  });
  suiteTeardown(() => sandbox.close());

  test(`has a verified backup of all that is deleted, at ${kills} random moments`, async () => {
    const seedOfRun = Number(process.env['KILL_SEED'] ?? Date.now() % 1e9);
    console.log(`      KILL_SEED=${seedOfRun}`);
    const random = seededRandom(seedOfRun);
    const tally = { kills: 0, deleted: 0, backedUp: 0 };
    for (let trial = 0; tally.kills < kills; trial++) {
      const journalFolder = path.join(folder(), `trial-${trial}`);
      const backups = path.join(journalFolder, 'backups');
      mkdirSync(backups, { recursive: true });
      const { url: apiHost, keys, urlEndpoint } = sandbox;
      const place: RunPlace = {
        ...{ apiHost, privateKey: keys.standard, doomed: '/doomed', journalFolder },
        backup: { folder: backups, urlEndpoint },
      };
      const control = sandboxControl(sandbox.url);
      await control.reset();
      const before = (await control.state()).library;
      const checked = new Set<string>();
      let left = moments;
      do {
        const seen = await killedProcess(script, place, { random, moments: left, longestMs });
        if (seen === undefined) break;
        tally.kills += 1;
        left = Math.max(1, left - seen);
        await sleep(20);
        await check();
      } while (random() < chanceOfAnother);
      const [run] = await new JournalFolder(journalFolder).list();
      if (run?.kind !== 'finished') await recordedRun(place);
      checked.clear();
      await check();
      const { library } = await control.state();
      assert.deepEqual(
        library.map(({ filePath }) => filePath).filter((each) => !each.startsWith('/spared/')),
        [],
        'the resumed run ends it',
      );
      assert.equal(readdirSync(backups).length, 1, 'a resumed run keeps its backup');
      const [backup] = await listBackups(backups);
      assert.ok(backup?.kind === 'backup');
      assert.equal(backup.record.end, 'complete');
      // Thousands of files a trial: all at once they would be more than the end of a test has time for.
      removeTemporary(journalFolder);

      async function check(): Promise<void> {
        const left = new Set((await control.state()).library.map(({ fileId }) => fileId));
        const gone = before.filter(({ fileId }) => !left.has(fileId));
        const [found] = await listBackups(backups);
        const entries = found?.kind === 'backup' ? found.record.entries : [];
        const byId = new Map(entries.map((entry) => [entry.fileId, entry]));
        tally.deleted += gone.length;
        tally.backedUp += entries.length;
        for (const { fileId, filePath } of gone) {
          if (checked.has(fileId)) continue;
          checked.add(fileId);
          const entry = byId.get(fileId);
          assert.ok(entry && found, `${filePath} is deleted without a backup`);
          assert.ok(await isEntryIntact(found.folder, entry.sidecar), `${filePath} is damaged`);
        }
      }
    }
    console.log(`      ${JSON.stringify(tally)}`);
  }).timeout(240_000);
});
