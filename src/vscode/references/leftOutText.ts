import * as vscode from 'vscode';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import type { UnmatchedGlob } from '../../core/scope/scopeGlobs';
import type { SkipReason } from '../../core/scope/searchScope';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import { codeSpan, escaped } from '../ui/readOnlyDocument';
import { unmatchedText } from './coverageText';
import { fileOf, shownPlace, type Located } from './place';
import type { SkippedFile } from './skippedFiles';

/** Why files are not searched, in the order in which they are listed. */
const reasons = [
  'unreadable',
  'tooLarge',
  'excluded',
  'ignored',
  'link',
  'special',
  'binary',
] as const satisfies readonly SkipReason[];

/** What the search for references left out, as Markdown with a link to each place. */
export function leftOutText(
  unrelated: readonly Located<AssetReference>[],
  skipped: readonly SkippedFile[],
  unmatched: readonly UnmatchedGlob[] = [],
): string {
  const places = unrelated.map((located) => {
    const { file, line } = shownPlace(located);
    const link = linkTo(`${oneLine(file)}:${line}`, fileOf(located).with({ fragment: `L${line}` }));
    return `- ${codeSpan(oneLine(located.reference.value))} ${link}`;
  });
  const files = reasons.flatMap((reason) => {
    const ofReason = skipped.filter((each) => each.reason === reason);
    return section(
      reasonTitle(reason),
      ofReason.map(({ uri }) => `- ${linkTo(oneLine(vscode.workspace.asRelativePath(uri)), uri)}`),
    );
  });
  return [
    `# ${vscode.l10n.t('Left Out of the References')}`,
    ...section(vscode.l10n.t("Looks like a file ID or path, but isn't in the library"), places),
    ...section(
      vscode.l10n.t('Globs that match nothing'),
      unmatched.map((each) => `- ${escaped(unmatchedText(each))}`),
    ),
    ...files,
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ['', `## ${vscode.l10n.t('{0} ({1})', title, formatCount(lines.length))}`, '', ...lines];
}

function linkTo(label: string, uri: vscode.Uri): string {
  return `[${escaped(label)}](<${uri.toString()}>)`;
}

function reasonTitle(reason: SkipReason): string {
  switch (reason) {
    case 'unreadable':
      return vscode.l10n.t("Not searched: can't be read");
    case 'tooLarge':
      return vscode.l10n.t('Not searched: too large');
    case 'excluded':
      return vscode.l10n.t('Not searched: excluded or generated');
    case 'ignored':
      return vscode.l10n.t('Not searched: ignored by Git');
    case 'link':
      return vscode.l10n.t('Not searched: symbolic links');
    case 'special':
      return vscode.l10n.t('Not searched: pipes and devices');
    case 'binary':
      return vscode.l10n.t('Not searched: binary');
  }
}
