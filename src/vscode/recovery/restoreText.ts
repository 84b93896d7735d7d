import * as vscode from 'vscode';
import type { RestoreOutcome } from '../../core/recovery/restore';
import { countRestored, restoreEnd } from '../../core/recovery/restoreRun';
import { causeText } from '../run/outcomeText';
import { countOf, partOf } from '../plan/countText';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import type { RestoredEntry } from './restoredEntry';
import { servedSentences, servedText } from './servedText';

/** How a restore ended, in one message; `isWhole` says whether every file is back. */
export function restoredText(
  ended: readonly RestoredEntry[],
  account: string,
): { readonly text: string; readonly isWhole: boolean } {
  const counts = countRestored(ended.map(({ outcome }) => outcome));
  const name = oneLine(account);
  const total = ended.length;
  const isWhole = restoreEnd(counts) === 'done';
  const first = isWhole
    ? vscode.l10n.t('Restored {0} to {1}.', countOf('asset', total), name)
    : counts.restored === 0
      ? vscode.l10n.t('Nothing was restored to {0}.', name)
      : vscode.l10n.t('Restored {0} to {1}.', partOf('asset', counts.restored, total), name);
  const firstCause = ended.find(({ outcome }) => 'failure' in outcome && outcome.failure);
  const cause =
    firstCause && 'failure' in firstCause.outcome && firstCause.outcome.failure
      ? vscode.l10n.t('First cause: {0}.', causeText(firstCause.outcome.failure))
      : '';
  const lossy = ended.filter(
    ({ outcome }) => outcome.kind === 'restored' && outcome.lost.metadataFields.length > 0,
  ).length;
  const parts = [
    part(counts.skipped, vscode.l10n.t('left because a file is there')),
    part(counts.elsewhere, vscode.l10n.t('uploaded under another path')),
    part(counts.partial, vscode.l10n.t('without all versions')),
    part(counts.damaged, vscode.l10n.t('damaged in the backup')),
    part(counts.failed, vscode.l10n.t('failed')),
    part(counts.unknown, vscode.l10n.t('unknown')),
    part(counts.notAttempted, vscode.l10n.t('not begun')),
    part(lossy, vscode.l10n.t('without custom metadata that the account no longer has')),
  ].filter((each) => each !== '');
  const rest = parts.length === 0 ? '' : `${parts.join(', ')}.`;
  const said = [first, rest, cause, ...servedSentences(ended)];
  return { text: said.filter((each) => each !== '').join(' '), isWhole };
}

function part(count: number, what: string): string {
  return count === 0 ? '' : vscode.l10n.t('{0} {1}', formatCount(count), what);
}

/** How the restore of one file ended, as a line of the report. */
export function restoreOutcomeText(outcome: RestoreOutcome): string {
  switch (outcome.kind) {
    case 'restored': {
      const { metadataFields, versions } = outcome.lost;
      const lost = [
        ...(metadataFields.length > 0
          ? [vscode.l10n.t('without the fields {0}', metadataFields.map(oneLine).join(', '))]
          : []),
        ...(versions > 0
          ? [vscode.l10n.t('without {0} older versions', formatCount(versions))]
          : []),
      ];
      const what = vscode.l10n.t(
        'restored as {0}, {1}',
        oneLine(outcome.path),
        oneLine(outcome.fileId),
      );
      return [what, ...lost].join(', ');
    }
    case 'elsewhere':
      return vscode.l10n.t(
        'not where it belongs: it is {0}, {1}',
        oneLine(outcome.path),
        oneLine(outcome.fileId),
      );
    case 'skipped':
      return vscode.l10n.t('left: {0} is there', oneLine(outcome.existing.fileId));
    case 'damaged':
      return vscode.l10n.t('not restored: its bytes in the backup are missing or changed');
    case 'failed':
      return vscode.l10n.t('failed: {0}', causeText(outcome.failure));
    case 'partial':
      return outcome.failure
        ? vscode.l10n.t(
            '{0} of its versions came back, as {1}: {2}',
            formatCount(outcome.versions),
            oneLine(outcome.fileId),
            causeText(outcome.failure),
          )
        : vscode.l10n.t(
            '{0} of its versions came back, as {1}',
            formatCount(outcome.versions),
            oneLine(outcome.fileId),
          );
    case 'unknown':
      return vscode.l10n.t('unknown: {0}', causeText(outcome.failure));
    case 'notAttempted':
      return vscode.l10n.t('not begun');
  }
}

/** Opens an untitled document with every file of a restore and how it ended. */
export async function showRestoreReport(
  ended: readonly RestoredEntry[],
  account: string,
): Promise<void> {
  const { text } = restoredText(ended, account);
  const lines = ended.map(({ entry, outcome, served }) => {
    const parts = [
      restoreOutcomeText(outcome),
      ...(outcome.kind === 'restored' ? [servedText(served)] : []),
    ];
    return `${oneLine(entry.path)}  ${parts.join(', ')}`;
  });
  const document = await vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: [text, '', ...lines, ''].join('\n'),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}
