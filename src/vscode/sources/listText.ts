import * as vscode from 'vscode';
import { readIdList, type IdList } from '../../core/lists/idList';
import type { UnreadReason } from '../../core/lists/listedRow';
import { listPlace } from '../../core/lists/listPlace';
import { unreadableLine } from '../../core/lists/unreadableLine';
import type { Claim } from '../../core/request';
import { pauses } from '../../io/search/searchFile';
import type { App } from '../app';
import { finderOf } from '../references/finder';
import { extentText } from '../plan/countText';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import type { Collected } from './source';
import { plural } from '../ui/plural';

/** Longer lists, in characters or bytes, are a mistake more often than a wish, and one run takes far fewer files. */
export const longestList = 64 * 1024 * 1024;

/** Reasons that are told, each with an example; a list with more has another problem. */
const reasonsShown = 3;

/** So many characters are read in some milliseconds. */
const shortList = 20_000;

/**
 * Reads a list of ids, URLs and paths; `file` names it where it has a place. A long one is read in a
 * thread of its own.
 */
export async function collectFromList(
  text: string,
  file: string | undefined,
  app: App,
): Promise<Collected> {
  if (text.length > longestList) return tooLong();
  const line = unreadableLine(text);
  if (line !== undefined) return nothing(unreadableText(line));
  const { refs, ...list } = await readList(text, app);
  const claims: Claim[] = [];
  const pause = pauses();
  for (const { ref, also, line: at } of refs) {
    claims.push({ ref, also, source: file === undefined ? undefined : listPlace(file, at) });
    await pause();
  }
  return { claims, named: true, notes: notesOf(list) };
}

async function readList(text: string, app: App): Promise<IdList> {
  const context = finderOf(app);
  if (text.length <= shortList) return readIdList(text, context);
  const { SearchThread } = await import('../../io/search/searchThread');
  const thread = new SearchThread(app.searchScript);
  try {
    return await thread.readList({ text, context }, new AbortController().signal);
  } catch (error) {
    // There may be no memory for a thread; the slower way gives the same answer.
    app.log.warn(`lists: reading without a thread: ${String(error)}`);
    return readIdList(text, context);
  } finally {
    thread.dispose();
  }
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
function notesOf({
  amount,
  duplicates,
  unread,
  unreadReasons,
}: Omit<IdList, 'refs'>): readonly string[] {
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
