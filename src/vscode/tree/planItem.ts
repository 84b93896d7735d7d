import * as vscode from 'vscode';
import { commandId } from '../ui/commandId';
import type { Amount } from '../../core/plan/amount';
import type { RowDecision } from '../../core/plan/review';
import { targetPath, type Target } from '../../core/target';
import { placeUri, rangeOf } from '../references/place';
import { countOf } from '../plan/countText';
import { fileIcon } from '../library/fileIcon';
import { oneLine } from '../ui/oneLine';
import { formatBytes, formatCount } from '../ui/quantity';
import { hintKind } from '../references/hintText';
import { rowText, spokenText } from '../ui/rowText';
import { findingLabel, findingText, refText, unresolvedText } from '../plan/targetText';
import { planNodeId, type GroupNode, type PlanGroup, type PlanNode } from './planNode';
import { plural } from '../ui/plural';

const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** What a group's row tells. */
export interface GroupFacts {
  readonly rows: number;
  /** Of a group with boxes: what all of it is, and whether every box is checked. */
  readonly boxes: { readonly bytes: number; readonly allChecked: boolean } | undefined;
  /** Whether it is open at first. */
  readonly open: boolean;
}

/** The row that leads on, by what it would delete: a click asks for that number, and never deletes. */
export function deleteItem(
  node: PlanNode & { readonly kind: 'delete' },
  going: Amount,
): vscode.TreeItem {
  const title = deleteTitle(going);
  const item = new vscode.TreeItem(title ?? vscode.l10n.t('Select what to delete'), None);
  item.id = planNodeId(node);
  item.contextValue = 'plan-delete';
  item.iconPath = new vscode.ThemeIcon(title === undefined ? 'info' : 'trash');
  if (title === undefined) return item;
  const more = deleteMore(going);
  const bytes = formatBytes(going.bytes);
  item.description = rowText([more, bytes]);
  item.tooltip = vscode.l10n.t('Asks you to type the number first.');
  item.accessibilityInformation = { label: spokenText([title, more, bytes]), role: 'button' };
  item.command = { command: commandId('deleteChecked'), title };
  return item;
}

/** `Delete 5 Files…`; `undefined` where nothing goes. A narrow view has room for one kind: the first. */
function deleteTitle({ files, versions, folders }: Amount): string | undefined {
  const [kind, count] =
    files > 0
      ? (['asset', files] as const)
      : versions > 0
        ? (['version', versions] as const)
        : (['folder', folders] as const);
  return count === 0 ? undefined : vscode.l10n.t('Delete {0}…', titled(kind, count));
}

/** What goes besides that: `3 versions, 1 folder`. */
function deleteMore({ files, versions, folders }: Amount): string | undefined {
  const parts = [
    ...(files > 0 && versions > 0 ? [countOf('version', versions)] : []),
    ...(files + versions > 0 && folders > 0 ? [countOf('folder', folders)] : []),
  ];
  return parts.length === 0 ? undefined : vscode.l10n.t('and {0}', parts.join(', '));
}

/** A count as the title of a button has it. */
function titled(kind: Target['kind'], count: number): string {
  const shown = formatCount(count);
  switch (kind) {
    case 'asset':
      return plural(count, {
        one: vscode.l10n.t('{0} File', shown),
        other: vscode.l10n.t('{0} Files', shown),
      });
    case 'version':
      return plural(count, {
        one: vscode.l10n.t('{0} Version', shown),
        other: vscode.l10n.t('{0} Versions', shown),
      });
    case 'folder':
      return plural(count, {
        one: vscode.l10n.t('{0} Folder', shown),
        other: vscode.l10n.t('{0} Folders', shown),
      });
  }
}

