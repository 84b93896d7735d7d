import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { IgnoredLimit } from '../../core/plan/limits';
import type { PlanFile } from '../../core/plan/planFile';
import type { PlanReview } from '../../core/plan/review';
import type { ReviewReason } from '../../core/plan/reviewReason';
import { partOf } from './countText';
import { formatDay } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { formatBytes, formatCount } from '../ui/quantity';

/** How much goes when the review ends now, and of how much: `312 of 340 files · 1.2 GB`. */
export function reviewTotals({ goingInAll: going, asked }: PlanReview): string {
  const kinds = [
    ['asset', going.files, asked.files],
    ['version', going.versions, asked.versions],
    ['folder', going.folders, asked.folders],
  ] as const;
  const parts = kinds
    .filter(([, , all]) => all > 0)
    .map(([kind, part, all]) => partOf(kind, part, all));
  return [...parts, formatBytes(going.bytes)].join(' · ');
}

/** What else is to be known before such a plan runs; the length of a plan speaks for itself. */
export function reasonNotes(
  reasons: readonly ReviewReason[],
  { name }: Pick<Account, 'name'>,
): readonly string[] {
  const account = oneLine(name);
  return reasons.flatMap((reason) => {
    switch (reason.kind) {
      case 'many':
      case 'folder':
        return [];
      case 'referenced':
        return [vscode.l10n.t('Files that are still referenced are kept unless you select them.')];
      case 'possible':
        return [vscode.l10n.t('Files with possible references are kept unless you select them.')];
      case 'production':
        return [vscode.l10n.t('{0} is a production account.', account)];
      case 'otherLibrary':
        return [
          vscode.l10n.t(
            'This workspace references {0}, but the active account is {1}.',
            reason.libraries.map(oneLine).join(', '),
            account,
          ),
        ];
    }
  });
}

/** Where an imported plan comes from, and how much a reviewer has taken out of it. */
export function importedNote({ createdAt, account, struck }: PlanFile): string {
  const made = vscode.l10n.t(
    'Imported: made for {0} on {1}.',
    oneLine(account.name),
    formatDay(createdAt),
  );
  if (struck === 0) return made;
  const count = formatCount(struck);
  const taken = plural(struck, {
    one: vscode.l10n.t('{0} line was removed from it since.', count),
    other: vscode.l10n.t('{0} lines were removed from it since.', count),
  });
  return `${made} ${taken}`;
}

/** What a policy of the workspace asked for in vain. */
export function ignoredNotes(ignored: readonly IgnoredLimit[]): readonly string[] {
  return ignored.map(({ limit, asked, own }) => {
    switch (limit) {
      case 'maxFiles':
        return vscode.l10n.t(
          "This workspace's policy allows {0} files in one run; your limit of {1} applies.",
          formatCount(asked),
          formatCount(own),
        );
      case 'maxBytes':
        return vscode.l10n.t(
          "This workspace's policy allows {0} in one run; your limit of {1} applies.",
          formatBytes(asked),
          formatBytes(own),
        );
      case 'minAgeHours':
        return vscode.l10n.t(
          "This workspace's policy keeps files younger than {0} hours; your {1} hours apply.",
          formatCount(asked),
          formatCount(own),
        );
    }
  });
}
