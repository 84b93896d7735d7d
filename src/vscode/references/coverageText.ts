import * as vscode from 'vscode';
import type { UnmatchedGlob } from '../../core/scope/scopeGlobs';
import type { Coverage, SkipReason } from '../../core/scope/searchScope';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import { plural } from '../ui/plural';

/** What was searched and what was not, and why: claims about references are worth no more. */
export function coverageText({ unmatched = [], ...coverage }: Coverage): string {
  const includes = unmatched.filter(({ list }) => list === 'include');
  return [searchedText(coverage), ...includes.map(unmatchedText)].join(' ');
}

/** That a glob of the settings does nothing here. */
export function unmatchedText({ list, glob }: UnmatchedGlob): string {
  return list === 'include'
    ? vscode.l10n.t('No file matches "{0}" in the setting References: Include.', oneLine(glob))
    : vscode.l10n.t('No file matches "{0}" in the setting References: Exclude.', oneLine(glob));
}

function searchedText({ searched, skipped }: Coverage): string {
  const reasons = (Object.keys(skipped) as SkipReason[]).filter((reason) => skipped[reason] > 0);
  const files = plural(searched, {
    one: vscode.l10n.t('Searched {0} file', formatCount(searched)),
    other: vscode.l10n.t('Searched {0} files', formatCount(searched)),
  });
  if (reasons.length === 0) return `${files}.`;
  const parts = reasons.map((reason) => skippedText(reason, skipped[reason]));
  return vscode.l10n.t('{0}; skipped {1}.', files, parts.join(', '));
}

/** That nothing refers to something, and how much that is worth. */
export function noReferencesText(coverage: Coverage | undefined): string {
  if (!coverage || coverage.searched === 0) {
    const [first] = coverage?.unmatched?.filter(({ list }) => list === 'include') ?? [];
    const none = vscode.l10n.t('No files were searched for references.');
    return first ? `${none} ${unmatchedText(first)}` : none;
  }
  const { searched } = coverage;
  const skipped = Object.values(coverage.skipped).reduce((sum, count) => sum + count, 0);
  const text = plural(searched, {
    one: vscode.l10n.t('No references found in {0} searched file', formatCount(searched)),
    other: vscode.l10n.t('No references found in {0} searched files', formatCount(searched)),
  });
  return skipped === 0
    ? vscode.l10n.t('{0}.', text)
    : vscode.l10n.t('{0} ({1} skipped).', text, formatCount(skipped));
}

function skippedText(reason: SkipReason, files: number): string {
  const count = formatCount(files);
  switch (reason) {
    case 'excluded':
      return vscode.l10n.t('{0} excluded or generated', count);
    case 'ignored':
      return vscode.l10n.t('{0} ignored by Git', count);
    case 'binary':
      return vscode.l10n.t('{0} binary', count);
    case 'tooLarge':
      return vscode.l10n.t('{0} too large', count);
    case 'unreadable':
      return vscode.l10n.t('{0} unreadable', count);
    case 'link':
      return plural(files, {
        one: vscode.l10n.t('{0} symbolic link', count),
        other: vscode.l10n.t('{0} symbolic links', count),
      });
    case 'special':
      return plural(files, {
        one: vscode.l10n.t('{0} pipe or device', count),
        other: vscode.l10n.t('{0} pipes or devices', count),
      });
  }
}
