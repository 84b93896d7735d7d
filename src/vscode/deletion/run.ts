import * as vscode from 'vscode';
import { systemClock } from '../../api/limits';
import type { Account } from '../../core/account/account';
import { closePending } from '../../core/run/closePending';
import type { TargetOutcome } from '../../core/run/outcome';
import type { ConfirmedPlan } from '../../core/plan/plan';
import { applyRecheck, goOn, type Rechecked } from '../../core/run/recheckPending';
import type { RunOptions } from '../../core/run/run';
import type { PlannedTarget } from '../../core/target';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { beginRunBackup } from '../recovery/backups';
import type { EndedRun } from '../run/endedRun';
import type { ActiveRun, ReopenedRun } from '../run/runs';
import { readHistoryLimits, readSettings } from '../settings/settings';
import { DeletionProgress } from './deletionProgress';
import { findingsNow, untouched, type Allowed } from './recheck';
import { withProgress } from '../ui/progress';

/** Requests in flight: one keeps the limiter busy while the other's answer is awaited. */
const writesAtATime = 2;

/**
 * Deletes what a recheck has allowed of a confirmed plan, under a progress bar: nothing is sent before
 * it is written down. Throws `AccountBusy` or `JournalError` when nothing was sent.
 */
export async function startRun(
  app: App,
  allowed: Pick<Allowed, 'connection' | 'recheck'>,
  plan: ConfirmedPlan,
): Promise<EndedRun> {
  const { connection } = allowed;
  const run = await app.runs.begin(plan, connection);
  return execute(app, allowed, { ...run, rest: untouched(plan) });
}

/** Goes on with a run where it stopped, with what a recheck has allowed. Throws as `startRun` does. */
export async function resumeRun(
  app: App,
  allowed: Pick<Allowed, 'connection' | 'recheck'>,
  runId: string,
): Promise<EndedRun> {
  const { connection } = allowed;
  return execute(app, allowed, await app.runs.reopen(runId, connection.account, connection));
}

async function execute(
  app: App,
  { connection, recheck }: Pick<Allowed, 'connection' | 'recheck'>,
  run: ReopenedRun,
): Promise<EndedRun> {
  const { account } = connection;
  const { plan, outcomes: earlier } = run.rest;
  const outcomes = await ending(app, run, () =>
    withProgress('ImageKit', async (say, signal) => {
      const { batchSize } = connection;
      const lanes = { batchSize, atATime: writesAtATime };
      const progress = new DeletionProgress(plan.targets, earlier, lanes, say);
      const stopListening = connection.onWait((wait) => progress.wait(wait?.untilMs));
      try {
        return await drain(app, connection, run, applyRecheck(run.rest, recheck), progress, signal);
      } finally {
        stopListening();
        progress.end();
      }
    }),
  );
  return { runId: run.runId, account, plan, outcomes: [...earlier, ...outcomes] };
}

/** Deletes behind the backup that the plan asks for. Throws `BackupNotStarted`: then nothing is sent. */
async function drain(
  { library, log, publications }: App,
  connection: Connection,
  run: ActiveRun,
  rechecked: Rechecked,
  progress: DeletionProgress,
  signal: AbortSignal,
): Promise<readonly TargetOutcome[]> {
  const outcomes: TargetOutcome[] = [];
  const options = runOptions(connection, run, signal);
  const backup = await beginRunBackup(rechecked.rest.plan, {
    ...{ connection, log, signal, runId: run.runId },
    concurrency: options.lookUps,
    earlierFolders: await publications.backupFolders(),
    onProgress: (bytes) => progress.backUp(bytes),
  });
  try {
    const recheck = (targets: readonly PlannedTarget[], asked: AbortSignal) =>
      findingsNow(connection, targets, asked);
    for await (const ended of goOn(rechecked, {
      ...options,
      ...(backup && { ...backup, recheck }),
    })) {
      outcomes.push(...ended);
      progress.add(ended);
      library.forget(connection.account.id, ended);
    }
    return outcomes;
  } finally {
    await backup?.end();
  }
}

/** Ends a run that stopped without deleting more: what is in doubt is looked up. Throws as `startRun` does. */
export async function closeRun(app: App, connection: Connection, runId: string): Promise<EndedRun> {
  const { account } = connection;
  const run = await app.runs.reopen(runId, account, connection);
  const { rest } = run;
  const outcomes = await ending(app, run, () =>
    withProgress('ImageKit', (say, signal) => {
      say(vscode.l10n.t('looking up files…'));
      return record(run, closePending(rest, runOptions(connection, run, signal)));
    }),
  );
  return { runId, account, plan: rest.plan, outcomes };
}

/** The same where the account is gone, and with it the key: what is in doubt stays unknown. */
export async function closeRunWithoutKey(
  app: App,
  account: Pick<Account, 'id' | 'name'>,
  runId: string,
): Promise<readonly TargetOutcome[]> {
  const run = await app.runs.reopen(runId, account, undefined);
  return ending(app, run, () => record(run, closePending(run.rest, undefined)));
}

async function record(
  { journal, rest }: ReopenedRun,
  closing: Promise<readonly TargetOutcome[]>,
): Promise<readonly TargetOutcome[]> {
  const outcomes = await closing;
  await journal.after(outcomes);
  return [...rest.outcomes, ...outcomes];
}

function runOptions(
  { client, batchSize }: Connection,
  { journal }: ActiveRun,
  signal: AbortSignal,
): RunOptions {
  const { concurrency: lookUps, readsPerSecond, requestTimeoutMs: timeoutMs } = readSettings();
  // An answer may be late by the turns that the limiter gives to others first.
  const silenceMs = timeoutMs + (1000 * writesAtATime * lookUps) / readsPerSecond;
  const limits = { batchSize, writesAtATime, lookUps, timeoutMs, silenceMs };
  return { client, journal, signal, clock: systemClock, ...limits };
}

async function ending<T>(app: App, run: ActiveRun, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await endRun(app, run);
  }
}

/** A record that can't be closed changes nothing about what was deleted: it is a line in the log. */
async function endRun({ runs, log }: App, run: ActiveRun): Promise<void> {
  try {
    await run.end();
  } catch (error) {
    log.error(`run: the record could not be closed: ${String(error)}`);
  }
  // Nobody waits for this: the run has ended.
  runs.prune(readHistoryLimits()).catch((error: unknown) => {
    log.warn(`history: old runs could not be removed: ${String(error)}`);
  });
}
