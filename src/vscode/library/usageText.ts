import * as vscode from 'vscode';
import { formatCount } from '../ui/quantity';

/** How often the workspace mentions a file. */
export interface UsageCount {
  readonly references: number;
  /** Mentions of its name alone, which may mean another file. */
  readonly hints: number;
}

/** For a row: short. */
export function usageText({ references, hints }: UsageCount): string {
  if (references === 1) return vscode.l10n.t('1 ref');
  if (references > 1) return vscode.l10n.t('{0} refs', formatCount(references));
  return hints > 0 ? vscode.l10n.t('name mentioned') : vscode.l10n.t('no refs');
}

/** For a hover, or to be read out: a claim is worth as much as what was searched. */
export function usageSentence({ references, hints }: UsageCount): string {
  if (references === 1) return vscode.l10n.t('1 reference in this workspace');
  if (references > 1) {
    return vscode.l10n.t('{0} references in this workspace', formatCount(references));
  }
  return hints > 0
    ? vscode.l10n.t('No reference was found in what was searched, but its name was')
    : vscode.l10n.t('No reference was found in what was searched');
}
