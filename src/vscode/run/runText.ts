import * as vscode from 'vscode';
import type { RunEntry } from './runs';
import type { RunSummary } from '../../io/journal/runSummary';
import { countOf, partOf } from '../plan/countText';
import { formatMoment } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { formatBytes, formatCount } from '../ui/quantity';

type ReadableRun = Exclude<RunEntry['run'], { readonly kind: 'unreadable' }>;

/** When a run began: `Today 14:02`. */
export function runMoment({ runId }: Pick<RunSummary, 'runId'>, now: number): string {
  return formatMoment(startOf(runId), now);
}

/** What a run did, by its numbers: `Deleted 298 files · 1.1 GB`, `340 of 1,000 files · interrupted`. */
export function runParts({ run, underWay }: RunEntry): readonly string[] {
  if (run.kind === 'unreadable') return unreadableParts(run.line);
  const { header, counts } = run;
  const name = oneLine(header.account.name);
  const total = totalOf(header);
  if (underWay) {
    const where =
      underWay === 'here' ? vscode.l10n.t('running') : vscode.l10n.t('running in another window');
    return [vscode.l10n.t('Deleting {0}', total), where, name];
  }
  const part = header.only ? total : partOf(header.targetKind, counts.deleted, header.targets);
  const bytes = run.deletedBytes > 0 ? [formatBytes(run.deletedBytes)] : [];
  if (run.kind === 'interrupted') {
    return [part, vscode.l10n.t('interrupted'), ...doubts(run.inDoubt), ...bytes, name];
  }
  return [endText(run, part), ...otherEnds(counts), ...bytes, name];
}

/** A single target by its name, more by their number. */
function totalOf({ only, targetKind, targets }: ReadableRun['header']): string {
  if (!only) return countOf(targetKind, targets);
  const name = oneLine(only.path.slice(only.path.lastIndexOf('/') + 1));
  if (targetKind === 'folder') return `${name}/`;
  const { versionName } = only;
  return versionName === undefined ? name : vscode.l10n.t('{0}, {1}', name, oneLine(versionName));
}

function endText({ counts, header }: ReadableRun, part: string): string {
  if (counts.deleted === header.targets) {
    return vscode.l10n.t('Deleted {0}', totalOf(header));
  }
  if (header.only) return vscode.l10n.t('{0} not deleted', totalOf(header));
  return counts.deleted === 0
    ? vscode.l10n.t('None of {0} deleted', totalOf(header))
    : vscode.l10n.t('Deleted {0}', part);
}

function doubts(count: number): readonly string[] {
  return count === 0 ? [] : [vscode.l10n.t('{0} to check', formatCount(count))];
}

function otherEnds({
  failed,
  unknown,
  notAttempted,
  alreadyGone,
}: ReadableRun['counts']): readonly string[] {
  return [
    failed === 0 ? '' : vscode.l10n.t('{0} failed', formatCount(failed)),
    unknown === 0 ? '' : vscode.l10n.t('{0} unknown', formatCount(unknown)),
    notAttempted === 0 ? '' : vscode.l10n.t('{0} not attempted', formatCount(notAttempted)),
    alreadyGone === 0 ? '' : vscode.l10n.t('{0} already gone', formatCount(alreadyGone)),
  ].filter((part) => part !== '');
}

function unreadableParts(line: number | undefined): readonly string[] {
  return [
    line === undefined
      ? vscode.l10n.t("Can't read this record")
      : vscode.l10n.t("Can't read this record: line {0}", line),
  ];
}

/** The id of a run begins with the time of its record: `20261122T140200123Z-…`. */
function startOf(runId: string): string {
  return runId.replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/,
    '$1-$2-$3T$4:$5:$6.$7Z',
  );
}
