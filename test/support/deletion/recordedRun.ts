import { ImageKitClient } from '../../../src/api/client';
import { systemClock } from '../../../src/api/limits';
import { pages } from '../../../src/api/pages';
import { execute } from '../../../src/core/run/execute';
import type { Journal } from '../../../src/core/journal/journal';
import type { TargetOutcome } from '../../../src/core/run/outcome';
import { noBackup, withBackup, type ConfirmedPlan } from '../../../src/core/plan/plan';
import { resume, type PendingRun } from '../../../src/core/run/resume';
import { JournalFolder } from '../../../src/io/journal/journalFolder';
import type { RunJournal } from '../../../src/io/journal/runJournal';
import { takeRunLock } from '../../../src/io/journal/runLock';
import { beginBackup, type RunBackup } from '../../../src/vscode/recovery/backups';
import { confirmed, fileTarget } from './targets';

/** Where a run works, and where it keeps its record. */
export interface RunPlace {
  readonly apiHost: string;
  readonly privateKey: string;
  /** Everything directly in this folder of the library goes. */
  readonly doomed: string;
  readonly journalFolder: string;
  /** Where each file is backed up to first; without it none is. */
  readonly backup?: { readonly folder: string; readonly urlEndpoint: string };
}

/** Whose run it is. */
export const account = { id: 'account-1', name: 'acme' };

/**
 * Deletes what is doomed, with lock, record and all, or goes on with that where it was interrupted.
 * Returns the outcomes of the whole run. Throws when somebody else holds the lock. `onMoment` is told
 * of each step: locked, planned, about to write an intent, written, answered.
 */
export async function recordedRun(
  place: RunPlace,
  onMoment: () => void = () => undefined,
): Promise<readonly TargetOutcome[]> {
  const attempt = await takeRunLock(place.journalFolder, account.id);
  if (attempt.kind === 'busy') throw new Error(`Process ${attempt.holder.pid} is at it.`);
  onMoment();
  try {
    const journals = new JournalFolder(place.journalFolder);
    const runs = await journals.list();
    const open = runs.find(({ kind }) => kind === 'interrupted');
    // Killed after its end: there is nothing left to do, and no second run to make.
    if (!open && runs.some(({ kind }) => kind === 'finished')) return [];
    if (!open) {
      const { backup } = place;
      const plan = withBackup(
        await planOf(place),
        backup ? { kind: 'required', withVersions: true, folder: backup.folder } : noBackup,
      );
      onMoment();
      return await drain(place, await journals.create(plan, account), fresh(plan), onMoment);
    }
    const { record, journal } = await journals.reopen(open.runId);
    return await drain(place, journal, resume(record), onMoment);
  } finally {
    await attempt.lock.release();
  }
}

async function drain(
  place: RunPlace,
  journal: RunJournal,
  { plan, outcomes: known, ...earlier }: PendingRun,
  onMoment: () => void,
): Promise<readonly TargetOutcome[]> {
  const outcomes = [...known];
  const watched: Journal = {
    async before(batch) {
      onMoment();
      await journal.before(batch);
      onMoment();
    },
    async after(some) {
      onMoment();
      await journal.after(some);
    },
  };
  const signal = new AbortController().signal;
  const client = clientOf(place);
  const backup = await backupFor(place, journal.runId, plan, client);
  const rest = {
    client,
    journal: watched,
    signal,
    clock: systemClock,
    batchSize: 100,
    writesAtATime: 2,
    lookUps: 4,
    timeoutMs: 30_000,
    silenceMs: 31_000,
  };
  const gate = backup && { gate: backup.gate };
  for await (const some of execute(plan, { ...rest, ...earlier, ...gate })) outcomes.push(...some);
  await backup?.end();
  await journal.end();
  return outcomes;
}

async function backupFor(
  { backup }: RunPlace,
  runId: string,
  plan: ConfirmedPlan,
  client: ImageKitClient,
): Promise<RunBackup | undefined> {
  if (!backup || plan.backup.kind === 'none') return undefined;
  return beginBackup({
    ...{ runId, plan, decision: plan.backup, concurrency: 8, client: client.recovery },
    account: { ...account, kind: 'sandbox', urlEndpoints: [backup.urlEndpoint] },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

async function planOf(place: RunPlace): Promise<ConfirmedPlan> {
  const targets = [];
  for await (const page of pages(clientOf(place), { path: place.doomed, type: 'file' })) {
    for (const item of page) if (item.type === 'file') targets.push(fileTarget(item));
  }
  return confirmed(targets);
}

function fresh(plan: ConfirmedPlan): PendingRun {
  return { plan, outcomes: [], inDoubt: new Set(), gone: new Set() };
}

function clientOf({ apiHost, privateKey }: RunPlace): ImageKitClient {
  const fast = { readsPerSecond: 1e5, writesPerSecond: 1e5, concurrency: 32 };
  return new ImageKitClient({ apiHost, privateKey, ...fast });
}
