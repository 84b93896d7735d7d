import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { SearchGap, UsageShelves } from '../../core/insight/unused';
import type { Coverage } from '../../core/scope/searchScope';
import { coverageText } from '../references/coverageText';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';

/** What was found, what that rests on, and what wasn't looked at. */
export function shelvesTexts(
  { noMention, possible, referenced }: UsageShelves<unknown>,
  coverage: Coverage,
): readonly string[] {
  return [
    vscode.l10n.t(
      'Files without a mention: {0}; with a possible one: {1}; referenced: {2}.',
      formatCount(noMention.length),
      formatCount(possible.length),
      formatCount(referenced),
    ),
    coverageText(coverage),
    vscode.l10n.t("Other applications, emails and CMS entries weren't searched."),
  ];
}

/** That there is nothing to find. */
export function allReferencedText(referenced: number, { name }: Account): string {
  const account = oneLine(name);
  if (referenced === 0) return vscode.l10n.t('{0} has no files.', account);
  return plural(referenced, {
    one: vscode.l10n.t(
      "No unused files: this workspace refers to {1}'s only file.",
      formatCount(referenced),
      account,
    ),
    other: vscode.l10n.t(
      'No unused files: this workspace refers to all {0} files of {1}.',
      formatCount(referenced),
      account,
    ),
  });
}

/** Why no file can be called unused, and what to do about it. */
export function gapText(gap: SearchGap): string {
  switch (gap.kind) {
    case 'nothingSearched':
      return vscode.l10n.t(
        "Can't tell which files are unused: no file of this workspace was searched. Check the settings References: Include and References: Exclude.",
      );
    case 'unreadable':
      return plural(gap.files, {
        one: vscode.l10n.t(
          "Can't tell which files are unused: {0} file or folder of this workspace couldn't be read. Make it readable, or exclude it in the setting References: Exclude, and try again. The command ImageKit: Show What Was Left Out names it.",
          formatCount(gap.files),
        ),
        other: vscode.l10n.t(
          "Can't tell which files are unused: {0} files or folders of this workspace couldn't be read. Make them readable, or exclude them in the setting References: Exclude, and try again. The command ImageKit: Show What Was Left Out names them.",
          formatCount(gap.files),
        ),
      });
  }
}

/** That nearly nothing is referenced, which most often has another cause. */
export function wrongWorkspaceTexts(
  { noMention, possible, referenced }: UsageShelves<unknown>,
  { name }: Account,
): { readonly text: string; readonly detail: string } {
  const account = oneLine(name);
  const unused = noMention.length + possible.length;
  return {
    text:
      referenced === 0
        ? vscode.l10n.t('This workspace refers to no file of {0}. Is it the right one?', account)
        : vscode.l10n.t(
            'This workspace refers to only {0} of {1} files of {2}. Is it the right one?',
            formatCount(referenced),
            formatCount(unused + referenced),
            account,
          ),
    detail: vscode.l10n.t(
      'The files may be used from somewhere else. Open the folders of all the code that uses {0}, or check its delivery URLs, before you delete anything.',
      account,
    ),
  };
}
