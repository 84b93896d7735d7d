import * as vscode from 'vscode';
import type { Account } from '../../core/account';
import type { TargetOutcome } from '../../core/deletion/outcome';
import type { DeletionPlan } from '../../core/deletion/plan';
import { summarize, type Summary } from '../../core/deletion/summary';
import { countText } from './countText';
import { oneLine } from './oneLine';
import { causeText, leftText, outcomeText } from './outcomeText';
import { formatBytes, formatCount } from './quantity';
import { findingText, refText, targetText, unresolvedText } from './targetText';

/** What a person may do after a run. */
export type AfterRun = 'report' | 'retry' | 'updateKey' | 'log' | undefined;

/** Says in one message how the run ended, and returns which button was pressed. */
export async function reportDeletion(
  account: Account,
  outcomes: readonly TargetOutcome[],
): Promise<AfterRun> {
  const summary = summarize(outcomes);
  const { failed, unknown, notAttempted } = summary.counts;
  const buttons = new Map<string, AfterRun>();
  const { left } = summary;
  const keyRefused =
    left?.kind === 'stopped' &&
    (left.failure.kind === 'forbidden' || left.failure.kind === 'unauthorized');
  if (keyRefused) buttons.set(vscode.l10n.t('Update Key…'), 'updateKey');
  else if (failed + unknown > 0) buttons.set(vscode.l10n.t('Retry Failed'), 'retry');
  buttons.set(vscode.l10n.t('Show Report'), 'report');
  if (failed + unknown + notAttempted > 0) buttons.set(vscode.l10n.t('Show Log'), 'log');
  const text = closingText(account, summary, outcomes);
  const clean = failed + unknown + notAttempted === 0;
  const pressed = clean
    ? await vscode.window.showInformationMessage(text, ...buttons.keys())
    : await vscode.window.showWarningMessage(text, ...buttons.keys());
  return pressed === undefined ? undefined : buttons.get(pressed);
}

/** Opens an untitled document with every target and how it ended. */
export async function showReport(
  account: Account,
  plan: DeletionPlan,
  outcomes: readonly TargetOutcome[],
): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: reportLines(account, plan, outcomes).join('\n'),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

function closingText(
  account: Account,
  summary: Summary,
  outcomes: readonly TargetOutcome[],
): string {
  const { counts, total, deletedBytes, left } = summary;
  const name = oneLine(account.name);
  const { deleted, notAttempted } = counts;
  const cancelled = left?.kind === 'cancelled';
  const gone = outcomes.flatMap(({ planned, outcome }) =>
    outcome.kind === 'deleted' ? [planned.target] : [],
  );
  const [only] = gone;
  if (deleted === total) {
    const what = only && total === 1 ? targetText(only) : countText(gone);
    return vscode.l10n.t('Deleted {0} ({1}) from {2}.', what, formatBytes(deletedBytes), name);
  }
  const sentences = [
    cancelled ? vscode.l10n.t('Stopped.') : '',
    deleted === 0
      ? vscode.l10n.t('Nothing was deleted from {0}.', name)
      : vscode.l10n.t(
          'Deleted {0} of {1} from {2}.',
          formatCount(deleted),
          formatCount(total),
          name,
        ),
    others(summary),
    notAttempted === 0 || left === undefined
      ? ''
      : cancelled
        ? vscode.l10n.t('{0} were not touched.', formatCount(notAttempted))
        : vscode.l10n.t('{0} were not touched: {1}.', formatCount(notAttempted), leftText(left)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function others({ counts: { alreadyGone, failed, unknown }, failure }: Summary): string {
  const cause = failure === undefined ? '' : causeText(failure);
  const parts = [
    alreadyGone === 0
      ? ''
      : alreadyGone === 1
        ? vscode.l10n.t('1 was already gone')
        : vscode.l10n.t('{0} were already gone', formatCount(alreadyGone)),
    failed === 0 ? '' : vscode.l10n.t('{0} failed: {1}', formatCount(failed), cause),
    unknown === 0
      ? ''
      : vscode.l10n.t('{0} could not be looked up: {1}', formatCount(unknown), cause),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

function reportLines(
  account: Account,
  plan: DeletionPlan,
  outcomes: readonly TargetOutcome[],
): readonly string[] {
  const { counts, deletedBytes } = summarize(outcomes);
  return [
    vscode.l10n.t('Deletion from {0}, {1}', oneLine(account.name), plan.createdAt),
    vscode.l10n.t(
      '{0}: {1} deleted ({2}), {3} already gone, {4} failed, {5} unknown, {6} not touched',
      countText(outcomes.map(({ planned }) => planned.target)),
      counts.deleted,
      formatBytes(deletedBytes),
      counts.alreadyGone,
      counts.failed,
      counts.unknown,
      counts.notAttempted,
    ),
    '',
    ...outcomes.map(({ planned, outcome }) => {
      const from = planned.source
        ? vscode.l10n.t('  from {0}:{1}', oneLine(planned.source.file), planned.source.line)
        : '';
      return `${targetText(planned.target)}  [${idText(planned)}]  ${outcomeText(outcome)}${from}`;
    }),
    ...section(
      vscode.l10n.t('Refused before the run'),
      plan.refused.map(
        ({ planned, finding }) =>
          `${targetText(planned.target)}  [${idText(planned)}]  ${findingText(finding)}`,
      ),
    ),
    ...section(
      vscode.l10n.t('Not in the plan'),
      plan.unresolved.map((each) => `${refText(each.ref)}  ${unresolvedText(each)}`),
    ),
    '',
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function idText({ target }: TargetOutcome['planned']): string {
  switch (target.kind) {
    case 'asset':
      return target.asset.fileId;
    case 'version':
      return `${target.version.fileId}, ${target.version.versionId}`;
    case 'folder':
      return vscode.l10n.t('folder');
  }
}
