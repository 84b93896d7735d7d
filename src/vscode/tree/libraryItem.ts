import * as vscode from 'vscode';
import { commandId } from '../ui/commandId';
import type { Asset, AssetVersion } from '../../api/asset';
import { isOnlyVersion, versionNumber } from '../../core/library/fileVersions';
import { pageSize } from '../../core/library/pagedRows';
import { appendPlain, nextLine } from '../ui/appendPlain';
import { assetCard } from '../library/assetCard';
import { fileIcon } from '../library/fileIcon';
import { oneLine } from '../ui/oneLine';
import { formatAge, formatAgeInWords, formatBytes, formatCount } from '../ui/quantity';
import { rowText, spokenText } from '../ui/rowText';
import { usageSentence, usageText, type UsageCount } from '../library/usageText';
import { heldText, type FolderCount } from './heldCounts';
import { nodeId, rowContext } from './libraryNode';
import type { FileNode, FolderNode, LibraryNode, VersionNode } from './libraryNode';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

type MoreNode = LibraryNode & { readonly kind: 'more' };
type FailureNode = LibraryNode & { readonly kind: 'failure' };

/** What a row's looks depend on besides the row. */
export interface RowSurroundings {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** An address of the file's picture that VS Code may show. */
  readonly picture: string | undefined;
  /** How often the workspace mentions the file; `undefined` until it was searched. */
  readonly usage: UsageCount | undefined;
  /** What the folder holds, as far as it was read; `undefined` until it was opened. */
  readonly held: FolderCount | undefined;
}

/** How a row looks and what is read out for it. */
export function toTreeItem(node: LibraryNode, surroundings: RowSurroundings): vscode.TreeItem {
  const item = rowItem(node, surroundings);
  item.id = nodeId(node);
  item.contextValue = rowContext(node);
  return item;
}

/** The hover of a row. */
export function rowTooltip(
  node: LibraryNode,
  { now, picture, usage }: Omit<RowSurroundings, 'held'>,
): vscode.MarkdownString | undefined {
  switch (node.kind) {
    case 'file': {
      const card = assetCard(node.asset, { picture, now });
      return usage ? appendPlain(card.appendMarkdown(nextLine), `${usageSentence(usage)}.`) : card;
    }
    case 'version':
      return assetCard(node.row.version, { picture, now });
    case 'folder':
      return appendPlain(new vscode.MarkdownString(), oneLine(node.folder.folderPath));
    case 'failure':
      return appendPlain(new vscode.MarkdownString(), oneLine(node.message));
    case 'more':
      return undefined;
  }
}

function rowItem(node: LibraryNode, surroundings: RowSurroundings): vscode.TreeItem {
  switch (node.kind) {
    case 'folder':
      return folderItem(node, surroundings);
    case 'file':
      return fileItem(node, surroundings);
    case 'version':
      return versionItem(node, surroundings);
    case 'more':
      return moreItem(node);
    case 'failure':
      return failureItem(node);
  }
}

function folderItem({ folder }: FolderNode, { held }: RowSurroundings): vscode.TreeItem {
  const name = oneLine(folder.name);
  const item = new vscode.TreeItem(name, Collapsed);
  item.iconPath = vscode.ThemeIcon.Folder;
  const count = held && heldText(held);
  item.description = rowText([count]);
  item.accessibilityInformation = {
    label: spokenText([vscode.l10n.t('{0}, folder', name), count]),
  };
  return item;
}

/**
 * A double-click opens a file. VS Code runs the command at each click, and opens the rows below a row
 * without one: choosing files would ask for their versions, and push the next file away from under
 * the mouse. No arguments: those of a row that is drawn anew meanwhile are lost, and the click with them.
 */
const openBySecondClick: vscode.Command = { command: commandId('openAsset'), title: '' };

function fileItem({ asset }: FileNode, { now, picture, usage }: RowSurroundings): vscode.TreeItem {
  const name = oneLine(asset.name);
  const number = versionNumber(asset) ?? 1;
  const states = stateWords(asset);
  const item = new vscode.TreeItem(name, isOnlyVersion(asset) ? None : Collapsed);
  item.command = openBySecondClick;
  item.iconPath = fileIcon(asset, picture);
  item.description = rowText([
    usage && usageText(usage),
    formatAge(asset.createdAt, now),
    sizeOf(asset),
    number > 1 ? `v${number}` : undefined,
    ...states,
  ]);
  item.accessibilityInformation = {
    label: spokenText([
      name,
      usage && usageSentence(usage),
      uploaded(asset, now),
      sizeOf(asset),
      number > 1 ? vscode.l10n.t('version {0}', number) : undefined,
      ...states,
    ]),
  };
  return item;
}

function versionItem({ row }: VersionNode, { now }: RowSurroundings): vscode.TreeItem {
  const { version, current } = row;
  const name = oneLine(version.versionName ?? version.versionId);
  const label = current ? vscode.l10n.t('{0} (current)', name) : name;
  const unclear = rowIsUnclear(row)
    ? vscode.l10n.t("can't be distinguished from another version")
    : undefined;
  const item = new vscode.TreeItem(label, None);
  item.command = openBySecondClick;
  item.iconPath = new vscode.ThemeIcon(current ? 'circle-filled' : 'circle-outline');
  item.description = rowText([formatAge(version.createdAt, now), sizeOf(version), unclear]);
  item.accessibilityInformation = {
    label: spokenText([label, uploaded(version, now), sizeOf(version), unclear]),
  };
  return item;
}

function rowIsUnclear({ current, deletable }: VersionNode['row']): boolean {
  return !current && !deletable;
}

/** A click reads on: nothing is lost by it. */
function moreItem(node: MoreNode): vscode.TreeItem {
  const label = vscode.l10n.t('Load up to {0} more', formatCount(pageSize));
  const shown = vscode.l10n.t('{0} shown', formatCount(node.shown));
  const item = new vscode.TreeItem(label, None);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.description = shown;
  item.accessibilityInformation = { label: spokenText([label, shown]) };
  item.command = { command: commandId('loadMore'), title: label, arguments: [node] };
  return item;
}

/** What to do comes first: the reason may be longer than the row. */
function failureItem(node: FailureNode): vscode.TreeItem {
  const label = vscode.l10n.t("Couldn't load. Retry");
  const reason = oneLine(node.message);
  const item = new vscode.TreeItem(label, None);
  item.iconPath = new vscode.ThemeIcon('warning');
  item.description = reason;
  item.accessibilityInformation = { label: spokenText([label, reason]) };
  item.command = { command: commandId('loadMore'), title: label, arguments: [node] };
  return item;
}

function stateWords(asset: Asset): readonly string[] {
  return [
    ...(asset.isPrivate ? [vscode.l10n.t('private')] : []),
    ...(asset.isPublished ? [] : [vscode.l10n.t('not published')]),
  ];
}

function sizeOf({ size }: Asset | AssetVersion): string | undefined {
  return size === undefined ? undefined : formatBytes(size);
}

function uploaded({ createdAt }: Asset | AssetVersion, now: number): string | undefined {
  const age = formatAgeInWords(createdAt, now);
  return age === undefined ? undefined : vscode.l10n.t('uploaded {0}', age);
}
