import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { DeletionPlan } from '../../core/plan/plan';
import type { ReviewReason } from '../../core/plan/reviewReason';
import type { Place } from '../../core/reference';
import type { Coverage } from '../../core/scope/searchScope';
import { otherReferences } from '../../core/target';
import { quotaText } from '../cdn/askToPurge';
import { countText } from '../plan/countText';
import { reasonNotes } from '../plan/reviewText';
import { findingText, refText, targetText, unresolvedText } from '../plan/targetText';
import { noReferencesText } from '../references/coverageText';
import { placesText } from '../references/placesText';
import { formatDay } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';

/** What the question before a publication says. */
export interface PublicationQuestion {
  readonly plan: DeletionPlan;
  readonly account: Account;
  readonly isPublished: boolean;
  readonly notes: readonly string[];
  /** What was searched for references. */
  readonly coverage: Coverage | undefined;
  /** Where the workspace has URLs of versions: those don't come back. */
  readonly versionUrls: readonly Place[];
  /** Purges that this machine has spent for the account this month. */
  readonly spent: number;
  /** Two where its tag changes, too. */
  readonly changesPerFile: 1 | 2;
  /** Asked for when it is quarantined: until when, by which tag, and what is said of the backup. */
  readonly quarantine?: {
    readonly dueAt: string;
    readonly tag: string;
    readonly backup: string;
  };
  /** Whether this takes back what was done before, with all versions or not. */
  readonly undo?: { readonly withVersions: boolean; readonly note: string | undefined };
}

const namesShown = 5;
const placesShown = 8;

/** What is asked. */
export function titleOf({
  plan,
  account,
  isPublished,
  quarantine,
  undo,
}: PublicationQuestion): string {
  const { targets } = plan;
  const name = oneLine(account.name);
  const [only] = targets;
  const what =
    only && targets.length === 1
      ? targetText(only.target)
      : countText(targets.map(({ target }) => target));
  if (quarantine) {
    return vscode.l10n.t(
      'Unpublish {0} in {1} now, and offer to delete from {2} on?',
      what,
      name,
      formatDay(quarantine.dueAt),
    );
  }
  if (undo && isPublished) return vscode.l10n.t('Publish {0} in {1} again?', what, name);
  return isPublished
    ? vscode.l10n.t('Publish {0} in {1}?', what, name)
    : vscode.l10n.t('Unpublish {0} in {1}?', what, name);
}

