import * as vscode from 'vscode';
import type { Target } from '../../core/deletion/target';
import { formatCount } from './quantity';

/** Targets by their number and kind: `3 files`, `12 files and 2 folders`. */
export function countText(targets: readonly Target[]): string {
  const count = (kind: Target['kind']) => targets.filter((target) => target.kind === kind).length;
  const parts = [
    filesText(count('asset')),
    versionsText(count('version')),
    foldersText(count('folder')),
  ].filter((part) => part !== undefined);
  const last = parts.pop() ?? vscode.l10n.t('{0} files', 0);
  return parts.length === 0 ? last : vscode.l10n.t('{0} and {1}', parts.join(', '), last);
}

function filesText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', formatCount(count));
}

function versionsText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? vscode.l10n.t('1 version')
    : vscode.l10n.t('{0} versions', formatCount(count));
}

function foldersText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? vscode.l10n.t('1 folder') : vscode.l10n.t('{0} folders', formatCount(count));
}
