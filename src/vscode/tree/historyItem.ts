import * as vscode from 'vscode';
import type { TargetState } from '../../core/journal/runTargets';
import { appendPlain } from '../ui/appendPlain';
import { oneLine } from '../ui/oneLine';
import { stateText } from '../run/outcomeText';
import { formatBytes, formatCount } from '../ui/quantity';
import { recordProblemText } from '../failures/recordProblemText';
import { runMoment, runParts } from '../run/runText';
import { publicationItem, publishedFileItem } from './publicationRow';
import { copyItem, purgeItem } from './purgeItem';
import { recoveryItem } from './recoveryRow';
import {
  historyNodeId,
  runActions,
  type GroupNode,
  type HistoryNode,
  type PageNode,
  type RunNode,
  type TargetNode,
  type UnreadNode,
} from './historyNode';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** How a row of the history looks and what is read out for it; `now` in ms since 1970. */
export function toHistoryItem(node: HistoryNode, now: number): vscode.TreeItem {
  const item = itemOf(node, now);
  item.id = historyNodeId(node);
  return item;
}

function itemOf(node: HistoryNode, now: number): vscode.TreeItem {
  switch (node.kind) {
    case 'run':
      return runItem(node, now);
    case 'older':
      return olderItem();
    case 'group':
      return groupItem(node);
    case 'page':
      return pageItem(node);
    case 'target':
      return targetItem(node);
    case 'unread':
      return unreadItem(node);
    case 'purge':
      return purgeItem(node, now);
    case 'copy':
      return copyItem(node);
    case 'recovery':
      return recoveryItem(node, now);
    case 'publication':
      return publicationItem(node, now);
    case 'publishedFile':
      return publishedFileItem(node);
  }
}

function runItem({ entry }: RunNode, now: number): vscode.TreeItem {
  const { run } = entry;
  const label = runMoment(run, now);
  const parts = runParts(entry);
  const item = new vscode.TreeItem(label, run.kind === 'unreadable' ? None : Collapsed);
  item.description = parts.join(' · ');
  item.iconPath = runIcon(entry);
  item.contextValue = ['run', ...runActions(entry)].join(' ');
  item.accessibilityInformation = { label: [label, ...parts].join(', ') };
  const tooltip = [label, ...parts];
  if (run.kind === 'unreadable') tooltip.push(recordProblemText(run));
  item.tooltip = lines(tooltip);
  return item;
}

function runIcon({ run, underWay }: RunNode['entry']): vscode.ThemeIcon {
  if (underWay) return new vscode.ThemeIcon('sync~spin');
  if (run.kind === 'unreadable') return new vscode.ThemeIcon('error', color('errorForeground'));
  const isWhole =
    run.kind === 'finished' && run.counts.deleted + run.counts.alreadyGone === run.header.targets;
  return isWhole
    ? new vscode.ThemeIcon('pass', color('testing.iconPassed'))
    : new vscode.ThemeIcon('warning', color('list.warningForeground'));
}

function olderItem(): vscode.TreeItem {
  const label = vscode.l10n.t('Older runs');
  const item = new vscode.TreeItem(label, Collapsed);
  item.iconPath = new vscode.ThemeIcon('history');
  item.accessibilityInformation = { label };
  return item;
}

function groupItem({ state, rows }: GroupNode): vscode.TreeItem {
  const label = groupLabel(state);
  const count = formatCount(rows.length);
  const item = new vscode.TreeItem(label, Collapsed);
  item.description = count;
  item.iconPath = new vscode.ThemeIcon(stateIcon(state));
  item.accessibilityInformation = { label: `${label}, ${count}` };
  return item;
}

function pageItem({ from, rows }: PageNode): vscode.TreeItem {
  const label = vscode.l10n.t('{0} to {1}', formatCount(from + 1), formatCount(from + rows.length));
  const item = new vscode.TreeItem(label, Collapsed);
  item.iconPath = new vscode.ThemeIcon('list-ordered');
  item.accessibilityInformation = { label };
  return item;
}

function targetItem({ row }: TargetNode): vscode.TreeItem {
  const slash = row.path.lastIndexOf('/');
  const name = oneLine(row.path.slice(slash + 1));
  const label =
    row.kind === 'folder'
      ? `${name}/`
      : row.versionName === undefined
        ? name
        : vscode.l10n.t('{0}, {1}', name, oneLine(row.versionName));
  const folder = oneLine(slash > 0 ? row.path.slice(0, slash) : '/');
  const size = row.bytes > 0 ? [formatBytes(row.bytes)] : [];
  const state = stateText(row.state);
  const item = new vscode.TreeItem(label, None);
  item.description = [state, ...size, folder].join(' · ');
  item.iconPath = new vscode.ThemeIcon(stateIcon(row.state.kind));
  item.accessibilityInformation = { label: [label, state, ...size, folder].join(', ') };
  const id = row.fileId === undefined ? [] : [oneLine(row.fileId)];
  item.tooltip = lines([oneLine(row.path), ...id, state]);
  return item;
}

function unreadItem({ message }: UnreadNode): vscode.TreeItem {
  const label = vscode.l10n.t("Can't read this record");
  const item = new vscode.TreeItem(label, None);
  item.description = oneLine(message);
  item.iconPath = new vscode.ThemeIcon('error');
  item.accessibilityInformation = { label: `${label}, ${oneLine(message)}` };
  return item;
}

function groupLabel(state: TargetState['kind']): string {
  switch (state) {
    case 'deleted':
      return vscode.l10n.t('Deleted');
    case 'alreadyGone':
      return vscode.l10n.t('Already gone');
    case 'failed':
      return vscode.l10n.t('Failed');
    case 'unknown':
      return vscode.l10n.t('Unknown');
    case 'notAttempted':
      return vscode.l10n.t('Not attempted');
    case 'inDoubt':
      return vscode.l10n.t('Needs checking');
    case 'open':
      return vscode.l10n.t('Not started');
  }
}

function stateIcon(state: TargetState['kind']): string {
  switch (state) {
    case 'deleted':
      return 'trash';
    case 'alreadyGone':
      return 'circle-slash';
    case 'failed':
      return 'error';
    case 'unknown':
    case 'inDoubt':
      return 'question';
    case 'notAttempted':
    case 'open':
      return 'circle-outline';
  }
}

function lines(texts: readonly string[]): vscode.MarkdownString {
  const card = new vscode.MarkdownString();
  texts.forEach((text, at) => {
    if (at > 0) card.appendMarkdown('\n\n');
    appendPlain(card, text);
  });
  return card;
}

function color(id: string): vscode.ThemeColor {
  return new vscode.ThemeColor(id);
}