/** What is told with it. */
export function detailOf(question: PublicationQuestion, reasons: readonly ReviewReason[]): string {
  const { plan, account, isPublished, quarantine, undo, notes } = question;
  const { targets } = plan;
  const blocks = [
    targets.length > 1 ? listed(targets.map(({ target }) => targetText(target))) : '',
    urlsText(question),
    versionsText(plan, question),
    undo?.note ?? '',
    isPublished ? '' : quotaText(oneLine(account.name), targets.length, question.spent),
    requestsText(question),
    isPublished ? '' : referencesText(question),
    lostText(question),
    ...(quarantine
      ? [
          quarantine.backup,
          vscode.l10n.t(
            'Each file is tagged "{0}". Nothing is deleted by itself: from {1} on, Delete Files… offers those that are due, and asks.',
            oneLine(quarantine.tag),
            formatDay(quarantine.dueAt),
          ),
        ]
      : []),
    keptText(plan),
    [...reasonNotes(reasons.filter(isForEverybody), account), ...notes].join('\n'),
    // What is taken back was done by this plan before.
    undo
      ? ''
      : vscode.l10n.t(
          'ImageKit has publishing for enterprise plans only. Where a plan lacks it, ImageKit refuses the first file, and nothing changes.',
        ),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function urlsText({ plan, isPublished }: PublicationQuestion): string {
  const { length } = plan.targets;
  if (isPublished) {
    return plural(length, {
      one: vscode.l10n.t('Its URLs work again for everybody who has them.'),
      other: vscode.l10n.t('Their URLs work again for everybody who has them.'),
    });
  }
  return [
    plural(length, {
      one: vscode.l10n.t('Its URLs stop working until you publish it again. Nothing is deleted.'),
      other: vscode.l10n.t(
        'Their URLs stop working until you publish them again. Nothing is deleted.',
      ),
    }),
    vscode.l10n.t(
      "Copies of transformations in a URL's path (/tr:…/) stay on the CDN until they are purged.",
    ),
  ].join(' ');
}

/** What is still referenced is told with its places. */
function isForEverybody({ kind }: ReviewReason): boolean {
  return kind === 'production' || kind === 'otherLibrary';
}

/** Older versions of all files together; `undefined` when not counted. */
export function olderVersions({ targets }: DeletionPlan): number | undefined {
  let sum = 0;
  for (const { target } of targets) {
    if (target.kind !== 'asset' || target.olderVersions === undefined) return undefined;
    sum += target.olderVersions;
  }
  return sum;
}

function versionsText(plan: DeletionPlan, { isPublished, quarantine, undo }: PublicationQuestion) {
  const older = olderVersions(plan);
  if (older === 0) return '';
  if (!quarantine && !undo) {
    return older === undefined
      ? vscode.l10n.t('Older versions can be included.')
      : plural(older, {
          one: vscode.l10n.t('{0} older version can be included.', older),
          other: vscode.l10n.t('{0} older versions can be included.', formatCount(older)),
        });
  }
  if (undo && !undo.withVersions) return '';
  return isPublished
    ? vscode.l10n.t('All versions of each file are published.')
    : vscode.l10n.t('All versions of each file are unpublished.');
}

function requestsText({ plan, changesPerFile }: PublicationQuestion): string {
  const changes = plan.targets.length * changesPerFile;
  return plural(changes, {
    one: vscode.l10n.t('{0} change is sent to ImageKit.', formatCount(changes)),
    other: vscode.l10n.t('{0} changes are sent to ImageKit.', formatCount(changes)),
  });
}

function referencesText({ plan, coverage }: PublicationQuestion): string {
  const places = plan.targets.flatMap(otherReferences);
  if (places.length === 0) return noReferencesText(coverage);
  return plural(places.length, {
    one: vscode.l10n.t(
      '{0} reference in this workspace stops working: {1}',
      formatCount(places.length),
      placesText(places, placesShown),
    ),
    other: vscode.l10n.t(
      '{0} references in this workspace stop working: {1}',
      formatCount(places.length),
      placesText(places, placesShown),
    ),
  });
}

/** What publishing again can't bring back. */
function lostText({ versionUrls, isPublished }: PublicationQuestion): string {
  if (versionUrls.length === 0) return '';
  const places = placesText(versionUrls, placesShown);
  return isPublished
    ? vscode.l10n.t(
        'Not brought back: the URLs of single versions. ImageKit gave them a new ik-obj-version, so these references stay broken: {0}',
        places,
      )
    : vscode.l10n.t(
        "Undo can't bring back the URLs of single versions: ImageKit gives them a new ik-obj-version. These references stay broken: {0}",
        places,
      );
}

function keptText({ refused, unresolved }: DeletionPlan): string {
  const lines = [
    ...refused.map(
      ({ planned, finding }) => `${targetText(planned.target)}: ${findingText(finding)}`,
    ),
    ...unresolved.map((each) => `${refText(each.ref)}: ${unresolvedText(each)}`),
  ];
  return lines.length === 0 ? '' : `${vscode.l10n.t('Left as they are:')}\n${listed(lines)}`;
}

function listed(lines: readonly string[]): string {
  const more = lines.length - namesShown;
  return [
    ...lines.slice(0, namesShown),
    ...(more > 0 ? [vscode.l10n.t('and {0} more', formatCount(more))] : []),
  ].join('\n');
}
