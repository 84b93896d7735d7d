import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { JournalFolder } from '../../../../src/io/journal/journalFolder';
import { bundleScript } from '../../../support/bundleScript';
import type { Listed } from '../../../support/deletion/listRuns';
import { asset, confirmed, fileTarget } from '../../../support/deletion/targets';

const count = 5000;
/** What a process may have open: the start of Node takes some twenty. */
const descriptors = 48;

suite('a history of many runs', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'imagekit-cleanup-test-'));
  let script = '';
  let runIds: readonly string[] = [];
  /** In the middle of the others: the oldest ones of each hundred did not end. */
  const isUnfinished = (index: number) => index % 1000 === 500;

  suiteSetup(async () => {
    script = await bundleScript(require.resolve('../../../support/deletion/listRuns'));
    const text = await finishedText();
    const unended = text.replace(/\{"kind":"end".*\n/, '');
    mkdirSync(path.join(folder, 'many'));
    runIds = Array.from({ length: count }, (_, index) => {
      const time = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
      return `${time.replace(/[-:.]/g, '')}-${index.toString(16).padStart(8, '0')}`;
    });
    for (const [index, runId] of runIds.entries()) {
      const content = isUnfinished(index) ? unended : text;
      writeFileSync(path.join(folder, 'many', `${runId}.jsonl`), content);
    }
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  /** The record of a run of a hundred files: some 60 KB. */
  async function finishedText(): Promise<string> {
    const one = path.join(folder, 'one');
    const plan = confirmed(Array.from({ length: 100 }, (_, id) => fileTarget(asset(id))));
    const journals = new JournalFolder(one);
    const journal = await journals.create(plan, { id: 'account-1', name: 'acme' });
    await journal.before(plan.targets);
    const deleted = { kind: 'deleted', requestId: 'req-1' } as const;
    await journal.after(plan.targets.map((planned) => ({ planned, outcome: deleted })));
    await journal.end();
    return readFileSync(journals.pathOf(journal.runId), 'utf8');
  }

  async function listed(): Promise<Listed> {
    const args = [script, path.join(folder, 'many'), '200'];
    // Windows has no such limit.
    const { stdout } =
      process.platform === 'win32'
        ? await promisify(execFile)(process.execPath, args)
        : await promisify(execFile)('/bin/sh', [
            '-c',
            `ulimit -n ${descriptors}; exec "$0" "$@"`,
            process.execPath,
            ...args,
          ]);
    return JSON.parse(stdout) as Listed;
  }

  test(`is read with ${descriptors} descriptors, the newest first and without the others`, async () => {
    const { newest, unfinished, all, ms, grownMB } = await listed();
    const ordered = runIds.toReversed();
    assert.deepEqual(newest, ordered.slice(0, 200));
    assert.deepEqual(unfinished, runIds.filter((_, index) => isUnfinished(index)).toReversed());
    assert.equal(all, count);
    console.log(`      ${JSON.stringify({ runs: count, ms, grownMB: Math.round(grownMB) })}`);
    assert.ok(grownMB < 100, `${grownMB} MB`);
  });
});