/** What a row looks like and what is read out for it. */
export function groupItem(node: GroupNode, { rows, boxes, open }: GroupFacts): vscode.TreeItem {
  const title = vscode.l10n.t('{0} ({1})', groupTitle(node.group), formatCount(rows));
  const item = new vscode.TreeItem(title, open ? Expanded : Collapsed);
  item.id = planNodeId(node);
  item.iconPath = new vscode.ThemeIcon(groupIcon(node.group));
  item.tooltip = groupTooltip(node.group);
  item.contextValue = `plan-${node.group}`;
  const bytes = boxes && boxes.bytes > 0 ? formatBytes(boxes.bytes) : '';
  item.description = bytes;
  item.accessibilityInformation = { label: spokenText([title, bytes]) };
  if (boxes) item.checkboxState = boxes.allChecked ? Checked : Unchecked;
  return item;
}

/** What the row of a target looks like; its box says whether it goes. */
export function targetItem(
  node: PlanNode & { readonly kind: 'target' },
  decision: RowDecision,
  { picture, hints }: { readonly picture: string | undefined; readonly hints: number },
): vscode.TreeItem {
  const { target, references } = node.planned;
  const places = references.length + hints;
  const states = [
    decision.kind === 'keepFolder'
      ? vscode.l10n.t('kept: contains {0}', nameOf(decision.path))
      : undefined,
    references.length === 0 ? undefined : referenceCount(references.length),
    references.length === 0 && hints > 0 ? possibleCount(hints) : undefined,
  ];
  const item = fileRow(target, states, places > 0 ? Collapsed : None, picture);
  item.id = planNodeId(node);
  item.contextValue = rowContext(target, references.length + hints);
  item.checkboxState = {
    state: decision.kind === 'delete' ? Checked : Unchecked,
    tooltip:
      decision.kind === 'delete' ? vscode.l10n.t('Will be deleted') : vscode.l10n.t('Will be kept'),
  };
  return item;
}

/** What every other row looks like. */
export function otherItem(
  node: PlanNode & { readonly kind: 'refused' | 'unresolved' | 'place' | 'undrawn' },
  picture: string | undefined,
): vscode.TreeItem {
  const item = itemOf(node, picture);
  item.id = planNodeId(node);
  item.contextValue =
    node.kind === 'refused' ? rowContext(node.refused.planned.target, 0) : `plan-${node.kind}`;
  return item;
}

/** What can be done with a row: whether a file is behind it, and whether places mention that. */
type PlanRowContext = 'plan-folder' | 'plan-file' | 'plan-file-referenced';

function rowContext(target: Target, places: number): PlanRowContext {
  if (target.kind === 'folder') return 'plan-folder';
  return places > 0 ? 'plan-file-referenced' : 'plan-file';
}

function itemOf(
  node: PlanNode & { readonly kind: 'refused' | 'unresolved' | 'place' | 'undrawn' },
  picture: string | undefined,
): vscode.TreeItem {
  switch (node.kind) {
    case 'refused': {
      const { planned, finding } = node.refused;
      const item = fileRow(planned.target, [findingLabel(finding)], None, picture);
      const label = spokenText([nameOf(targetPath(planned.target)), findingText(finding)]);
      item.accessibilityInformation = { label };
      return item;
    }
    case 'unresolved': {
      const { ref, source } = node.unresolved;
      const from = source && vscode.l10n.t('from {0}:{1}', oneLine(source.file), source.line);
      return plainRow(refText(ref), [unresolvedText(node.unresolved), from], 'circle-slash');
    }
    case 'place': {
      const { place } = node;
      const label = vscode.l10n.t('{0}:{1}', oneLine(place.file), place.line);
      const item = plainRow(label, [node.by && hintKind(node.by)], 'go-to-file');
      const uri = placeUri(place);
      if (uri) {
        item.command = {
          command: 'vscode.open',
          title: vscode.l10n.t('Go to Reference'),
          arguments: [uri, { selection: rangeOf(place) }],
        };
      }
      return item;
    }
    case 'undrawn': {
      const label = vscode.l10n.t('Show more');
      const item = plainRow(
        label,
        [vscode.l10n.t('{0} shown', formatCount(node.drawn))],
        'ellipsis',
      );
      item.command = { command: commandId('loadMore'), title: label, arguments: [node] };
      return item;
    }
  }
}

