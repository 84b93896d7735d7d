import * as vscode from 'vscode';
import { outcomeText, publicationMoment, publicationParts } from '../run/publicationText';
import type { PublicationEntry, PublishedFile } from '../run/publications';
import { canUndo } from '../run/publications';
import { plainCard } from '../ui/appendPlain';
import { oneLine } from '../ui/oneLine';
import type { OlderNode, PublicationNode, PublishedFileNode } from './historyNode';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** What a row's menu goes by: the `viewItem` of package.json. */
export type PublicationRowContext = 'publication' | 'undo' | 'goOn' | 'forget';

/** Rows that open by themselves have so many below them at most. */
const mostOpened = 10;

const made = new WeakSet<object>();

/** Vouches for the row of a publication. */
export function madePublicationNode(
  entry: PublicationEntry,
  parent: OlderNode | undefined,
): PublicationNode {
  const node: PublicationNode = { kind: 'publication', parent, entry };
  made.add(node);
  return node;
}

/** Whether a command's argument is such a row of ours: anybody may run a command with anything. */
export function isPublicationNode(value: unknown): value is PublicationNode {
  return typeof value === 'object' && value !== null && made.has(value);
}

/** The rows below a publication: its files, what needs a look first. */
export function rowsBelowPublication(parent: PublicationNode): readonly PublishedFileNode[] {
  const isFine = ({ file: { outcome } }: PublishedFileNode) =>
    outcome?.kind === 'done' || outcome?.kind === 'already' ? 1 : 0;
  return parent.entry.files
    .map((file): PublishedFileNode => ({ kind: 'publishedFile', parent, file }))
    .sort((a, b) => isFine(a) - isFine(b));
}

/** The menu context of such a row: what it is, and what can be done with it. */
export function publicationRowContext(entry: PublicationEntry): readonly PublicationRowContext[] {
  return [
    'publication',
    ...(canUndo(entry) ? (['undo'] as const) : []),
    ...(entry.open > 0 && !entry.underWay ? (['goOn'] as const) : []),
    ...(entry.underWay ? [] : (['forget'] as const)),
  ];
}

/** How the row of a publication looks; `now` in ms since 1970. */
export function publicationItem({ entry }: PublicationNode, now: number): vscode.TreeItem {
  const label = publicationMoment(entry, now);
  const parts = publicationParts(entry);
  const isOpened = entry.underWay !== undefined && entry.files.length <= mostOpened;
  const item = new vscode.TreeItem(label, isOpened ? Expanded : Collapsed);
  item.description = parts.join(' · ');
  item.iconPath = publicationIcon(entry);
  item.contextValue = publicationRowContext(entry).join(' ');
  item.accessibilityInformation = { label: [label, ...parts].join(', ') };
  item.tooltip = plainCard([[label, ...parts].join(' · ')]);
  return item;
}

function publicationIcon({ files, underWay, header }: PublicationEntry): vscode.ThemeIcon {
  if (underWay) return new vscode.ThemeIcon('sync~spin');
  const isWhole = files.every(({ outcome }) => {
    return outcome?.kind === 'done' || outcome?.kind === 'already';
  });
  if (!isWhole) {
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  }
  return new vscode.ThemeIcon(header.change.isPublished ? 'eye' : 'eye-closed');
}

/** How the row of one file looks: how it ended comes before what may be long. */
export function publishedFileItem({ file, parent }: PublishedFileNode): vscode.TreeItem {
  const { asset } = file.target;
  const slash = asset.filePath.lastIndexOf('/');
  const label = oneLine(asset.filePath.slice(slash + 1));
  const folder = oneLine(slash > 0 ? asset.filePath.slice(0, slash) : '/');
  const text = outcomeText(file.outcome, parent.entry.header.change);
  const item = new vscode.TreeItem(label, None);
  item.description = [text, folder].join(' · ');
  item.iconPath = new vscode.ThemeIcon(fileIcon(file, parent.entry));
  item.accessibilityInformation = { label: [label, text, folder].join(', ') };
  item.tooltip = plainCard([oneLine(asset.filePath), oneLine(asset.fileId), text]);
  return item;
}

function fileIcon({ outcome }: PublishedFile, { header }: PublicationEntry): string {
  switch (outcome?.kind) {
    case undefined:
    case 'notAttempted':
      return 'circle-outline';
    case 'done':
      return header.change.isPublished ? 'eye' : 'eye-closed';
    case 'already':
    case 'gone':
      return 'circle-slash';
    case 'unknown':
      return 'question';
    case 'changed':
    case 'kept':
    case 'notBackedUp':
    case 'notDone':
    case 'untagged':
    case 'failed':
      return 'error';
  }
}
