import * as vscode from 'vscode';
import type { PurgePlan } from '../../core/cdn/purgePlan';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';
import { urlCount } from './purgeText';

/** Purges that an account has in a month (imagekit.io/docs, "purging"). */
export const monthlyPurges = 1000;

/** So many URLs and files are listed in a question. */
const mostListed = 8;

/** What the question before a purge says. */
export interface PurgeQuestion {
  /** What is purged: `3 files`, a URL. */
  readonly what: string;
  readonly account: string;
  readonly plan: PurgePlan;
  /** Purges that this machine has sent for the account this month. */
  readonly sent: number;
}

/** Asks whether to spend quota, and says for what. */
export async function askToPurge(question: PurgeQuestion): Promise<boolean> {
  const purge = vscode.l10n.t('Purge');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Purge the CDN copies of {0}?', question.what),
    { modal: true, detail: detailOf(question) },
    purge,
  );
  return answer === purge;
}

/** Asks before purges are sent once more. */
export async function askToRetry(account: string, sends: number, sent: number): Promise<boolean> {
  const retry = vscode.l10n.t('Retry');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Retry the CDN purge?'),
    { modal: true, detail: quotaText(account, sends, sent) },
    retry,
  );
  return answer === retry;
}

function detailOf({ plan, account, sent }: PurgeQuestion): string {
  const { calls, unreachable, refusedFolders, folderCalls } = plan;
  const checked = calls.reduce((sum, { proves }) => sum + proves.length, 0);
  const signed = calls.reduce((sum, each) => sum + each.signed.length, 0);
  return [
    quotaText(account, calls.length, sent),
    listed(calls.map(({ url }) => url)),
    ...(folderCalls > 0
      ? [vscode.l10n.t('Other files in these folders are cleared, too, and fetched again.')]
      : []),
    ...(unreachable.length > 0
      ? [headed(vscode.l10n.t('No delivery URL of {0} leads to:', account), unreachable)]
      : []),
    ...(refusedFolders.length > 0
      ? [
          headed(
            vscode.l10n.t(
              "ImageKit doesn't accept a wildcard for these folders, and they have no files:",
            ),
            refusedFolders,
          ),
        ]
      : []),
    ...(signed > 0 ? [vscode.l10n.t("The signed URLs of private files can't be checked.")] : []),
    checked === 0
      ? vscode.l10n.t("No exact URL is known, so the result can't be checked afterwards.")
      : vscode.l10n.t(
          "Afterwards, {0} will be checked from here. Not checked: transformations that this workspace doesn't mention, other CDN locations, and browser caches.",
          urlCount(checked),
        ),
  ].join('\n\n');
}

/** What a purge costs: `3 purge requests of the 1,000 …`, and how many this machine sent before. */
export function quotaText(account: string, sends: number, sent: number): string {
  const [count, limit] = [formatCount(sends), formatCount(monthlyPurges)];
  const costs = plural(sends, {
    one: vscode.l10n.t(
      '{0} purge request of the {1} that ImageKit allows per month.',
      count,
      limit,
    ),
    other: vscode.l10n.t(
      '{0} purge requests of the {1} that ImageKit allows per month.',
      count,
      limit,
    ),
  });
  return sent === 0
    ? costs
    : vscode.l10n.t(
        '{0} This machine sent {1} for {2} this month.',
        costs,
        formatCount(sent),
        account,
      );
}

function headed(heading: string, lines: readonly string[]): string {
  return `${heading}\n${listed(lines)}`;
}

function listed(lines: readonly string[]): string {
  const more = lines.length - mostListed;
  const shown = lines.slice(0, mostListed).map(oneLine);
  return [...shown, ...(more > 0 ? [vscode.l10n.t('and {0} more', formatCount(more))] : [])].join(
    '\n',
  );
}
