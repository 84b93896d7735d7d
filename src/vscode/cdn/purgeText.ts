import * as vscode from 'vscode';
import { countStates, type CopyState, type NotProven } from '../../core/cdn/purgeProof';
import { formatMoment } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';
import type { PurgeEntry } from './purges';

/** When purges were asked for: `Today 14:02`. */
export function purgeMoment({ header }: PurgeEntry, now: number): string {
  return formatMoment(header.createdAt, now);
}

/** What became of purges, by their numbers: `CDN purge`, `2 gone`, `1 still served`, `acme`. */
export function purgeParts({ copies, header }: PurgeEntry): readonly string[] {
  return [
    vscode.l10n.t('CDN purge'),
    ...stateCounts(copies.map(({ state }) => state)),
    oneLine(header.account.name),
  ];
}

/** How purges ended, in one message; `isWhole` says whether every URL is gone. */
export function purgedText({ copies, header }: PurgeEntry): {
  readonly text: string;
  readonly isWhole: boolean;
} {
  const states = copies.map(({ state }) => state);
  const { gone } = countStates(states);
  const name = oneLine(header.account.name);
  const [only] = copies;
  const limits = vscode.l10n.t(
    "Other transformations, CDN locations, and browser caches weren't checked.",
  );
  if (gone === states.length) {
    const text =
      only && states.length === 1
        ? vscode.l10n.t('The CDN no longer serves {0}.', oneLine(only.address))
        : vscode.l10n.t('The CDN no longer serves {0} of {1}.', urlCount(gone), name);
    return { text: `${text} ${limits}`, isWhole: true };
  }
  const counts = stateCounts(states).join(', ');
  const first = states.find(({ kind }) => kind === 'notProven' || kind === 'stillServed');
  const cause = first === undefined ? '' : vscode.l10n.t('First cause: {0}.', copyStateText(first));
  const text = vscode.l10n.t(
    'CDN purge of {0} for {1}: {2}.',
    urlCount(states.length),
    name,
    counts,
  );
  return { text: [text, cause, limits].filter((each) => each !== '').join(' '), isWhole: false };
}

function stateCounts(states: readonly CopyState[]): readonly string[] {
  const { waiting, purging, gone, stillServed, notProven } = countStates(states);
  return [
    stillServed === 0 ? '' : vscode.l10n.t('{0} still served', formatCount(stillServed)),
    notProven === 0 ? '' : vscode.l10n.t('{0} not proven', formatCount(notProven)),
    waiting === 0 ? '' : vscode.l10n.t('{0} waiting', formatCount(waiting)),
    purging === 0 ? '' : vscode.l10n.t('{0} purging', formatCount(purging)),
    gone === 0 ? '' : vscode.l10n.t('{0} gone', formatCount(gone)),
  ].filter((part) => part !== '');
}

/** How one address stands, as a row or the end of a sentence. */
export function copyStateText(state: CopyState): string {
  switch (state.kind) {
    case 'waiting':
      return vscode.l10n.t('waiting');
    case 'purging':
      return vscode.l10n.t('purging');
    case 'gone':
      return vscode.l10n.t('gone');
    case 'stillServed':
      return servedText(state);
    case 'notProven':
      return vscode.l10n.t('not proven: {0}', notProvenText(state.why));
  }
}

function servedText({
  ageSeconds,
  cache,
  isFresh,
}: Extract<CopyState, { kind: 'stillServed' }>): string {
  const details = [
    ...(ageSeconds === undefined ? [] : [ageText(ageSeconds)]),
    ...(cache === undefined ? [] : [oneLine(cache)]),
  ].join(', ');
  const text = isFresh
    ? vscode.l10n.t('still served, fetched again from the library')
    : vscode.l10n.t('still served');
  return details === '' ? text : vscode.l10n.t('{0} ({1})', text, details);
}

function ageText(seconds: number): string {
  if (seconds < 60) {
    return plural(seconds, {
      one: vscode.l10n.t('{0} second old', formatCount(seconds)),
      other: vscode.l10n.t('{0} seconds old', formatCount(seconds)),
    });
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return plural(minutes, {
      one: vscode.l10n.t('{0} minute old', formatCount(minutes)),
      other: vscode.l10n.t('{0} minutes old', formatCount(minutes)),
    });
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return plural(hours, {
      one: vscode.l10n.t('{0} hour old', formatCount(hours)),
      other: vscode.l10n.t('{0} hours old', formatCount(hours)),
    });
  }
  const days = Math.floor(hours / 24);
  return plural(days, {
    one: vscode.l10n.t('{0} day old', formatCount(days)),
    other: vscode.l10n.t('{0} days old', formatCount(days)),
  });
}

function notProvenText(why: NotProven): string {
  switch (why.kind) {
    case 'quota':
      return vscode.l10n.t('not purged, purge limit reached ({0})', serverWords(why.message));
    case 'refused':
      return vscode.l10n.t('ImageKit refused the purge ({0})', serverWords(why.message));
    case 'keyRefused':
      return vscode.l10n.t('ImageKit refused the key ({0})', serverWords(why.message));
    case 'noAnswer':
      return vscode.l10n.t('no answer ({0})', serverWords(why.message));
    case 'interrupted':
      return vscode.l10n.t('the window closed before ImageKit answered');
    case 'unknownRequest':
      return vscode.l10n.t("ImageKit doesn't know this purge request");
    case 'pending':
      return vscode.l10n.t('the purge is still pending');
    case 'signedOnly':
      return vscode.l10n.t("private file, its signed URLs can't be checked");
    case 'wildcardOnly':
      return vscode.l10n.t('purged by wildcard, no exact URL to check');
    case 'unclear':
      return vscode.l10n.t('the CDN answered {0}', why.status);
  }
}

function serverWords(message: string): string {
  return oneLine(message).replace(/\.$/, '');
}

/** A number of addresses: `3 URLs`. */
export function urlCount(count: number): string {
  const shown = formatCount(count);
  return plural(count, {
    one: vscode.l10n.t('{0} URL', shown),
    other: vscode.l10n.t('{0} URLs', shown),
  });
}
