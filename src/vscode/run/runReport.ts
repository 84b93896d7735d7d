import * as vscode from 'vscode';
import { reportMark } from '../../core/lists/ownExport';
import type { DeletionPlan } from '../../core/plan/plan';
import type { RunTarget } from '../../core/journal/runTargets';
import { targetBytes, type Target } from '../../core/target';
import { countText } from '../plan/countText';
import { oneLine } from '../ui/oneLine';
import { stateText } from './outcomeText';
import { formatBytes, formatCount } from '../ui/quantity';
import { findingText, refText, targetText, unresolvedText } from '../plan/targetText';

/** What a report is about. */
export interface RunReport {
  readonly account: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly targets: readonly RunTarget[];
  /** What the plan left out, where that is still known. */
  readonly left?: Pick<DeletionPlan, 'refused' | 'unresolved'>;
  /** Addresses that the CDN may still serve, since nobody purges them. */
  readonly served?: readonly string[];
}

/** Opens an untitled document with every target of a run and how it ended, or stands. */
export async function showReport(report: RunReport): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: reportLines(report).join('\n'),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

function reportLines({
  account,
  startedAt,
  targets,
  left,
  served = [],
}: RunReport): readonly string[] {
  return [
    vscode.l10n.t('Deletion from {0}, {1}', oneLine(account), startedAt),
    totals(targets),
    `[${reportMark}]`,
    '',
    ...targets.map(({ planned: { target, source }, state }) => {
      const from = source ? vscode.l10n.t('  from {0}:{1}', oneLine(source.file), source.line) : '';
      return `${targetText(target)}  [${idText(target)}]  ${stateText(state)}${from}`;
    }),
    ...section(
      vscode.l10n.t('Refused before the run'),
      left?.refused.map(
        ({ planned: { target }, finding }) =>
          `${targetText(target)}  [${idText(target)}]  ${findingText(finding)}`,
      ),
    ),
    ...section(
      vscode.l10n.t('Not in the plan'),
      left?.unresolved.map((each) => `${refText(each.ref)}  ${unresolvedText(each)}`),
    ),
    ...section(vscode.l10n.t('May still be served by the CDN'), served.map(oneLine)),
    '',
  ];
}

function totals(targets: readonly RunTarget[]): string {
  const ends = { deleted: 0, alreadyGone: 0, failed: 0, unknown: 0, notAttempted: 0 };
  const all = { ...ends, inDoubt: 0, open: 0 };
  for (const { state } of targets) all[state.kind] += 1;
  const deletedBytes = targets.reduce(
    (sum, { planned, state }) => sum + (state.kind === 'deleted' ? targetBytes(planned.target) : 0),
    0,
  );
  const ended = vscode.l10n.t(
    '{0}: {1} deleted ({2}), {3} already gone, {4} failed, {5} unknown, {6} not attempted',
    countText(targets.map(({ planned }) => planned.target)),
    formatCount(all.deleted),
    formatBytes(deletedBytes),
    formatCount(all.alreadyGone),
    formatCount(all.failed),
    formatCount(all.unknown),
    formatCount(all.notAttempted),
  );
  if (all.inDoubt + all.open === 0) return ended;
  const unended = vscode.l10n.t(
    '{0} need checking, {1} not started',
    formatCount(all.inDoubt),
    formatCount(all.open),
  );
  return `${ended}, ${unended}`;
}

function section(title: string, lines: readonly string[] = []): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function idText(target: Target): string {
  switch (target.kind) {
    case 'asset':
      return target.asset.fileId;
    case 'version':
      return `${target.version.fileId}, ${target.version.versionId}`;
    case 'folder':
      return vscode.l10n.t('folder');
  }
}
