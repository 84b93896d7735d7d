import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { Claim } from '../../core/request';
import { guardPlan } from '../../core/plan/limits';
import { resume } from '../../core/run/resume';
import { claimsToRetry } from '../../core/run/retry';
import { outcomesOf, type RunRecord } from '../../core/journal/runRecord';
import { bothLooks, heed, judgeAgain, type SecondLook } from '../../core/run/recheckPending';
import type { App } from '../app';
import { isLongAgo } from './recheck';
import { carryOn, closeOff, closeUnasked, type EndedRun } from './run';
import { requireAccount, type Connection } from '../account/connections';
import { findOpen, planParts } from './find';
import { rememberRefusal, sayReadOnly } from '../account/readOnlyKey';
import { replaceKey } from '../account/replaceKey';
import { askToClose, askToCloseForGood, askToResume, type OpenRun } from './askAboutRun';
import { closingText } from '../ui/closingText';
import { refusePlan, sayBrokenGuard } from './refusePlan';
import { reportDeletion } from './reportDeletion';
import { askToCloseElsewhere, isLibraryOfRun } from '../run/runLibrary';
import { showReport } from '../run/runReport';
import { OtherLibrary } from '../run/runs';
import { readRunLimits } from '../settings/policyFile';

/** The road of a deletion once more, for what a run did not get done. */
export type Retry = (app: App, claims: readonly Claim[], account: Account) => Promise<void>;

/** Says how a run ended, and does what the person presses. */
export async function afterRun(app: App, ended: EndedRun, retry: Retry): Promise<void> {
  const { runId, account, plan, outcomes } = ended;
  switch (await reportDeletion(account, outcomes)) {
    case 'resume':
      return resumeRun(app, runId, retry);
    case 'updateKey':
      return (await replaceKey(app, account)) ? resumeRun(app, runId, retry) : undefined;
    case 'retry':
      return retry(app, claimsToRetry(outcomes), account);
    case 'report':
      return showReport({
        account: account.name,
        startedAt: plan.createdAt,
        targets: outcomes.map(({ planned, outcome }) => ({ planned, state: outcome })),
        left: plan,
      });
    case 'references':
      app.referencesView.filterBy({ standing: 'missing', text: '' });
      return app.referencesView.focus();
    case 'log':
      app.log.show();
      return;
    case undefined:
      return;
  }
}

/**
 * Takes up a run that stopped, in its own account and after the question. Without that account it can
 * only be closed. Throws what the `run` wrapper puts into words.
 */
export async function resumeRun(app: App, runId: string, retry: Retry): Promise<void> {
  const record = await app.runs.records.read(runId);
  const open = openRunOf(record);
  const isOpen = open.rest.plan.targets.length > 0;
  if (record.state === 'finished' && !isOpen) return sayNothingLeft();
  if (record.state === 'interrupted' && !accountOf(app, record)) return closeRun(app, runId, retry);
  const connection = await app.connections.connect(
    requireAccount(app.accounts, record.header.account),
  );
  if (!(await isLibraryOfRun(app.runs, connection, record))) return;
  const look = await lookAgain(app, connection, open);
  const lookedAt = Date.now();
  if (!look || (look.agreed.size > 0 && !(await askToResume(open, look)))) return;
  const later = isLongAgo(lookedAt) ? await lookAgain(app, connection, open) : look;
  if (!later) return;
  const ended = await carryOn(app, connection, runId, bothLooks(look, later));
  await rememberRefusal(app.accounts, ended);
  await afterRun(app, ended, retry);
}

/**
 * Looks whether what is left of a run is still as it was confirmed, and whether it may still be
 * deleted. `undefined` means that nothing may be sent, which is said, or that it was cancelled.
 */
async function lookAgain(
  app: App,
  connection: Connection,
  { rest }: OpenRun,
): Promise<SecondLook | undefined> {
  const { account } = connection;
  if (account.access === 'readOnly') {
    await sayReadOnly(app, account);
    return undefined;
  }
  const guards = await readRunLimits();
  if (guards.kind !== 'limits') {
    await sayBrokenGuard(guards);
    return undefined;
  }
  const found = await findOpen(app, connection, rest);
  if (!found) return undefined;
  const look = judgeAgain(rest, found.gone, planParts(found, guards.limits));
  const refusal = guardPlan(heed(rest, look).rest.plan, guards.limits);
  if (!refusal) return look;
  await refusePlan(refusal, { review: false });
  return undefined;
}

/** Ends an interrupted run where it is, after the question. Throws as `resumeRun` does. */
export async function closeRun(app: App, runId: string, retry: Retry): Promise<void> {
  const record = await app.runs.records.read(runId);
  if (record.state === 'finished') return sayNothingLeft();
  const { header } = record;
  const account = accountOf(app, record);
  const open = openRunOf(record);
  if (!(await (account ? askToClose(open) : askToCloseForGood(open)))) return;
  if (account) {
    const connection = await app.connections.connect(account);
    let elsewhere: OtherLibrary | undefined;
    try {
      if (!(await isLibraryOfRun(app.runs, connection, record))) return;
    } catch (error) {
      // Where requests would go to another library there is nothing to look up.
      if (!(error instanceof OtherLibrary)) throw error;
      elsewhere = error;
    }
    if (!elsewhere) return afterRun(app, await closeOff(app, connection, runId), retry);
    if (!(await askToCloseElsewhere(elsewhere, open.rest.inDoubt.size))) return;
  }
  const outcomes = await closeUnasked(app, header.account, runId);
  void vscode.window.showInformationMessage(closingText(header.account, outcomes));
}

/** Makes a new plan of what a run could not delete. Throws as `resumeRun` does. */
export async function retryFailed(app: App, runId: string, retry: Retry): Promise<void> {
  const record = await app.runs.records.read(runId);
  const claims = claimsToRetry(outcomesOf(record));
  if (claims.length === 0) return sayNothingLeft();
  await retry(app, claims, requireAccount(app.accounts, record.header.account));
}

function openRunOf(record: RunRecord): OpenRun {
  const { account, createdAt } = record.header;
  return { account, startedAt: createdAt, rest: resume(record) };
}

function accountOf({ accounts }: App, { header }: RunRecord): Account | undefined {
  return accounts.list().find(({ id }) => id === header.account.id);
}

/** Another window may have been faster, or the row may be an old one. */
async function sayNothingLeft(): Promise<void> {
  await vscode.window.showInformationMessage(
    vscode.l10n.t('Nothing is left to do: the run has ended.'),
  );
}
