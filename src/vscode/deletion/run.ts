import * as vscode from 'vscode';
import { systemClock } from '../../api/limits';
import type { Account } from '../../core/account/account';
import { closePending } from '../../core/run/closePending';
import { execute } from '../../core/run/execute';
import type { TargetOutcome } from '../../core/run/outcome';
import type { ConfirmedPlan, DeletionPlan } from '../../core/plan/plan';
import type { PendingRun } from '../../core/run/resume';
import type { RunOptions } from '../../core/run/run';
import { heed, type SecondLook } from '../../core/run/recheckPending';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import type { ActiveRun, ReopenedRun } from '../run/runs';
import { readHistoryLimits, readSettings } from '../settings/settings';
import { DeletionProgress } from './deletionProgress';
import { withProgress } from '../ui/progress';

/** Requests in flight: one keeps the limiter busy while the other's answer is awaited. */
const writesAtATime = 2;

/** A run that came to an end, whichever end that is. */
export interface EndedRun {
  readonly runId: string;
  readonly account: Account;
  readonly plan: DeletionPlan;
  /** One for each target of the whole run. */
  readonly outcomes: readonly TargetOutcome[];
}

/**
 * Executes a confirmed plan under a progress bar: nothing is sent before it is written down. Throws
 * `AccountBusy` or `JournalError` when nothing was sent.
 */
export async function carryOut(
  app: App,
  connection: Connection,
  plan: ConfirmedPlan,
): Promise<EndedRun> {
  const { account } = connection;
  const run = await app.runs.begin(plan, account, await app.runs.libraryOf(connection));
  const rest = { plan, inDoubt: none, gone: none, settled: [] };
  const outcomes = await ending(app, run, () => drain(app, connection, run, rest));
  return { runId: run.runId, account, plan, outcomes };
}

/**
 * Takes up a run where it stopped, with what a second look has agreed to and nothing else. Throws as
 * `carryOut` does.
 */
export async function carryOn(
  app: App,
  connection: Connection,
  runId: string,
  look: SecondLook,
): Promise<EndedRun> {
  const { account } = connection;
  const run = await app.runs.reopen(runId, account, await app.runs.libraryOf(connection));
  const { rest, ended } = heed(run.rest, look);
  const outcomes = await ending(app, run, async () => {
    await run.journal.after(ended);
    app.library.forget(account.id, ended);
    return drain(app, connection, run, rest);
  });
  return { runId, account, plan: rest.plan, outcomes: [...rest.settled, ...outcomes] };
}

/** Ends a run that stopped without deleting more: what is in doubt is looked up. Throws as `carryOut` does. */
export async function closeOff(app: App, connection: Connection, runId: string): Promise<EndedRun> {
  const { account } = connection;
  const run = await app.runs.reopen(runId, account, await app.runs.libraryOf(connection));
  const { rest } = run;
  const outcomes = await ending(app, run, () =>
    withProgress(vscode.l10n.t('ImageKit: looking up'), (_say, signal) =>
      record(run, closePending(rest, runOptions(connection, run, rest, signal))),
    ),
  );
  return { runId, account, plan: rest.plan, outcomes };
}

/** The same where the account is gone, and with it the key: what is in doubt stays unknown. */
export async function closeUnasked(
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
  return [...rest.settled, ...outcomes];
}

const none: ReadonlySet<string> = new Set();

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
): Promise<readonly TargetOutcome[]> {
  return withProgress(vscode.l10n.t('ImageKit'), async (say, signal) => {
    const progress = new DeletionProgress(rest, say);
    const stopListening = connection.onWait((wait) => progress.wait(wait?.untilMs));
    try {
      const outcomes: TargetOutcome[] = [];
      const options = runOptions(connection, run, rest, signal);
      for await (const settled of execute(rest.plan, options)) {
        outcomes.push(...settled);
        progress.add(settled);
        app.library.forget(connection.account.id, settled);
      }
      return outcomes;
    } finally {
      stopListening();
      progress.end();
    }
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
