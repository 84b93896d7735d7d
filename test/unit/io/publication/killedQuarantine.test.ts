import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { countOutcomes } from '../../../../src/core/publication/publication';
import { listBackups } from '../../../../src/io/backup/backupFolder';
import { PublicationFolder } from '../../../../src/io/publication/publicationFolder';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/server';
import { isEntryIntact } from '../../../../src/vscode/recovery/backups';
import { bundleScript } from '../../../support/bundleScript';
import { killedProcess } from '../../../support/deletion/killedProcess';
import { quarantineTag, recordedQuarantine } from '../../../support/deletion/recordedQuarantine';
import type { RunPlace } from '../../../support/deletion/recordedRun';
import { seed } from '../../../support/deletion/runSandbox';
import { useFolder } from '../../../support/deletion/useFolder';
import { seededRandom } from '../../../support/seededRandom';
import { sandboxControl } from '../../../support/sandboxControl';
import { removeTemporary } from '../../../support/temporaryFolder';

const kills = 50;
const count = 100;
const doomed = Array.from({ length: count }, (_, index) => seed(`/doomed/${index}.jpg`, 2));
const spared = Array.from({ length: 10 }, (_, index) => seed(`/spared/${index}.jpg`));

/** What a quarantine tells of: its record, and five for each file. */
const moments = 1 + 5 * count;

suite('a quarantine whose process is killed', () => {
  const folder = useFolder();
  let sandbox: RunningSandbox;
  let script = '';

  suiteSetup(async () => {
    script = await bundleScript(require.resolve('../../../support/deletion/quarantineChild'));
    sandbox = await startSandbox({ limits: 'off', files: [...doomed, ...spared] });
  });
  suiteTeardown(() => sandbox.close());

  test(`unpublishes only what is backed up and written down, at ${kills} random moments`, async () => {
    const seedOfRun = Number(process.env['KILL_SEED'] ?? Date.now() % 1e9);
    console.log(`      KILL_SEED=${seedOfRun}`);
    const random = seededRandom(seedOfRun);
    const tally = { kills: 0, unpublished: 0 };
    for (let trial = 0; tally.kills < kills; trial++) {
      const journalFolder = path.join(folder(), `trial-${trial}`);
      const backups = path.join(journalFolder, 'backups');
      mkdirSync(backups, { recursive: true });
      const { url: apiHost, keys, urlEndpoint } = sandbox;
      const place: RunPlace = {
        ...{ apiHost, privateKey: keys.standard, doomed: '/doomed', journalFolder },
        backup: { folder: backups, urlEndpoint },
      };
      const records = new PublicationFolder(journalFolder);
      const control = sandboxControl(sandbox.url);
      await control.reset();
      let left = moments;
      do {
        const seen = await killedProcess(script, place, { random, moments: left, longestMs: 20 });
        if (seen === undefined) break;
        tally.kills += 1;
        left = Math.max(1, left - seen);
        // What the killed process had sent arrives.
        await sleep(20);
        await check();
      } while (random() < 0.8);
      await recordedQuarantine(place);
      await check();
      const { library } = await control.state();
      const ours = library.filter(({ filePath }) => filePath.startsWith('/doomed/'));
      assert.equal(ours.length, count, 'nothing is deleted');
      assert.ok(
        ours.every(({ isPublished, tags }) => !isPublished && tags?.includes(quarantineTag)),
      );
      const [record] = await records.list();
      assert.equal(record?.outcomes.size, count);
      assert.equal(countOutcomes(record.outcomes.values()).done, count);
      removeTemporary(journalFolder);

      async function check(): Promise<void> {
        const files = (await control.state()).library;
        const [backup] = await listBackups(backups);
        const entries = backup?.kind === 'backup' ? backup.record.entries : [];
        const byId = new Map(entries.map((entry) => [entry.fileId, entry]));
        const sent = (await records.list())[0]?.sent;
        for (const { fileId, filePath, isPublished, tags } of files) {
          if (filePath.startsWith('/spared/')) assert.ok(isPublished && !tags?.length, filePath);
          if (tags?.includes(quarantineTag)) assert.ok(!isPublished, `${filePath} is only tagged`);
          if (isPublished) continue;
          tally.unpublished += 1;
          assert.ok(sent?.has(fileId), `${filePath} was sent and not written down`);
          const entry = byId.get(fileId);
          assert.ok(entry && backup, `${filePath} is unpublished without a backup`);
          assert.equal(entry.versions, 2);
          assert.ok(await isEntryIntact(backup.folder, entry.sidecar), `${filePath} is damaged`);
        }
      }
    }
    console.log(`      ${JSON.stringify(tally)}`);
  }).timeout(240_000);
});
