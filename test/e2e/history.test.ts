import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileSnapshot } from '../../src/sandbox/control/snapshot';
import { until } from '../support/until';
import {
  assertNeverSentAgain,
  beginLongRun,
  beginReviewedRun,
  bulkCalls,
  deletedIds,
  held,
  holdAfter,
  inBulk,
  oneByOne,
  records,
  runningProcess,
} from './longRun';
import { filePaths, writes } from '../support/whatHappened';
import { openWorkbench, type OpenWorkbench } from './workbench/openWorkbench';

/** Files that are deleted, with answers, before a run waits. */
const half = 20;

suite('history', function () {
  this.timeout(180_000);

  async function assertGone(
    { sandbox }: OpenWorkbench,
    before: readonly string[],
    files: readonly FileSnapshot[],
  ): Promise<void> {
    const gone = new Set(files.map(({ filePath }) => filePath));
    const stays = before.filter((filePath) => !gone.has(filePath));
    assert.deepEqual(await filePaths(sandbox), stays);
    // What was known, or looked up, was not asked for again.
    assert.deepEqual(
      [...(await deletedIds(sandbox))].sort(),
      files.map((file) => file.fileId).sort(),
    );
  }

  test('a run that is cancelled at half goes on where it stopped', async () => {
    const open = await openWorkbench({ settings: oneByOne });
    const { window, sandbox } = open;
    const before = await filePaths(sandbox);
    const files = await beginLongRun(open);
    await holdAfter(sandbox, half, 1500);
    await window.dialog.press('Delete');
    await held(sandbox, half);
    const progress = await window.notifications.shown('ImageKit: deleting');
    const statusBar = window.page.locator('.part.statusbar');
    await statusBar
      .getByText(/ImageKit: \d+\/\d+/)
      .first()
      .waitFor();
    await progress.press('Cancel');
    await statusBar.getByText('ImageKit: Stopping…').first().waitFor();
    await window.screenshot('run-stopping');
    const closing = await window.notifications.shown('Stopped.');
    const said = await closing.text();
    await window.screenshot('run-stopped');
    await sandbox.clearFaults();
    await closing.press('Resume…');
    const sent = await deletedIds(sandbox);
    assert.equal(
      said,
      `Stopped. Deleted ${sent.length} of ${files.length} files from Sandbox; the rest were not deleted.`,
    );
    await window.dialog.shown('Resume deleting from Sandbox?');
    assert.equal((await deletedIds(sandbox)).length, sent.length);
    await window.dialog.press('Resume');
    await window.notifications.shown(`Deleted ${files.length} files`);
    await assertGone(open, before, files);
  });

  test('a run that a reload interrupts is told of, and goes on', async () => {
    const open = await openWorkbench({ settings: oneByOne });
    const { window, sandbox, server } = open;
    const before = await filePaths(sandbox);
    const files = await beginLongRun(open);
    await holdAfter(sandbox, half, 600_000);
    await window.dialog.press('Delete');
    await held(sandbox, half);
    await window.reload();

    const told = await window.notifications.shown('was interrupted', 60_000);
    assert.equal(
      await told.text(),
      `A deletion from Sandbox was interrupted: ${half} of ${files.length} files were deleted; 2 need checking.`,
    );
    assert.deepEqual(await told.buttons(), ['Resume…', 'Show in History']);
    await told.press('Show in History');
    const rows = await window.history.rowsWhere('the groups of the run', (all) => all.length > 3);
    const [run, ...groups] = rows.map(({ label, description }) => `${label} ${description}`);
    assert.match(
      run ?? '',
      /^(Today|Yesterday) \d\d:\d\d 20 of 35 files · interrupted · 2 to check/,
    );
    assert.deepEqual(groups, ['Needs checking 2', 'Not started 13', 'Deleted 20']);
    await window.screenshot('history-interrupted');

    await window.history.inlineAction(rows[0]!, 'Resume Run…');
    await window.dialog.shown('Resume deleting from Sandbox?');
    assert.match(
      await window.dialog.detail(),
      /2 files were already deleted before the interruption/,
    );
    await sandbox.clearFaults();
    await window.dialog.press('Resume');
    await window.notifications.shown(`Deleted ${files.length} files`);
    const gone = new Set(files.map(({ filePath }) => filePath));
    assert.deepEqual(
      await filePaths(sandbox),
      before.filter((filePath) => !gone.has(filePath)),
    );
    const [record] = await records(server);
    assert.equal(record?.state, 'finished');
    assert.ok([...record.outcomes.values()].every(({ kind }) => kind === 'deleted'));
    // Two requests never got their answer, and so never got into the sandbox's log.
    const sent = await deletedIds(sandbox);
    assert.equal(new Set(sent).size, sent.length);
    assert.equal(sent.length, files.length - 2);
  });

  test('2,000 files go although their extension host is killed at half, and nothing else', async () => {
    const open = await openWorkbench({ settings: inBulk, assets: 2400 });
    const { window, sandbox, server } = open;
    const before = (await sandbox.state()).library;
    const files = before
      .filter(({ filePath, tags }) => filePath.startsWith('/generated/') && !tags?.includes('keep'))
      .slice(0, 2000);
    await beginReviewedRun(open, files);
    await sandbox.turn({ latencyMs: 400 });
    await window.quickInput.accept();
    await until('the run to be at half', async () => (await bulkCalls(sandbox)).length >= 9);
    process.kill(runningProcess(server), 'SIGKILL');
    await window.page.reload();

    const told = await window.notifications.shown('was interrupted', 60_000);
    const words =
      /^A deletion from Sandbox was interrupted: ([\d,]+) of 2,000 files were deleted; (\d+) need checking\.$/;
    const [, deleted = '', doubtful = ''] = words.exec(await told.text()) ?? [];
    const known = Number(deleted.replace(',', ''));
    assert.ok(known >= 800 && known + Number(doubtful) < 2000, await told.text());
    await sandbox.turn({ latencyMs: 0 });
    await told.press('Resume…');
    await window.dialog.shown('Resume deleting from Sandbox?');
    await window.dialog.press('Resume');
    await window.notifications.shown('Deleted 2,000 files');

    const plan = new Set(files.map(({ fileId }) => fileId));
    assert.deepEqual(
      await filePaths(sandbox),
      before.filter(({ fileId }) => !plan.has(fileId)).map(({ filePath }) => filePath),
    );
    await assertNeverSentAgain(sandbox);
    const all = await records(server);
    assert.equal(all.length, 1);
    assert.equal(all[0]?.state, 'finished');
    assert.equal(all[0].outcomes.size, 2000);
    await window.history.open();
    const rows = await window.history.rowsWhere('one run', (shown) => shown.length > 0);
    assert.equal(rows.length, 1);
    assert.match(rows[0]?.description ?? '', /^Deleted 2,000 files · [\d.]+ [KM]B · Sandbox$/);
    await window.screenshot('history-resumed');
  });

  test('what failed is tried again from the history, and the run is exported from there', async () => {
    const open = await openWorkbench();
    const { window, sandbox, workspace } = open;
    const { library } = await sandbox.state();
    const idOf = (name: string) =>
      library.find(({ filePath }) => filePath === `/products/home/${name}`)?.fileId ?? '';
    const mug = idOf('mug-blue.png');
    await sandbox.plant({ route: 'deleteFiles', action: { kind: 'itemErrors', ids: [mug] } });
    const names = ['candle-rose.png', 'mug-blue.png', 'plant-pot.png'];
    await window.setClipboard(names.map(idOf).join('\n'));
    await window.palette.run('ImageKit: Delete Files…');
    await window.quickInput.pick('Clipboard');
    await window.quickInput.shown('Found 3 of 3');
    await window.quickInput.accept();
    await window.dialog.shown('Delete 3 files');
    await window.dialog.press('Delete');
    await window.notifications.shown(' failed: ');
    await sandbox.clearRequests();

    await window.history.open();
    const [run] = await window.history.rowsWhere('the run', (rows) => rows.length > 0);
    assert.match(run?.description ?? '', /^Deleted 2 of 3 files · 1 failed · /);
    await window.history.inlineAction(run!, 'Retry Failed…');
    await window.dialog.shown('Delete mug-blue.png from Sandbox?');
    assert.deepEqual(await writes(sandbox), []);
    await window.dialog.press('Delete');
    // VS Code holds back a message that follows three others within a second; the row tells the same.
    const both = await window.history.rowsWhere('both runs, ended', (rows) =>
      /^Deleted mug-blue\.png · /.test(rows[0]?.description ?? ''),
    );
    assert.equal(both.length, 2);
    assert.deepEqual(await writes(sandbox), [`DELETE /v1/files/${mug}`]);
    await window.screenshot('history-retried');

    const report = path.join(workspace.folder, 'report.csv');
    await (await window.history.contextMenu(both[0]!)).choose('Export Report…');
    await window.quickInput.shown('Export Report');
    await window.quickInput.typePath(report);
    await window.quickInput.accept();
    await until('the report', () => existsSync(report) && readFileSync(report).length > 0);
    const [head, ...rows] = readFileSync(report, 'utf8').trimEnd().split('\r\n');
    assert.match(head ?? '', /^\uFEFFpath,type,fileId,/);
    assert.deepEqual(
      rows.map((row) => row.split(',').slice(0, 3)),
      [['/products/home/mug-blue.png', 'file', mug]],
    );
  });
});
