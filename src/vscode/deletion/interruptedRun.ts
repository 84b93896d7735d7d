import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { outcomesOf, type RunRecord } from '../../core/journal/runRecord';
import { resume } from '../../core/run/resume';
import { claimsToRetry } from '../../core/run/claimsToRetry';
import { requireAccount, type Connection } from '../account/connections';
import { replaceKey } from '../account/replaceKey';
import type { App } from '../app';
import { askToCloseElsewhere, isLibraryOfRun } from '../run/runLibrary';
import { OtherLibrary } from '../failures/errors';
import { askToClose, askToCloseForGood, askToResume, type UnfinishedRun } from './askAboutRun';
import { nothing, picked, type Next } from './next';
import { isWithinLimits, recheck } from './recheck';
import { closingText } from './reportDeletion';
import { closeRun, closeRunWithoutKey, resumeRun } from './run';

/**
 * Goes on with a run that stopped, in its own account and after the question. Without that account it
 * can only be closed. Returns and throws as `deleteClaims` does.
 */
export async function resumeInterrupted(app: App, runId: string): Promise<Next> {
  const record = await app.runs.records.read(runId);
  const unfinished = unfinishedRunOf(record);
  const { rest } = unfinished;
  if (record.state === 'finished' && rest.plan.targets.length === 0) return sayNothingLeft();
  if (record.state === 'interrupted' && !accountOf(app, record)) return { kind: 'close', runId };
  const { account } = record.header;
  const connection = await app.connections.connect(account);
  // In another library every file of the run would look gone.
  if (!(await isLibraryOfRun(app.runs, connection, record))) return nothing;
  const seen = await recheck(app, account, rest);
  if (!seen || !(await isWithinLimits(rest, seen))) return nothing;
  const asks = seen.recheck.agreed.size > 0;
  if (asks && !(await askToResume(unfinished, seen.recheck, seen.found.usages))) return nothing;
  const allowed = await recheck(app, account, rest, seen);
  if (!allowed || !(await isWithinLimits(rest, allowed))) return nothing;
  return { kind: 'ended', run: await resumeRun(app, allowed, runId) };
}

/** Asks for the key that a run lacked, and goes on with it. Returns and throws as `resumeInterrupted` does. */
export async function resumeWithNewKey(
  app: App,
  { account, runId }: Extract<Next, { readonly kind: 'updateKey' }>,
): Promise<Next> {
  return (await replaceKey(app, account)) ? { kind: 'resume', runId } : nothing;
}

/** Ends an interrupted run where it is, after the question. Throws as `resumeInterrupted` does. */
export async function closeInterrupted(app: App, runId: string): Promise<Next> {
  const record = await app.runs.records.read(runId);
  if (record.state === 'finished') return sayNothingLeft();
  const account = accountOf(app, record);
  const unfinished = unfinishedRunOf(record);
  if (!(await (account ? askToClose(unfinished) : askToCloseForGood(unfinished)))) return nothing;
  if (account) {
    const connection = await app.connections.connect(account);
    const elsewhere = await whereElse(app, connection, record);
    if (elsewhere === 'refused') return nothing;
    if (!elsewhere) return { kind: 'ended', run: await closeRun(app, connection, runId) };
    if (!(await askToCloseElsewhere(elsewhere, unfinished.rest.inDoubt.size))) return nothing;
  }
  const outcomes = await closeRunWithoutKey(app, record.header.account, runId);
  void vscode.window.showInformationMessage(
    closingText(record.header.account, outcomes, unfinished.rest.plan.backup),
  );
  return nothing;
}

/** Whether a connection leads to another library than the run's, or the person says that it does. */
async function whereElse(
  app: App,
  connection: Connection,
  record: RunRecord,
): Promise<OtherLibrary | 'refused' | undefined> {
  try {
    return (await isLibraryOfRun(app.runs, connection, record)) ? undefined : 'refused';
  } catch (error) {
    // Where requests would go to another library there is nothing to look up.
    if (error instanceof OtherLibrary) return error;
    throw error;
  }
}

/** What a run could not delete, to be deleted by a new plan. Throws as `resumeInterrupted` does. */
export async function retryFailures(app: App, runId: string): Promise<Next> {
  const record = await app.runs.records.read(runId);
  const claims = claimsToRetry(outcomesOf(record));
  if (claims.length === 0) return sayNothingLeft();
  const account = requireAccount(app.accounts, record.header.account);
  return { kind: 'delete', claims, options: { ...picked, account } };
}

function unfinishedRunOf(record: RunRecord): UnfinishedRun {
  const { account, createdAt } = record.header;
  return { account, startedAt: createdAt, rest: resume(record) };
}

function accountOf({ accounts }: App, { header }: RunRecord): Account | undefined {
  return accounts.list().find(({ id }) => id === header.account.id);
}

/** Another window may have been faster, or the row may be an old one. */
async function sayNothingLeft(): Promise<Next> {
  await vscode.window.showInformationMessage(vscode.l10n.t('This run is already finished.'));
  return nothing;
}
