import * as vscode from 'vscode';
import type { FinderContext } from '../../core/finder/finderContext';
import { readIdList, type IdList } from '../../core/lists/idList';
import type { UnreadReason } from '../../core/lists/listedRow';
import { listPlace } from '../../core/lists/listPlace';
import { unreadableLine } from '../../core/lists/unreadableLine';
import { extentText } from '../plan/countText';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import type { Collected } from './source';
import { plural } from '../ui/plural';

/** Longer lists, in characters or bytes, are a mistake more often than a wish, and one run takes far fewer files. */
export const longestList = 64 * 1024 * 1024;

/** Reasons that are told, each with an example; a list with more has another problem. */
const reasonsShown = 3;

/** Reads a list of ids, URLs and paths; `file` names it where it has a place. */
export function collectFromList(
  text: string,
  file: string | undefined,
  context: FinderContext,
): Collected {
  if (text.length > longestList) return tooLong();
  const line = unreadableLine(text);
  if (line !== undefined) return nothing(unreadableText(line));
  const list = readIdList(text, context);
  const claims = list.refs.map(({ ref, also, line: at }) => ({
    ref,
    also,
    source: file === undefined ? undefined : listPlace(file, at),
  }));
  return { claims, named: true, notes: notesOf(list) };
}

/** What a list that is not even read comes to. */
export function tooLong(): Collected {
  return nothing(vscode.l10n.t('The list is larger than 64 MB. Split it into smaller files.'));
}

function nothing(note: string): Collected {
  return { claims: [], named: true, notes: [note] };
}

function unreadableText(line: number): string {
  return vscode.l10n.t(
    "The list wasn't read: line {0} has characters that can't be read. Save it as UTF-8 and try again.",
    formatCount(line),
  );
}

/** Sentences about what was understood, and what was not. */
function notesOf({ amount, duplicates, unread, unreadReasons }: IdList): readonly string[] {
  const isEmpty = amount.files + amount.versions === 0;
  return [
    ...(isEmpty ? [] : [vscode.l10n.t('The list names {0}.', extentText(amount))]),
    ...(unreadReasons.has('privateKey')
      ? [vscode.l10n.t("The list contains a private key. It wasn't stored or sent.")]
      : []),
    ...[...unreadReasons].slice(0, reasonsShown).flatMap(([reason, count]) => {
      const example = unread.find((each) => each.reason === reason);
      return example ? [skippedText(count, exampleText(example), reasonText(reason))] : [];
    }),
    ...(unreadReasons.size > reasonsShown
      ? [vscode.l10n.t('More entries were skipped for other reasons.')]
      : []),
    ...(duplicates === 0
      ? []
      : duplicates === 1
        ? [vscode.l10n.t('1 duplicate was ignored.')]
        : [vscode.l10n.t('{0} duplicates were ignored.', formatCount(duplicates))]),
  ];
}

function skippedText(count: number, example: string, reason: string): string {
  return plural(count, {
    one: vscode.l10n.t('{0} entry was skipped: {1}, {2}.', formatCount(count), example, reason),
    other: vscode.l10n.t(
      '{0} entries were skipped, for example {1}: {2}.',
      formatCount(count),
      example,
      reason,
    ),
  });
}

function exampleText({ text, line }: IdList['unread'][number]): string {
  const shown = oneLine(text).slice(0, 60);
  return line === undefined
    ? vscode.l10n.t('"{0}"', shown)
    : vscode.l10n.t('"{0}" (line {1})', shown, formatCount(line));
}

function reasonText(reason: UnreadReason): string {
  switch (reason) {
    case 'privateKey':
      return vscode.l10n.t('a private key');
    case 'folder':
      return vscode.l10n.t('a folder, which you delete from the Side Bar');
    case 'versionWithoutFile':
      return vscode.l10n.t('a version ID without its file ID');
    case 'versionMissing':
      return vscode.l10n.t('a row whose version is empty');
    case 'versionUnclear':
      return vscode.l10n.t("the list is about versions, and it isn't clear which one this is");
    case 'severalVersions':
      return vscode.l10n.t('a row with more than one version ID');
    case 'severalFiles':
      return vscode.l10n.t('a row with several IDs, URLs, or paths, and no "fileId" column');
    case 'strangeIds':
      return vscode.l10n.t('a row with a second ID, which may be a version ID');
    case 'foreignId':
      return vscode.l10n.t('an ID from a database');
    case 'otherUrl':
      return vscode.l10n.t('not an ImageKit URL');
    case 'malformedId':
      return vscode.l10n.t('not a file ID');
    case 'broken':
      return vscode.l10n.t('not readable');
    case 'nothingFound':
      return vscode.l10n.t('no ID, URL, or path');
  }
}
