import * as vscode from 'vscode';
import { execute } from '../core/deletion/execute';
import type { TargetOutcome } from '../core/deletion/outcome';
import type { ConfirmedPlan } from '../core/deletion/plan';
import type { Resumption } from '../core/deletion/resume';
import type { App } from './app';
import type { Connection } from './connections';
import type { OpenRun } from './runs';
import { DeletionProgress } from './ui/deletionProgress';
import { withProgress } from './ui/progress';

/** Requests in flight: one keeps the limiter busy while the other's answer is awaited. */
const lanes = 2;

/**
 * Executes a confirmed plan under a progress bar: nothing is sent before it is written down. Returns
 * one outcome for each target. Throws `AccountBusy` or `JournalError` when nothing was sent.
 */
export async function carryOut(
  app: App,
  connection: Connection,
  plan: ConfirmedPlan,
): Promise<readonly TargetOutcome[]> {
  return drain(app, connection, plan, await app.runs.begin(plan, connection.account));
}

/** Takes up a run that did not finish. Its outcomes are those from before and those of the rest. */
export async function carryOn(
  app: App,
  connection: Connection,
  runId: string,
): Promise<{ readonly plan: ConfirmedPlan; readonly outcomes: readonly TargetOutcome[] }> {
  const run = await app.runs.reopen(runId, connection.account);
  const { rest } = run;
  const outcomes = await drain(app, connection, rest.plan, run, rest);
  return { plan: rest.plan, outcomes: [...rest.settled, ...outcomes] };
}

async function drain(
  app: App,
  connection: Connection,
  plan: ConfirmedPlan,
  run: OpenRun,
  rest?: Resumption,
): Promise<readonly TargetOutcome[]> {
  try {
    return await withProgress(vscode.l10n.t('ImageKit: deleting'), async (say, signal) => {
      const { account, client, batchSize } = connection;
      const progress = new DeletionProgress(plan, say);
      const stopListening = connection.onWait((wait) => progress.wait(wait?.untilMs));
      try {
        const outcomes: TargetOutcome[] = [];
        const inDoubt = rest?.inDoubt ?? new Set();
        const options = { client, signal, batchSize, lanes, pause, journal: run.journal };
        for await (const settled of execute(plan, { ...options, inDoubt })) {
          outcomes.push(...settled);
          progress.add(settled);
          app.library.forget(account.id, settled);
          app.lookup.forget(account.id, settled);
        }
        return outcomes;
      } finally {
        stopListening();
      }
    });
  } finally {
    await endRun(app, run);
  }
}

/** A record that can't be closed changes nothing about what was deleted: it is a line in the log. */
async function endRun(app: App, run: OpenRun): Promise<void> {
  try {
    await run.end();
  } catch (error) {
    app.log.error(`run: the record could not be closed: ${String(error)}`);
  }
}

/** Resolves after so many milliseconds, or at once when the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, signal.aborted ? 0 : ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
