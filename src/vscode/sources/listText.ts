import * as vscode from 'vscode';
import type { FinderContext } from '../../core/finder/finderContext';
import type { Place } from '../../core/reference';
import { readIdList, type IdList } from '../../core/lists/idList';
import type { UnreadReason } from '../../core/lists/listedRow';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import type { Collected } from './source';

/** Longer lists, in characters or bytes, are a mistake more often than a wish, and one run takes far fewer files. */
export const longestList = 64 * 1024 * 1024;

/** Reads a list of ids, URLs and paths; `file` names it where it has a place. */
export function collectFromList(
  text: string,
  file: string | undefined,
  context: FinderContext,
): Collected {
  if (text.length > longestList) return tooLong();
  const list = readIdList(text, context);
  const claims = list.refs.map(({ ref, line }) => ({ ref, source: placeOf(file, line) }));
  return { claims, named: true, notes: notesOf(list) };
}

/** What a list that is not even read comes to. */
export function tooLong(): Collected {
  return {
    claims: [],
    named: true,
    notes: [vscode.l10n.t('The list is longer than 64 MB and was not read. Split it.')],
  };
}

function placeOf(file: string | undefined, line: number | undefined): Place | undefined {
  return file === undefined || line === undefined
    ? undefined
    : { file, line, column: 1, length: 0 };
}

function notesOf({ duplicates, unread, unreadCount }: IdList): readonly string[] {
  const [first] = unread;
  return [
    duplicates === 1
      ? vscode.l10n.t('1 is named twice and counts once.')
      : duplicates > 1
        ? vscode.l10n.t('{0} are named more than once and count once.', formatCount(duplicates))
        : '',
    unread.some(({ reason }) => reason === 'privateKey')
      ? vscode.l10n.t('The list holds a private key. It was kept nowhere and sent nowhere.')
      : '',
    first === undefined
      ? ''
      : unreadCount === 1
        ? vscode.l10n.t(
            '1 entry was left out: "{0}", {1}.',
            shown(first.text),
            reasonText(first.reason),
          )
        : vscode.l10n.t(
            '{0} entries were left out, such as "{1}", {2}.',
            formatCount(unreadCount),
            shown(first.text),
            reasonText(first.reason),
          ),
  ].filter((note) => note !== '');
}

function shown(text: string): string {
  return oneLine(text).slice(0, 60);
}

function reasonText(reason: UnreadReason): string {
  switch (reason) {
    case 'privateKey':
      return vscode.l10n.t('a private key');
    case 'folder':
      return vscode.l10n.t('a folder, which is deleted from the sidebar');
    case 'versionWithoutFile':
      return vscode.l10n.t('a version without the id of its file');
    case 'otherUrl':
      return vscode.l10n.t('a web address that is not of ImageKit');
    case 'malformedId':
      return vscode.l10n.t('not a file id');
    case 'broken':
      return vscode.l10n.t('not readable');
    case 'nothingFound':
      return vscode.l10n.t('no id, URL or path in it');
  }
}
