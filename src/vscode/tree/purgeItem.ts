import * as vscode from 'vscode';
import { decoded } from '../../core/cdn/purgeUrl';
import type { CopyState } from '../../core/cdn/purgeProof';
import { copyStateText, purgeMoment, purgeParts } from '../cdn/purgeText';
import { plainCard } from '../ui/appendPlain';
import { oneLine } from '../ui/oneLine';
import type { CopyNode, PurgeNode } from './historyNode';
import { purgeRowContext } from './purgeNode';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** Rows that open by themselves have so many below them at most. */
const mostOpened = 10;

/** How the row of purges looks; `now` in ms since 1970. */
export function purgeItem({ entry }: PurgeNode, now: number): vscode.TreeItem {
  const label = purgeMoment(entry, now);
  const parts = purgeParts(entry);
  const isOpened = entry.isOwn && entry.copies.length <= mostOpened;
  const item = new vscode.TreeItem(label, isOpened ? Expanded : Collapsed);
  item.description = parts.join(' · ');
  item.iconPath = purgeIcon(entry);
  item.contextValue = purgeRowContext(entry).join(' ');
  item.accessibilityInformation = { label: [label, ...parts].join(', ') };
  item.tooltip = plainCard([
    [label, ...parts].join(' · '),
    vscode.l10n.t(
      "Each URL was requested once, from here. Other transformations, CDN locations, and browser caches weren't checked.",
    ),
  ]);
  return item;
}

function purgeIcon({ copies, isUnderWay }: PurgeNode['entry']): vscode.ThemeIcon {
  const states = copies.map(({ state }) => state);
  if (isUnderWay) return new vscode.ThemeIcon('sync~spin');
  if (states.some(({ kind }) => kind === 'purging' || kind === 'waiting')) {
    return new vscode.ThemeIcon('sync');
  }
  return states.every(isDone)
    ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
    : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}

/** What the library still has is served again, as it should be. */
function isDone(state: CopyState): boolean {
  return state.kind === 'gone' || (state.kind === 'stillServed' && state.isFresh);
}

/** How the row of one address looks: how it stands comes before what may be long. */
export function copyItem({ copy: { address, sent, state } }: CopyNode): vscode.TreeItem {
  const { name, rest } = partsOf(address);
  const text = copyStateText(state);
  const item = new vscode.TreeItem(name, None);
  item.description = [text, ...rest].join(' · ');
  item.iconPath = new vscode.ThemeIcon(copyIcon(state));
  item.accessibilityInformation = { label: [name, text, ...rest].join(', ') };
  const by = address === sent ? [] : [vscode.l10n.t('Purged with {0}', oneLine(sent))];
  item.tooltip = plainCard([oneLine(address), ...by, text]);
  return item;
}

/** A URL's last part, or two of a folder, and then its query, its folder and its host. */
function partsOf(address: string): { readonly name: string; readonly rest: readonly string[] } {
  const url = URL.parse(address);
  if (!url) return { name: oneLine(address), rest: [] };
  const { pathname, search, host } = url;
  const slash = pathname.lastIndexOf('/', pathname.length - (/\/\*?$/.test(pathname) ? 3 : 1));
  const name = oneLine(decoded(pathname.slice(slash + 1)));
  const folder = oneLine(decoded(pathname.slice(0, slash)) || '/');
  return { name, rest: [...(search === '' ? [] : [oneLine(search)]), folder, oneLine(host)] };
}

function copyIcon(state: CopyState): string {
  switch (state.kind) {
    case 'waiting':
      return 'circle-outline';
    case 'purging':
      return 'sync';
    case 'gone':
      return 'circle-slash';
    case 'stillServed':
      return state.isFresh ? 'cloud' : 'warning';
    case 'notProven':
      return 'question';
  }
}
