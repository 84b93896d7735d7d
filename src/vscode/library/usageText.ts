import * as vscode from 'vscode';
import { formatCount } from '../ui/quantity';
import { plural } from '../ui/plural';

/** How often the workspace mentions a file. */
export interface UsageCount {
  readonly references: number;
  /** What may mean it: its name alone, a path that a program puts together, a folder above it. */
  readonly hints: number;
}

/** For a row: short. */
export function usageText({ references, hints }: UsageCount): string {
  if (references === 1) return vscode.l10n.t('1 ref');
  if (references > 1) return vscode.l10n.t('{0} refs', formatCount(references));
  return hints > 0
    ? vscode.l10n.t('no refs, {0} possible', formatCount(hints))
    : vscode.l10n.t('no refs');
}

/** For a hover, or to be read out: a claim is worth as much as what was searched. */
export function usageSentence({ references, hints }: UsageCount): string {
  if (references === 1) return vscode.l10n.t('1 reference in this workspace');
  if (references > 1) {
    return vscode.l10n.t('{0} references in this workspace', formatCount(references));
  }
  if (hints === 0) return vscode.l10n.t('No references found in the searched files');
  return plural(hints, {
    one: vscode.l10n.t(
      'No references, but {0} possible reference in the searched files',
      formatCount(hints),
    ),
    other: vscode.l10n.t(
      'No references, but {0} possible references in the searched files',
      formatCount(hints),
    ),
  });
}
