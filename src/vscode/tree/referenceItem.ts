import * as vscode from 'vscode';
import { fileOf, rangeOf } from '../references/place';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import { referencesText, statusWord } from '../references/statusText';
import { referenceNodeId, referenceRowContext, rowStatus, titleOf } from './referenceNode';
import type {
  ReferenceGroupNode,
  ReferenceNode,
  ReferencesNode,
  ShownStatus,
} from './referenceNode';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** What a row's looks depend on besides the row. */
export interface ReferenceSurroundings {
  /** An address of the asset's picture that VS Code may show. */
  readonly picture: string | undefined;
  /** Whether rows with rows below them are open at first. */
  readonly open: boolean;
}

/** How a row looks and what is read out for it. */
export function toReferenceItem(
  node: ReferencesNode,
  { picture, open }: ReferenceSurroundings,
): vscode.TreeItem {
  const item = itemOf(node, picture, open ? Expanded : Collapsed);
  item.id = referenceNodeId(node);
  item.contextValue = referenceRowContext(node);
  return item;
}

function itemOf(
  node: ReferencesNode,
  picture: string | undefined,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  switch (node.kind) {
    case 'file':
      return fileItem(node, state);
    case 'asset':
      return assetItem(node, picture, state);
    case 'reference':
      return referenceItem(node, picture);
  }
}

function fileItem(
  { entries }: ReferenceGroupNode,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const { located, place } = entries[0];
  const missing = entries.filter(({ status }) => status.kind === 'missing').length;
  const count = [
    referencesText(entries.length),
    ...(missing > 0 ? [vscode.l10n.t('{0} missing', formatCount(missing))] : []),
  ];
  const [folder, name] = split(place.file);
  const item = new vscode.TreeItem(name, state);
  item.resourceUri = fileOf(located);
  item.iconPath = vscode.ThemeIcon.File;
  item.description = [folder, ...count].filter((part) => part !== '').join(' · ');
  item.accessibilityInformation = { label: [oneLine(place.file), ...count].join(', ') };
  return item;
}

function assetItem(
  node: ReferenceGroupNode,
  picture: string | undefined,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const [folder, name] = split(titleOf(node.entries[0]));
  const status = rowStatus(node);
  const count = referencesText(node.entries.length);
  const word = stateWord(status);
  const item = new vscode.TreeItem(name, state);
  item.iconPath = iconOf(status, picture);
  item.description = [folder, word, count].filter((part) => part !== '').join(' · ');
  item.accessibilityInformation = { label: spoken([name, folder, word, count]) };
  return item;
}

function referenceItem(
  { entry, parent }: ReferenceNode,
  picture: string | undefined,
): vscode.TreeItem {
  const { located, place, status } = entry;
  const { value } = located.reference;
  const word = stateWord(status);
  const inFile = parent.kind === 'file';
  const [folder, name] = split(inFile ? titleOf(entry) : place.file);
  const position = `${place.line}:${place.column}`;
  const item = new vscode.TreeItem(inFile ? name : `${name}:${place.line}`, None);
  if (inFile) {
    item.iconPath = iconOf(status, picture);
    item.description = [position, word, folder].filter((part) => part !== '').join(' · ');
  } else {
    item.resourceUri = fileOf(located);
    item.iconPath = vscode.ThemeIcon.File;
    item.description = [folder, oneLine(value)].filter((part) => part !== '').join(' · ');
  }
  const line = vscode.l10n.t('line {0}', place.line);
  item.accessibilityInformation = { label: spoken([name, folder, word, line]) };
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Go to Reference'),
    arguments: [fileOf(located), { selection: rangeOf(located.reference.place) }],
  };
  return item;
}

/** What is as it should be needs no word. */
function stateWord(status: ShownStatus): string {
  switch (status.kind) {
    case 'found':
      return '';
    case 'otherAccount':
      return vscode.l10n.t('other account, {0}', oneLine(status.account));
    case 'missing':
    case 'ambiguous':
    case 'folder':
    case 'unknown':
    case 'ignored':
      return statusWord(status.kind);
  }
}

function iconOf(status: ShownStatus, picture: string | undefined) {
  switch (status.kind) {
    case 'found':
      return picture === undefined
        ? new vscode.ThemeIcon('file-media')
        : vscode.Uri.parse(picture, true);
    case 'missing':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'ambiguous':
      return new vscode.ThemeIcon('question');
    case 'otherAccount':
      return new vscode.ThemeIcon('account');
    case 'folder':
      return vscode.ThemeIcon.Folder;
    case 'unknown':
      return new vscode.ThemeIcon('circle-outline');
    case 'ignored':
      return new vscode.ThemeIcon('circle-slash');
  }
}

/** A path as its folder and its name, as one line each. */
function split(path: string): readonly [string, string] {
  const slash = path.lastIndexOf('/');
  return [oneLine(path.slice(0, Math.max(0, slash))), oneLine(path.slice(slash + 1))];
}

function spoken(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
