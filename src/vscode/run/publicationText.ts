import * as vscode from 'vscode';
import {
  countOutcomes,
  type PublicationChange,
  type PublicationOutcome,
} from '../../core/publication/publication';
import { causeText } from './outcomeText';
import { notBackedUpText } from './notBackedUpText';
import { countOf, partOf } from '../plan/countText';
import { findingText } from '../plan/targetText';
import { formatDay, formatMoment } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import type { PublicationEntry } from './publications';

/** When files were published or unpublished: `Today 14:02`. */
export function publicationMoment({ header }: PublicationEntry, now: number): string {
  return formatMoment(header.createdAt, now);
}

/** What became of it, by its numbers: `Unpublished 3 files`, `1 failed`, `acme`. */
export function publicationParts(entry: PublicationEntry): readonly string[] {
  const { header, files, underWay, isUndone } = entry;
  const name = oneLine(header.account.name);
  const { isPublished } = header.change;
  const total = countOf('asset', files.length);
  if (underWay) {
    const where =
      underWay === 'here' ? vscode.l10n.t('running') : vscode.l10n.t('running in another window');
    const what = isPublished
      ? vscode.l10n.t('Publishing {0}', total)
      : vscode.l10n.t('Unpublishing {0}', total);
    return [what, where, name];
  }
  const done = countOutcomes(outcomesOf(entry)).done;
  const { quarantine } = header;
  return [
    doneText(header.change, done, files.length),
    ...(entry.isInterrupted ? [vscode.l10n.t('interrupted')] : []),
    ...otherEnds(entry),
    ...(isUndone ? [vscode.l10n.t('undone')] : []),
    ...(quarantine && !isUndone
      ? [vscode.l10n.t('quarantine until {0}', formatDay(quarantine.dueAt))]
      : []),
    name,
  ];
}

/** How it ended, in one message; `isWhole` says whether every file is as it was wanted. */
export function publishedText(entry: PublicationEntry): {
  readonly text: string;
  readonly isWhole: boolean;
} {
  const { header, files } = entry;
  const outcomes = outcomesOf(entry);
  const counts = countOutcomes(outcomes);
  const name = oneLine(header.account.name);
  const isWhole = counts.done + counts.already === files.length && files.length > 0;
  const first = sentence(header.change, counts.done, files.length, name);
  const rest = otherEnds(entry);
  const quarantine =
    header.quarantine && counts.done > 0
      ? vscode.l10n.t('Delete Files… offers them from {0} on.', formatDay(header.quarantine.dueAt))
      : '';
  const cause = firstCause(entry);
  const parts = [first, rest.length === 0 ? '' : `${rest.join(', ')}.`, cause, quarantine];
  return { text: parts.filter((each) => each !== '').join(' '), isWhole };
}

/** The first reason why a file isn't as it was wanted; why all others were not attempted comes first. */
function firstCause({ header, files }: PublicationEntry): string {
  const telling = files.find(
    ({ outcome }) => outcome && outcome.kind !== 'done' && outcome.kind !== 'already',
  );
  if (!telling?.outcome) return '';
  return vscode.l10n.t(
    'First cause: {0}: {1}.',
    oneLine(telling.target.asset.filePath),
    outcomeText(telling.outcome, header.change).replace(/\.$/, ''),
  );
}

function sentence(
  { isPublished }: PublicationChange,
  done: number,
  total: number,
  account: string,
): string {
  const count = done === total ? countOf('asset', total) : partOf('asset', done, total);
  if (done === 0) {
    return isPublished
      ? vscode.l10n.t('Nothing was published in {0}.', account)
      : vscode.l10n.t('Nothing was unpublished in {0}.', account);
  }
  return isPublished
    ? vscode.l10n.t('Published {0} in {1}.', count, account)
    : vscode.l10n.t('Unpublished {0} in {1}.', count, account);
}

