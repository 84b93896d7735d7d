import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LoggedRequest } from '../../src/sandbox/control/requestLog';
import type { FileSnapshot } from '../../src/sandbox/control/snapshot';
import { JournalFolder } from '../../src/io/journal/journalFolder';
import type { RunRecord } from '../../src/core/journal/runRecord';

import { extensionStorage, type VsCodeServer } from '../support/host/vsCodeServer';
import type { SandboxControl } from '../support/sandboxControl';
import type { SampleWorkspace } from '../support/sampleWorkspace';
import { until } from '../support/until';
import type { OpenWorkbench } from './workbench/openWorkbench';

/** A run of one request a file: it can be stopped anywhere. */
export const oneByOne = {
  'imagekitCleanup.batchSize': 1,
  'imagekitCleanup.writesPerSecond': 100,
  'imagekitCleanup.readsPerSecond': 100,
  'imagekitCleanup.reviewThreshold': 1000,
};

/** A run of 100 files a request. */
export const inBulk = {
  'imagekitCleanup.runLimitFiles': 5000,
  'imagekitCleanup.writesPerSecond': 100,
  'imagekitCleanup.readsPerSecond': 100,
};

/** How many requests of a run are under way at a time. */
export const lanes = 2;

/** Deletes all files that nothing protects and the workspace does not mention: from a pasted list, up to the last button. */
export async function beginLongRun({
  window,
  sandbox,
  workspace,
}: OpenWorkbench): Promise<readonly FileSnapshot[]> {
  await sandbox.turn({ limits: { list: [], read: [], write: [], bulk: [] } });
  const files = disposable((await sandbox.state()).library, workspace);
  assert.ok(files.length > 30, `only ${files.length} files`);
  await window.setClipboard(files.map(({ fileId }) => fileId).join('\n'));
  await window.palette.run('ImageKit: Delete Files…');
  await window.quickInput.pick('Clipboard');
  await window.quickInput.shown(`Found ${files.length} of ${files.length}`);
  await window.quickInput.accept();
  await window.dialog.shown(`Delete ${files.length} files`);
  await sandbox.clearRequests();
  return files;
}

/** Deletes files by a pasted list and the Deletion Plan, up to the Enter after their number. */
export async function beginReviewedRun(
  { window, sandbox }: OpenWorkbench,
  files: readonly FileSnapshot[],
): Promise<void> {
  await sandbox.turn({ limits: { list: [], read: [], write: [], bulk: [] } });
  await window.setClipboard(files.map(({ fileId }) => fileId).join('\n'));
  await window.palette.run('ImageKit: Delete Files…');
  await window.quickInput.pick('Clipboard');
  const plan = window.tree('ImageKit', 'Deletion Plan');
  const count = new Intl.NumberFormat('en').format(files.length);
  const rows = await plan.rowsWhere(
    `${count} files`,
    (shown) => shown[1]?.label === `Not referenced (${count})`,
  );
  if (rows[1]?.checked !== true) await plan.check(`Not referenced (${count})`);
  await plan.titleAction('Delete Checked…');
  await window.quickInput.shown(`Type ${count} to delete for good`);
  await window.quickInput.type(String(files.length));
  await sandbox.clearRequests();
}

/** The bulk deletions that the sandbox has answered so far, in order. */
export async function bulkCalls(sandbox: SandboxControl): Promise<readonly LoggedRequest[]> {
  return (await sandbox.requests()).filter(({ route }) => route === 'deleteFiles');
}

/**
 * Fails when an id was sent for deletion after the sandbox had said that it is gone, and when one
 * was deleted twice.
 */
export async function assertNeverSentAgain(sandbox: SandboxControl): Promise<void> {
  const gone = new Set<string>();
  for (const { route, path: requested, status, fileIds = [] } of await sandbox.requests()) {
    if (route === 'deleteFiles') {
      assert.deepEqual(
        fileIds.filter((id) => gone.has(id)),
        [],
      );
      assert.equal(status, 200);
      for (const id of fileIds) gone.add(id);
    } else if (route === 'getFile' && status === 404) gone.add(requested.split('/')[3] ?? '');
  }
}

/**
 * Has the sandbox delete `count` files, and then two more without an answer within `ms`: both lanes
 * of the run wait.
 */
export async function holdAfter(sandbox: SandboxControl, count: number, ms: number): Promise<void> {
  await sandbox.plant({
    method: 'DELETE',
    nth: count + 1,
    count: 'always',
    action: { kind: 'delay', ms },
  });
}

/** Waits until the run of `holdAfter` waits. */
export async function held(sandbox: SandboxControl, count: number): Promise<void> {
  await until('the run to wait for answers', async () => {
    const [fault] = await sandbox.faults();
    return fault !== undefined && fault.seen >= count + lanes;
  });
}

/** The ids that were asked to be deleted one by one, in order, with answers or without. */
export async function deletedIds(sandbox: SandboxControl): Promise<readonly string[]> {
  const requests = await sandbox.requests();
  return requests
    .filter(({ method }) => method === 'DELETE')
    .map(({ path: requested }) => path.posix.basename(requested));
}

/** What the extension has written down of its runs, the newest first. */
export async function records(server: VsCodeServer): Promise<readonly RunRecord[]> {
  const runs = new JournalFolder(path.join(extensionStorage(server.dataFolder), 'runs'));
  return Promise.all((await runs.list()).map(({ runId }) => runs.read(runId)));
}

/** The process of the extension host that is at a run, as the lock of its account tells. */
export function runningProcess(server: VsCodeServer): number {
  const locks = path.join(extensionStorage(server.dataFolder), 'locks');
  const [ticket] = readdirSync(locks).filter((name) => name.startsWith('lock-'));
  assert.ok(ticket, 'no run is under way');
  const { pid } = JSON.parse(readFileSync(path.join(locks, ticket), 'utf8')) as { pid: number };
  return pid;
}

function disposable(
  library: readonly FileSnapshot[],
  { folder }: SampleWorkspace,
): readonly FileSnapshot[] {
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
  const all = texts.join('\n');
  const isMentioned = ({ fileId, filePath }: FileSnapshot) =>
    [fileId, path.posix.basename(filePath), encodeURIComponent(path.posix.basename(filePath))].some(
      (text) => all.includes(text),
    );
  return library.filter((file) => !file.tags?.includes('keep') && !isMentioned(file));
}
