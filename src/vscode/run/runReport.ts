import * as vscode from 'vscode';
import { reportMark } from '../../core/lists/ownExport';
import type { DeletionPlan } from '../../core/plan/plan';
import type { RunTarget, TargetState } from '../../core/journal/runTargets';
import { targetBytes, type Target } from '../../core/target';
import { countText } from '../plan/countText';
import { oneLine } from '../ui/oneLine';
import { stateText } from './outcomeText';
import { formatMomentInWords } from '../ui/moment';
import { formatBytes, formatCount } from '../ui/quantity';
import { codeSpan, escaped, showReadOnly } from '../ui/readOnlyDocument';
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

/** Opens a document with every target of a run and how it ended, or stands. */
export async function showReport(report: RunReport): Promise<void> {
  const name = vscode.l10n.t('Deletion from {0}', oneLine(report.account));
  await showReadOnly(name, reportText(report, Date.now()));
}

/** What went wrong comes first. */
const stateKinds = [
  'failed',
  'unknown',
  'inDoubt',
  'notAttempted',
  'open',
  'alreadyGone',
  'deleted',
] as const satisfies readonly TargetState['kind'][];

/** A report as Markdown: failures first, each with its cause, and by path. `now` in ms. */
export function reportText(
  { account, startedAt, targets, left, served = [] }: RunReport,
  now: number,
): string {
  const title = vscode.l10n.t(
    'Deletion from {0}, {1}',
    oneLine(account),
    formatMomentInWords(startedAt, now),
  );
  const ended = stateKinds.flatMap((kind) => {
    const of = targets.filter(({ state }) => state.kind === kind);
    return section(stateTitle(kind), of.map(targetLine));
  });
  return [
    `# ${escaped(title)}`,
    `<!-- ${reportMark} -->`,
    '',
    totals(targets),
    ...ended,
    ...section(
      vscode.l10n.t('Refused before the run'),
      (left?.refused ?? []).map(({ planned: { target }, finding }) =>
        lineOf(target, findingText(finding)),
      ),
    ),
    ...section(
      vscode.l10n.t('Not in the plan'),
      (left?.unresolved ?? []).map(
        (each) => `- ${codeSpan(refText(each.ref))}: ${escaped(unresolvedText(each))}`,
      ),
    ),
    ...section(
      vscode.l10n.t('May still be served by the CDN'),
      served.map((url) => `- ${codeSpan(oneLine(url))}`),
    ),
    '',
  ].join('\n');
}

function targetLine({ planned: { target, source }, state }: RunTarget): string {
  const from = source && vscode.l10n.t('from {0}:{1}', oneLine(source.file), source.line);
  const isTold = state.kind === 'deleted' || state.kind === 'alreadyGone' || state.kind === 'open';
  const words = [...(isTold ? [] : [stateText(state)]), ...(from ? [from] : [])];
  return lineOf(target, words.join(', '));
}

function lineOf(target: Target, words: string): string {
  const name = `- ${codeSpan(targetText(target))} (${codeSpan(idText(target))})`;
  return words === '' ? name : `${name}: ${escaped(words)}`;
}

function stateTitle(kind: TargetState['kind']): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed');
    case 'unknown':
      return vscode.l10n.t('Unknown');
    case 'inDoubt':
      return vscode.l10n.t('Needs checking');
    case 'notAttempted':
      return vscode.l10n.t('Not attempted');
    case 'open':
      return vscode.l10n.t('Not started');
    case 'alreadyGone':
      return vscode.l10n.t('Already gone, deleted elsewhere');
    case 'deleted':
      return vscode.l10n.t('Deleted');
  }
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

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const heading = vscode.l10n.t('{0} ({1})', title, formatCount(lines.length));
  return ['', `## ${heading}`, '', ...lines.toSorted()];
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
