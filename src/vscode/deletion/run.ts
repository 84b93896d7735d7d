import * as vscode from 'vscode';
import { redact } from '../../api/redact';
import { systemClock } from '../../api/limits';
import type { Account } from '../../core/account/account';
import { closePending } from '../../core/run/closePending';
import { execute as deleteTargets } from '../../core/run/execute';
import type { TargetOutcome } from '../../core/run/outcome';
import type { ConfirmedPlan } from '../../core/plan/plan';
import { applyRecheck, lookUpDoubtful, type DoubtfulTarget } from '../../core/run/recheckPending';
import type { PendingRun } from '../../core/run/resume';
import type { RunOptions } from '../../core/run/run';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { beginBackup, type RunBackup } from '../recovery/backups';
import type { EndedRun } from '../run/endedRun';
import type { ActiveRun, ReopenedRun } from '../run/runs';
import { readHistoryLimits, readSettings } from '../settings/settings';
import { DeletionProgress } from './deletionProgress';
import { untouched, type Allowed } from './recheck';
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
  const { rest, ended, doubtful } = applyRecheck(run.rest, recheck);
  const outcomes = await ending(app, run, async () => {
    await run.journal.after(ended);
    app.library.forget(account.id, ended);
    return drain(app, connection, run, rest, doubtful);
  });
  const { plan } = run.rest;
  return { runId: run.runId, account, plan, outcomes: [...rest.outcomes, ...outcomes] };
}

/** Ends a run that stopped without deleting more: what is in doubt is looked up. Throws as `startRun` does. */
export async function closeRun(app: App, connection: Connection, runId: string): Promise<EndedRun> {
  const { account } = connection;
  const run = await app.runs.reopen(runId, account, connection);
  const { rest } = run;
  const outcomes = await ending(app, run, () =>
    withProgress('ImageKit', (say, signal) => {
      say(vscode.l10n.t('looking up files…'));
      return record(run, closePending(rest, runOptions(connection, run, rest, signal)));
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
  { inDoubt, gone }: Pick<PendingRun, 'inDoubt' | 'gone'>,
  signal: AbortSignal,
): RunOptions {
  const { concurrency: lookUps, readsPerSecond, requestTimeoutMs: timeoutMs } = readSettings();
  // An answer may be late by the turns that the limiter gives to others first.
  const silenceMs = timeoutMs + (1000 * writesAtATime * lookUps) / readsPerSecond;
  const limits = { batchSize, concurrency: writesAtATime, lookUps, timeoutMs, silenceMs };
  return { client, journal, inDoubt, gone, signal, clock: systemClock, ...limits };
}

function drain(
  app: App,
  connection: Connection,
  run: ActiveRun,
  rest: PendingRun,
  doubtful: readonly DoubtfulTarget[],
): Promise<readonly TargetOutcome[]> {
  return withProgress('ImageKit', async (say, signal) => {
    const open = [...rest.plan.targets, ...doubtful.map(({ planned }) => planned)];
    const progress = new DeletionProgress(open, rest.outcomes, say);
    const stopListening = connection.onWait((wait) => progress.wait(wait?.untilMs));
    const outcomes: TargetOutcome[] = [];
    const add = (ended: readonly TargetOutcome[]) => {
      outcomes.push(...ended);
      progress.add(ended);
      app.library.forget(connection.account.id, ended);
    };
    let backup: RunBackup | undefined;
    try {
      backup = await backupFor(connection, run, rest, signal, (bytes) => progress.backUp(bytes));
      const gate = backup && { gate: backup.gate };
      const options = { ...runOptions(connection, run, rest, signal), ...gate };
      for await (const ended of lookUpDoubtful(rest, doubtful, options)) {
        await run.journal.after(ended);
        add(ended);
      }
      for await (const ended of deleteTargets(rest.plan, options)) add(ended);
      return outcomes;
    } finally {
      await endBackup(app, backup);
      stopListening();
      progress.end();
    }
  });
}

/** The backup that a plan asks for. Throws `BackupNotStarted`: then nothing is sent. */
async function backupFor(
  { account, client }: Connection,
  { runId }: ActiveRun,
  { plan }: PendingRun,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<RunBackup | undefined> {
  if (plan.backup.kind === 'none') return undefined;
  return beginBackup({
    ...{ runId, plan, account, signal, onProgress },
    decision: plan.backup,
    client: client.recovery,
    concurrency: readSettings().concurrency,
  });
}

/** What was deleted is in the backup already: an end that can't be written is a line in the log. */
async function endBackup({ log }: App, backup: RunBackup | undefined): Promise<void> {
  await backup?.end().catch((error: unknown) => {
    log.error(`backup: its end could not be written: ${redact(String(error))}`);
  });
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
