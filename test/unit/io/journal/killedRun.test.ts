import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JournalFolder } from '../../../../src/io/journal/journalFolder';
import { findRunLock } from '../../../../src/io/journal/runLock';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/server';
import { bundleScript } from '../../../support/bundleScript';
import { killedProcess } from '../../../support/deletion/killedProcess';
import { account, recordedRun, type RunPlace } from '../../../support/deletion/recordedRun';
import { seed } from '../../../support/deletion/runSandbox';
import { useFolder } from '../../../support/deletion/useFolder';
import { seededRandom } from '../../../support/seededRandom';
import { sandboxControl, type SandboxControl } from '../../../support/sandboxControl';

const kills = 50;
const lanes = 2;
const doomed = Array.from({ length: 2000 }, (_, index) => seed(`/doomed/${index}.jpg`));
const spared = Array.from({ length: 100 }, (_, index) => seed(`/spared/${index}.jpg`));

suite('a run whose process is killed', () => {
  const folder = useFolder();
  let script = '';
  let sandboxes: RunningSandbox[] = [];

  suiteSetup(async () => {
    script = await bundleScript(require.resolve('../../../support/deletion/runChild'));
    const start = () => startSandbox({ limits: 'off', files: [...doomed, ...spared] });
    sandboxes = await Promise.all(Array.from({ length: lanes }, start));
  });
  suiteTeardown(() => Promise.all(sandboxes.map((sandbox) => sandbox.close())));

  test(`ends complete, at ${kills} random moments of 2,000 deletions`, async () => {
    const seedOfRun = Number(process.env['KILL_SEED'] ?? Date.now() % 1e9);
    console.log(`      KILL_SEED=${seedOfRun}`);
    const random = seededRandom(seedOfRun);
    const tally = { kills: 0, beforeTheRun: 0, resumed: 0, inDoubt: 0, alreadyDeleted: 0 };
    let trials = 0;
    await Promise.all(
      sandboxes.map(async (sandbox) => {
        while (tally.kills < kills) {
          trials += 1;
          await trial(sandbox, path.join(folder(), `trial-${trials}`), random, tally);
        }
      }),
    );
    console.log(`      ${JSON.stringify({ trials, ...tally })}`);
  }).timeout(240_000);

  /** One run, killed once or more, then resumed to its end. */
  async function trial(
    sandbox: RunningSandbox,
    journalFolder: string,
    random: () => number,
    tally: Record<'kills' | 'beforeTheRun' | 'resumed' | 'inDoubt' | 'alreadyDeleted', number>,
  ): Promise<void> {
    const control = sandboxControl(sandbox.url);
    const { url: apiHost, keys } = sandbox;
    const place = { apiHost, privateKey: keys.standard, doomed: '/doomed', journalFolder };
    mkdirSync(journalFolder);
    await control.reset();
    await control.turn({ latencyMs: 8 });
    const nth = 1 + Math.floor(random() * 20);
    await control.plant({ route: 'deleteFiles', nth, action: { kind: 'reset', when: 'after' } });
    do {
      const seen = await killedProcess(script, place, { random, moments, longestMs });
      if (seen === undefined) break;
      tally.kills += 1;
    } while (random() < 0.3);
    await sleep(20);

    const journals = new JournalFolder(journalFolder);
    const [run] = await journals.list();
    if (!run) {
      tally.beforeTheRun += 1;
      assert.equal(
        (await control.summary()).requests['deleteFiles'] ?? 0,
        0,
        'sent without a plan',
      );
    } else if (run.kind === 'interrupted') {
      tally.resumed += 1;
      tally.inDoubt += run.inDoubt;
      tally.alreadyDeleted += run.counts.deleted;
    }
    const outcomes = run?.kind === 'finished' ? [] : await recordedRun(place);
    await check(
      control,
      place,
      outcomes.map(({ planned }) => planned.key),
    );
  }

  async function check(
    control: SandboxControl,
    { journalFolder, privateKey }: RunPlace,
    reported: readonly string[],
  ): Promise<void> {
    const { library } = await control.state();
    const left = library.map(({ filePath }) => filePath);
    assert.equal(left.length, spared.length, 'nothing is lost, nothing too many is gone');
    assert.ok(left.every((file) => file.startsWith('/spared/')));

    const journals = new JournalFolder(journalFolder);
    const [run, another] = await journals.list();
    assert.ok(run?.kind === 'finished' && another === undefined);
    assert.equal(run.counts.deleted, doomed.length);
    const record = await journals.read(run.runId);
    const planned = new Set(record.targets.map(({ key }) => key));
    if (reported.length > 0) assert.deepEqual([...reported].sort(), [...planned].sort());

    const file = path.join(journalFolder, `${run.runId}.jsonl`);
    const text = readFileSync(file, 'utf8');
    assert.ok(!text.includes(privateKey));
    assert.ok(!text.includes(Buffer.from(`${privateKey}:`).toString('base64')));
    assert.equal(await findRunLock(journalFolder, account.id), undefined, 'the lock is free');

    const told = new Map<string, number>();
    const announced = new Map<string, number>();
    for (const line of text.trimEnd().split('\n')) {
      const entry = JSON.parse(line) as { kind: string; key?: string; keys?: string[] };
      if (entry.kind === 'outcome') count(told, entry.key ?? '');
      if (entry.kind === 'intent') for (const key of entry.keys ?? []) count(announced, key);
    }
    assert.ok(
      [...told.values()].every((times) => times === 1),
      'one report for each file',
    );
    assert.equal(told.size, doomed.length);

    const sent = new Map<string, number>();
    for (const { method, fileIds = [] } of await control.requests()) {
      if (method !== 'GET') for (const id of fileIds) count(sent, `asset:${id}`);
    }
    for (const [key, times] of sent) {
      assert.ok(planned.has(key), `${key} was not planned`);
      assert.ok(times <= (announced.get(key) ?? 0), `${key} was sent without a record`);
    }
  }
});

/** What a run of 20 batches tells of: its lock, its plan, and three for each batch. */
const moments = 62;

/** Longer than it takes here from one such moment to the next. */
const longestMs = 12;

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
