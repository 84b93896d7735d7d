import * as vscode from 'vscode';
import type { ServedCopy } from '../../core/recovery/servedCopy';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import type { RestoredEntry } from './restoredEntry';

/** What is to be said of the CDN after a restore; nothing where it serves what was restored. */
export function servedSentences(ended: readonly RestoredEntry[]): readonly string[] {
  const restored = ended.filter(({ outcome }) => outcome.kind === 'restored');
  const of = (kind: ServedCopy['kind']) => restored.filter(({ served }) => served?.kind === kind);
  const [other, missing] = [of('other'), of('missing')];
  const unread = restored.filter(({ served }) => {
    return !served || (served.kind === 'notChecked' && served.why !== 'private');
  });
  return [
    sentence(other, {
      one: (path) => vscode.l10n.t('The CDN still serves an earlier copy of {0}.', path),
      other: (count) => vscode.l10n.t('The CDN still serves earlier copies of {0} files.', count),
    }),
    sentence(missing, {
      one: (path) => vscode.l10n.t("The CDN doesn't serve {0} yet (404).", path),
      other: (count) => vscode.l10n.t("The CDN doesn't serve {0} files yet (404).", count),
    }),
    sentence(unread, {
      one: (path) => vscode.l10n.t("Couldn't check what the CDN serves for {0}.", path),
      other: (count) => vscode.l10n.t("Couldn't check what the CDN serves for {0} files.", count),
    }),
  ].filter((each) => each !== '');
}

function sentence(
  files: readonly RestoredEntry[],
  { one, other }: Readonly<Record<'one' | 'other', (what: string) => string>>,
): string {
  const [first] = files;
  if (!first) return '';
  if (files.length === 1) return one(oneLine(first.entry.path));
  return other(formatCount(files.length));
}

/** What the CDN serves, as a part of a file's line in the report. */
export function servedText(served: ServedCopy | undefined): string {
  if (!served) return vscode.l10n.t('not checked on the CDN');
  switch (served.kind) {
    case 'current':
      return vscode.l10n.t('served by the CDN');
    case 'other':
      return vscode.l10n.t('the CDN still serves an earlier copy: {0}', oneLine(served.address));
    case 'missing':
      return vscode.l10n.t(
        "the CDN doesn't serve it yet ({0}): {1}",
        String(served.status),
        oneLine(served.address),
      );
    case 'notChecked':
      switch (served.why) {
        case 'private':
          return vscode.l10n.t('private, so not checked on the CDN');
        case 'unpublished':
          return vscode.l10n.t('not published, so not served');
        case 'foreignAddress':
          return vscode.l10n.t("not checked on the CDN: its URL isn't one of the account's");
        case 'noAnswer':
          return vscode.l10n.t('not checked on the CDN: no usable answer');
      }
  }
}
