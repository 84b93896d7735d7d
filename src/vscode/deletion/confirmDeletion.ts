import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { confirmPlan, noBackup, type ConfirmedPlan, type DeletionPlan } from '../../core/plan/plan';
import { isReferenced, mayBeReferenced } from '../../core/plan/reviewReason';
import type { Place } from '../../core/reference';
import type { Coverage } from '../../core/scope/searchScope';
import { otherHints, otherReferences, targetBytes, type PlannedTarget } from '../../core/target';
import { countText } from '../plan/countText';
import { backupNote, mayBackUpTo, type BackupChoice } from '../recovery/backupChoice';
import { noReferencesText } from '../references/coverageText';
import { hintText } from '../references/hintText';
import { placeUri, rangeOf } from '../references/place';
import { showPlaces } from '../references/showPlaces';
import { oneLine } from '../ui/oneLine';
import { placesText } from '../references/placesText';
import { formatAgeInWords, formatBytes, formatCount } from '../ui/quantity';
import { findingText, refText, targetText, unresolvedText } from '../plan/targetText';
import { plural } from '../ui/plural';

const namesShown = 5;
const referencesShown = 8;

/** What a question is asked with, besides the plan. */
interface QuestionParts {
  readonly account: Account;
  readonly notes: readonly string[];
  readonly backup: BackupChoice;
  /** What was searched for references; `undefined` where nothing was. */
  readonly coverage: Coverage | undefined;
}

/**
 * Asks in a modal whether a plan of a few targets may run; `review` means: show it first. Where what
 * is still used would go, the first button, which Enter presses, only shows where.
 */
export async function confirmDeletion(
  plan: DeletionPlan,
  parts: QuestionParts,
): Promise<ConfirmedPlan | 'review' | undefined> {
  const { offered, mayDecline } = parts.backup;
  const used = plan.targets.filter((each) => isReferenced(each) || mayBeReferenced(each));
  const [first, ...others] = used.flatMap(locations);
  const isUsed = used.length > 0;
  const show = vscode.l10n.t('Show References');
  const backUp = isUsed
    ? vscode.l10n.t('Back Up and Delete Anyway')
    : vscode.l10n.t('Back Up and Delete');
  const remove = isUsed ? vscode.l10n.t('Delete Anyway') : vscode.l10n.t('Delete');
  const review = vscode.l10n.t('Review…');
  const answer = await vscode.window.showWarningMessage(
    question(plan, parts.account),
    { modal: true, detail: details(plan, parts).join('\n') },
    ...(first ? [show] : []),
    ...(offered ? [backUp] : []),
    ...(mayDecline ? [remove] : []),
    ...(plan.targets.length > 1 ? [review] : []),
  );
  if (answer === review) return 'review';
  if (first && answer === show) {
    await showPlaces([first, ...others]);
    return undefined;
  }
  const keys = new Set(plan.targets.map(({ key }) => key));
  if (mayDecline && answer === remove) return confirmPlan({ ...plan, backup: noBackup }, keys);
  if (!offered || answer !== backUp || !(await mayBackUpTo(offered.decision))) return undefined;
  return confirmPlan({ ...plan, backup: offered.decision }, keys);
}

function question({ targets }: DeletionPlan, account: Account): string {
  const name = oneLine(account.name);
  const [first] = targets;
  if (first && targets.length === 1) return questionAboutOne(first, name);
  const list = countText(targets.map(({ target }) => target));
  return vscode.l10n.t('Delete {0} ({1}) from {2}?', list, formatBytes(bytesOf(targets)), name);
}

function questionAboutOne({ target }: PlannedTarget, account: string): string {
  switch (target.kind) {
    case 'asset': {
      const file = oneLine(target.asset.name);
      const older = target.olderVersions ?? 0;
      if (older === 0) return vscode.l10n.t('Delete {0} from {1}?', file, account);
      return plural(older, {
        one: vscode.l10n.t('Delete {0} and its older version from {1}?', file, account),
        other: vscode.l10n.t(
          'Delete {0} and its {1} older versions from {2}?',
          file,
          older,
          account,
        ),
      });
    }
    case 'version':
      return vscode.l10n.t(
        'Delete {0} of {1} from {2}?',
        oneLine(target.version.versionName ?? target.version.versionId),
        oneLine(target.version.name),
        account,
      );
    case 'folder':
      return vscode.l10n.t(
        'Delete the empty folder {0} from {1}?',
        oneLine(target.folderPath),
        account,
      );
  }
}