function plainRow(
  label: string,
  words: readonly (string | undefined)[],
  icon: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.description = rowText(words);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: spokenText([label, ...words]) };
  return item;
}

/** A row by its name, then what there is to say about it, how large it is, and where it lies. */
function fileRow(
  target: Target,
  states: readonly (string | undefined)[],
  state: vscode.TreeItemCollapsibleState,
  picture: string | undefined,
): vscode.TreeItem {
  const path = targetPath(target);
  const name = nameOf(path);
  const folder = oneLine(path.slice(0, path.lastIndexOf('/')) || '/');
  const words = [...states, ...facts(target), folder];
  const item = new vscode.TreeItem(target.kind === 'folder' ? `${name}/` : name, state);
  item.iconPath = iconOf(target, picture);
  item.description = rowText(words);
  const kind = target.kind === 'folder' ? vscode.l10n.t('folder') : undefined;
  item.accessibilityInformation = { label: spokenText([name, kind, ...words]) };
  return item;
}

function nameOf(path: string): string {
  return oneLine(path.slice(path.lastIndexOf('/') + 1));
}

function facts(target: Target): readonly (string | undefined)[] {
  if (target.kind === 'folder') return [];
  const { size, versionName } = target.kind === 'asset' ? target.asset : target.version;
  const bytes = size === undefined ? undefined : formatBytes(size);
  if (target.kind === 'version') return [versionName && oneLine(versionName), bytes];
  const versions = (target.olderVersions ?? 0) + 1;
  return [bytes, versions > 1 ? countOf('version', versions) : undefined];
}

function iconOf(target: Target, picture: string | undefined): vscode.Uri | vscode.ThemeIcon {
  switch (target.kind) {
    case 'asset':
      return fileIcon(target.asset, picture);
    case 'version':
      return new vscode.ThemeIcon('history');
    case 'folder':
      return vscode.ThemeIcon.Folder;
  }
}

function referenceCount(count: number): string {
  return plural(count, {
    one: vscode.l10n.t('{0} reference', formatCount(count)),
    other: vscode.l10n.t('{0} references', formatCount(count)),
  });
}

function possibleCount(count: number): string {
  return plural(count, {
    one: vscode.l10n.t('{0} possible reference', formatCount(count)),
    other: vscode.l10n.t('{0} possible references', formatCount(count)),
  });
}

function groupTitle(group: PlanGroup): string {
  switch (group) {
    case 'safe':
      return vscode.l10n.t('Not referenced');
    case 'possible':
      return vscode.l10n.t('Possible references');
    case 'referenced':
      return vscode.l10n.t('Referenced');
    case 'protected':
      return vscode.l10n.t('Protected');
    case 'kept':
      return vscode.l10n.t('Kept folders');
    case 'skipped':
      return vscode.l10n.t('Skipped');
    case 'notFound':
      return vscode.l10n.t('Not found');
  }
}

function groupTooltip(group: PlanGroup): string {
  switch (group) {
    case 'safe':
      return vscode.l10n.t('No references to these were found in the searched files.');
    case 'possible':
      return vscode.l10n.t(
        'Not named in the searched files, but something may refer to them. Deleted only if you select them.',
      );
    case 'referenced':
      return vscode.l10n.t('Still referenced in this workspace. Deleted only if you select them.');
    case 'protected':
      return vscode.l10n.t("These can't be deleted. Each item shows what protects it.");
    case 'kept':
      return vscode.l10n.t('These folders contain something that is kept, so they are kept too.');
    case 'skipped':
      return vscode.l10n.t(
        "These won't be deleted because they changed or couldn't be checked. Each item shows the reason.",
      );
    case 'notFound':
      return vscode.l10n.t('Not found in this account.');
  }
}

function groupIcon(group: PlanGroup): string {
  switch (group) {
    case 'safe':
      return 'pass';
    case 'possible':
      return 'question';
    case 'referenced':
      return 'references';
    case 'protected':
      return 'shield';
    case 'kept':
      return 'folder';
    case 'skipped':
      return 'debug-step-over';
    case 'notFound':
      return 'circle-slash';
  }
}
