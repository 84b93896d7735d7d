import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { purgePlan, type PurgePlan } from '../../core/cdn/purgePlan';
import { purgeEndpoints } from '../../core/cdn/purgeEndpoints';
import { goneScope, goneTargets, purgeScope } from '../../core/cdn/purgeScope';
import { readTypedUrl } from '../../core/cdn/typedUrl';
import type { RunTarget } from '../../core/journal/runTargets';
import type { BackupDecision } from '../../core/plan/plan';
import type { Target } from '../../core/target';
import { requireAccount, type Connections } from '../account/connections';
import type { AccountStore } from '../account/store';
import { ReadOnlyKey } from '../failures/errors';
import { countText } from '../plan/countText';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import { oneLine } from '../ui/oneLine';
import { askedByBackup, askedFor, searchWorkspace } from './askedUrls';
import { askToPurge, askToRetry } from './askToPurge';
import type { PurgeEntry, Purges } from './purges';

/** What a purge is made with. */
export interface PurgeParts {
  readonly accounts: Pick<AccountStore, 'list'>;
  readonly connections: Pick<Connections, 'connect'>;
  readonly references: WorkspaceReferences;
  readonly purges: Purges;
}

/** A run, as far as its copies on the CDN go. */
export interface PurgeableRun {
  readonly runId: string;
  readonly account: Account;
  readonly targets: readonly RunTarget[];
  readonly backup: BackupDecision;
}

/** Whether a run took anything out of the library that the CDN may still have. */
export function hasCopies({ targets }: Pick<PurgeableRun, 'targets'>): boolean {
  return goneTargets(targets).some(({ kind }) => kind !== 'folder');
}

/** What it takes to purge what a run deleted; `undefined` when the search was cancelled. */
async function planOfRun(
  { references, connections }: PurgeParts,
  run: PurgeableRun,
): Promise<{ readonly plan: PurgePlan; readonly account: Account } | undefined> {
  // The sandbox's delivery URL is known once it is open.
  const { account } = await connections.connect(run.account);
  if (!(await searchWorkspace(references))) return undefined;
  const { backup, runId } = run;
  const byBackup =
    backup.kind === 'required'
      ? await askedByBackup(backup.folder, runId, account)
      : new Map<string, readonly string[]>();
  const gone = goneTargets(run.targets);
  const scope = goneScope(gone, askedFor(references, account, byBackup));
  return { plan: purgePlan(scope, purgeEndpoints(account, gone)), account };
}

/** Purges what a run deleted, after a question. Throws what the `runCommand` wrapper puts into words. */
export async function purgeRun(parts: PurgeParts, run: PurgeableRun): Promise<void> {
  const made = await planOfRun(parts, run);
  if (!made) return;
  const what = countText(goneTargets(run.targets));
  await askAndBegin(parts, { ...made, what, runId: run.runId });
}

/** Purges what a run deleted without a question; how many requests that are. Throws as `purgeRun`. */
export async function purgeRunUnasked(parts: PurgeParts, run: PurgeableRun): Promise<number> {
  const made = await planOfRun(parts, run);
  if (!made || made.plan.calls.length === 0) return 0;
  await parts.purges.begin(made.plan.calls, made.account, run.runId);
  return made.plan.calls.length;
}

/** Purges files, versions and folders that are in the library, after a question. Throws likewise. */
export async function purgeTargets(
  parts: PurgeParts,
  account: Account,
  targets: readonly Target[],
): Promise<void> {
  if (!(await searchWorkspace(parts.references))) return;
  const scope = purgeScope(targets, askedFor(parts.references, account, new Map()));
  const plan = purgePlan(scope, purgeEndpoints(account, targets));
  await askAndBegin(parts, { plan, account, what: countText(targets), runId: undefined });
}

/** Purges what a URL names that `readTypedUrl` took, after a question. Throws likewise. */
export async function purgeUrl(parts: PurgeParts, account: Account, url: string): Promise<void> {
  const read = readTypedUrl(url, account);
  if (read.kind === 'refused') return;
  const what = oneLine(read.shown);
  await askAndBegin(parts, { plan: read.plan, account, what, runId: undefined });
}

interface Purge {
  readonly plan: PurgePlan;
  readonly account: Account;
  readonly what: string;
  readonly runId: string | undefined;
}

async function askAndBegin({ purges }: PurgeParts, { plan, account, what, runId }: Purge) {
  if (account.access === 'readOnly') throw new ReadOnlyKey(account);
  const name = oneLine(account.name);
  if (plan.calls.length === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "There's nothing to purge: no delivery URL of {0} leads to {1}, or ImageKit doesn't accept a wildcard for it.",
        name,
        what,
      ),
    );
    return;
  }
  const sent = await purges.sentInMonth(account.id, Date.now());
  if (!(await askToPurge({ what, account: name, plan, sent }))) return;
  await purges.begin(plan.calls, account, runId);
}

/** Does again what of a purge did not end well; asks where that spends quota. Throws likewise. */
export async function retryPurge(
  { purges, accounts }: Pick<PurgeParts, 'purges' | 'accounts'>,
  entry: PurgeEntry,
): Promise<void> {
  const { retry, header } = entry;
  if (!retry) return;
  const account = requireAccount(accounts, header.account);
  if (account.access === 'readOnly') throw new ReadOnlyKey(account);
  if (retry.sends > 0) {
    const sent = await purges.sentInMonth(account.id, Date.now());
    if (!(await askToRetry(oneLine(account.name), retry.sends, sent))) return;
  }
  await purges.retry(entry);
}