/** Where the workspace uses, or may use, a target. */
function locations(planned: PlannedTarget): readonly vscode.Location[] {
  const hints = otherHints(planned).map(({ place }) => place);
  return [...otherReferences(planned), ...hints].flatMap((place) => {
    const uri = placeUri(place);
    return uri ? [new vscode.Location(uri, rangeOf(place))] : [];
  });
}

function details(
  plan: DeletionPlan,
  { notes, coverage, backup: { offered } }: QuestionParts,
): readonly string[] {
  const { targets } = plan;
  const [only] = targets;
  return [
    ...(only && targets.length === 1 ? [facts(only)] : firstNames(targets)),
    ...versionsThatGo(targets),
    ...referencesThatRemain(targets, coverage),
    ...whatStays(plan),
    '',
    ...hintNotes(plan),
    ...notes,
    ...(offered ? [backupNote(offered)] : []),
    offered
      ? vscode.l10n.t(
          'ImageKit has no trash: only a backup can bring a file back. Copies on the CDN stay until they are purged.',
        )
      : vscode.l10n.t(
          "ImageKit has no trash: this can't be undone. Copies on the CDN stay until they are purged.",
        ),
  ].filter((line, index, lines) => line !== '' || (index > 0 && lines[index - 1] !== ''));
}

function facts({ target }: PlannedTarget): string {
  if (target.kind === 'folder') return oneLine(target.folderPath);
  const file = target.kind === 'asset' ? target.asset : target.version;
  const age = formatAgeInWords(file.createdAt, Date.now());
  return [
    oneLine(file.filePath),
    file.size === undefined ? '' : formatBytes(file.size),
    age === undefined ? '' : vscode.l10n.t('uploaded {0}', age),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function firstNames(targets: readonly PlannedTarget[]): readonly string[] {
  const more = targets.length - namesShown;
  return [
    ...targets.slice(0, namesShown).map(({ target }) => targetText(target)),
    more > 0 ? vscode.l10n.t('and {0} more', formatCount(more)) : '',
  ];
}

function versionsThatGo(targets: readonly PlannedTarget[]): readonly string[] {
  const assets = targets.flatMap(({ target }) => (target.kind === 'asset' ? [target] : []));
  if (targets.length < 2 || assets.length === 0) return [];
  const counted = assets.every(({ olderVersions }) => olderVersions !== undefined);
  if (!counted) return [vscode.l10n.t('Each file is deleted with all its versions.')];
  const older = assets.reduce((sum, { olderVersions }) => sum + (olderVersions ?? 0), 0);
  if (older === 0) return [];
  return [
    plural(older, {
      one: vscode.l10n.t('{0} older version is deleted with them.', formatCount(older)),
      other: vscode.l10n.t('{0} older versions are deleted with them.', formatCount(older)),
    }),
  ];
}

function referencesThatRemain(
  targets: readonly PlannedTarget[],
  coverage: Coverage | undefined,
): readonly string[] {
  const places = targets.flatMap(otherReferences).toSorted(byPlace);
  if (places.length === 0) return [noReferencesText(coverage)];
  const list = placesText(places, referencesShown);
  return [
    plural(places.length, {
      one: vscode.l10n.t(
        '{0} reference remains in this workspace: {1}',
        formatCount(places.length),
        list,
      ),
      other: vscode.l10n.t(
        '{0} references remain in this workspace: {1}',
        formatCount(places.length),
        list,
      ),
    }),
  ];
}

function byPlace(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}

/** Where the workspace may mean what nothing in it refers to. */
function hintNotes({ targets }: DeletionPlan): readonly string[] {
  const silent = targets.filter((planned) => otherReferences(planned).length === 0);
  return hintText(silent.map(otherHints).filter(({ length }) => length > 0));
}

function whatStays({ refused, unresolved }: DeletionPlan): readonly string[] {
  const kept = [
    ...refused.map(
      ({ planned, finding }) => `${targetText(planned.target)}: ${findingText(finding)}`,
    ),
    ...unresolved
      .filter((each) => each.why.kind !== 'notFound')
      .map((each) => `${refText(each.ref)}: ${unresolvedText(each)}`),
  ];
  // What isn't there isn't kept either.
  const missing = unresolved
    .filter(({ why }) => why.kind === 'notFound')
    .map(({ ref }) => refText(ref));
  return [
    ...headed(vscode.l10n.t('Will be kept:'), kept),
    ...headed(vscode.l10n.t('Not in this account:'), missing),
  ];
}

function headed(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - namesShown;
  return [
    '',
    title,
    ...lines.slice(0, namesShown),
    ...(more > 0 ? [vscode.l10n.t('and {0} more', formatCount(more))] : []),
  ];
}

function bytesOf(targets: readonly PlannedTarget[]): number {
  return targets.reduce((sum, { target }) => sum + targetBytes(target), 0);
}
