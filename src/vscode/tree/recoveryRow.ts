import * as vscode from 'vscode';
import { countOf, partOf } from '../plan/countText';
import type { RecoveryEntry } from '../run/recoveries';
import { appendPlain } from '../ui/appendPlain';
import { formatMoment } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { formatBytes, formatCount } from '../ui/quantity';
import type { OlderNode, RecoveryNode } from './historyNode';

/** What a row's menu goes by: the `viewItem` of package.json. */
export type RecoveryRowContext = 'recovery' | 'restore' | 'verify' | 'resumeRestore';

const made = new WeakSet<object>();

/** Vouches for the row of a backup, a restore or a version that was made current. */
export function madeRecoveryNode(
  entry: RecoveryEntry,
  parent: OlderNode | undefined,
): RecoveryNode {
  const node: RecoveryNode = { kind: 'recovery', parent, entry };
  made.add(node);
  return node;
}

/** Whether a command's argument is such a row of ours: anybody may run a command with anything. */
export function isRecoveryNode(value: unknown): value is RecoveryNode {
  return typeof value === 'object' && value !== null && made.has(value);
}

/** The menu context of such a row: what it is, and what can be done with it. */
export function recoveryRowContext(entry: RecoveryEntry): readonly RecoveryRowContext[] {
  switch (entry.kind) {
    case 'backup':
      return ['recovery', 'restore', 'verify'];
    case 'restore':
      return ['recovery', 'verify', ...(entry.open > 0 ? (['resumeRestore'] as const) : [])];
    case 'version':
      return ['recovery'];
  }
}

/** How the row looks; `now` in ms since 1970. */
export function recoveryItem({ entry }: RecoveryNode, now: number): vscode.TreeItem {
  const label = formatMoment(entry.createdAt, now);
  const parts = [...partsOf(entry), oneLine(entry.account)];
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.description = parts.join(' · ');
  item.iconPath = isWhole(entry)
    ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
    : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = recoveryRowContext(entry).join(' ');
  item.accessibilityInformation = { label: [label, ...parts].join(', ') };
  item.tooltip = appendPlain(new vscode.MarkdownString(), [label, ...parts].join(' · '));
  return item;
}

function isWhole(entry: RecoveryEntry): boolean {
  switch (entry.kind) {
    case 'backup':
      return entry.end === 'complete';
    case 'restore':
      return entry.counts.restored === entry.total;
    case 'version':
      return entry.record.outcome === 'done';
  }
}

function partsOf(entry: RecoveryEntry): readonly string[] {
  switch (entry.kind) {
    case 'backup': {
      const { files, bytes, missing, end } = entry;
      return [
        vscode.l10n.t('Backed up {0}', countOf('asset', files)),
        formatBytes(bytes),
        ...(missing > 0 ? [vscode.l10n.t('{0} missing', countOf('asset', missing))] : []),
        ...(end === undefined ? [vscode.l10n.t('interrupted')] : []),
      ];
    }
    case 'restore': {
      const { counts, total, open } = entry;
      const skipped = counts.skipped;
      return [
        counts.restored === total
          ? vscode.l10n.t('Restored {0}', countOf('asset', total))
          : vscode.l10n.t('Restored {0}', partOf('asset', counts.restored, total)),
        ...(skipped > 0 ? [vscode.l10n.t('{0} left', formatCount(skipped))] : []),
        ...(open > 0 ? [vscode.l10n.t('stopped')] : []),
      ];
    }
    case 'version': {
      const { header, outcome, isSent } = entry.record;
      const name = oneLine(header.path);
      const version = oneLine(header.to.versionName ?? header.to.versionId);
      return [vscode.l10n.t('{0} of {1} as current', version, name), versionEnd(outcome, isSent)];
    }
  }
}

function versionEnd(
  outcome: Extract<RecoveryEntry, { kind: 'version' }>['record']['outcome'],
  isSent: boolean,
): string {
  switch (outcome) {
    case 'done':
      return vscode.l10n.t('restored');
    case 'changed':
      return vscode.l10n.t('not restored: the file had changed');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'unknown':
      return vscode.l10n.t('unknown');
    case undefined:
      return isSent
        ? vscode.l10n.t('unknown: interrupted')
        : vscode.l10n.t('not sent: interrupted');
  }
}