function doneText({ isPublished }: PublicationChange, done: number, total: number): string {
  if (done === 0) {
    const all = countOf('asset', total);
    return isPublished
      ? vscode.l10n.t('None of {0} published', all)
      : vscode.l10n.t('None of {0} unpublished', all);
  }
  const count = done === total ? countOf('asset', total) : partOf('asset', done, total);
  return isPublished
    ? vscode.l10n.t('Published {0}', count)
    : vscode.l10n.t('Unpublished {0}', count);
}

function otherEnds(entry: PublicationEntry): readonly string[] {
  const { change } = entry.header;
  const counts = countOutcomes(outcomesOf(entry));
  const each: readonly (readonly [number, string])[] = [
    [
      counts.already,
      change.isPublished
        ? vscode.l10n.t('{0} published before', formatCount(counts.already))
        : vscode.l10n.t('{0} unpublished before', formatCount(counts.already)),
    ],
    [counts.untagged, vscode.l10n.t('{0} without its tag', formatCount(counts.untagged))],
    [counts.changed, vscode.l10n.t('{0} changed', formatCount(counts.changed))],
    [counts.gone, vscode.l10n.t('{0} already gone', formatCount(counts.gone))],
    [counts.kept, vscode.l10n.t('{0} protected', formatCount(counts.kept))],
    [counts.notBackedUp, vscode.l10n.t('{0} not backed up', formatCount(counts.notBackedUp))],
    [counts.notDone, vscode.l10n.t('{0} not done', formatCount(counts.notDone))],
    [counts.failed, vscode.l10n.t('{0} failed', formatCount(counts.failed))],
    [counts.unknown, vscode.l10n.t('{0} unknown', formatCount(counts.unknown))],
    [counts.notAttempted, vscode.l10n.t('{0} not attempted', formatCount(counts.notAttempted))],
  ];
  return each.filter(([count]) => count > 0).map(([, text]) => text);
}

/** How it ended for one file, as a row or the end of a sentence. */
export function outcomeText(
  outcome: PublicationOutcome | undefined,
  { isPublished, tag }: PublicationChange,
): string {
  switch (outcome?.kind) {
    case undefined:
      return vscode.l10n.t('not started');
    case 'done':
      return isPublished ? vscode.l10n.t('published') : vscode.l10n.t('unpublished');
    case 'already':
      return isPublished
        ? vscode.l10n.t('it was published before')
        : vscode.l10n.t('it was unpublished before');
    case 'changed':
      return changedText(outcome.what);
    case 'gone':
      return vscode.l10n.t('already gone');
    case 'kept':
      return findingText(outcome.finding);
    case 'notBackedUp':
      return vscode.l10n.t("couldn't be backed up: {0}", notBackedUpText(outcome.why));
    case 'notDone':
      return isPublished
        ? vscode.l10n.t("ImageKit answered that it's done, but the file is still unpublished")
        : vscode.l10n.t("ImageKit answered that it's done, but the file is still published");
    case 'untagged':
      return vscode.l10n.t(
        '{0}, but its tag "{1}" couldn\'t be changed{2}',
        isPublished ? vscode.l10n.t('published') : vscode.l10n.t('unpublished'),
        oneLine(tag?.name ?? ''),
        outcome.failure ? `: ${causeText(outcome.failure)}` : '',
      );
    case 'failed':
      return vscode.l10n.t('failed: {0}', causeText(outcome.failure));
    case 'unknown':
      return vscode.l10n.t('unknown: {0}', causeText(outcome.failure));
    case 'notAttempted':
      return outcome.failure
        ? vscode.l10n.t('not attempted: {0}', causeText(outcome.failure))
        : vscode.l10n.t('not attempted: {0}', vscode.l10n.t('you stopped the run'));
  }
}

function changedText(what: 'path' | 'version' | 'size'): string {
  switch (what) {
    case 'path':
      return vscode.l10n.t('moved or renamed after you were asked');
    case 'version':
      return vscode.l10n.t('got a new version after you were asked');
    case 'size':
      return vscode.l10n.t('its size changed after you were asked');
  }
}

function outcomesOf({ files }: PublicationEntry): readonly PublicationOutcome[] {
  return files.flatMap(({ outcome }) => (outcome ? [outcome] : []));
}
