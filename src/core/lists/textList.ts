import { isFileId, loneFileIdSource } from '../fileId';
import { isMediaName } from '../finder/writing/fileName';
import { findReferences } from '../finder/findReferences';
import type { FinderContext } from '../finder/finderContext';
import { parseRef } from '../finder/parseRef';
import { inTurn } from '../finder/writing/pattern';
import { holdsPrivateKey, maskPrivateKeys } from '../finder/writing/maskKeys';
import type { AssetRef } from '../reference';
import { idsOf, isOneVersion, type UnreadReason } from './listedRow';
import { folded, holdsVersionMark, saysVersion } from './versionWords';

/** What a part of a plain text comes to; `line` counts from 1. */
export type TextPart = { readonly line: number } & (
  { readonly ref: AssetRef } | { readonly reason: UnreadReason; readonly text: string }
);

/**
 * A line is one path or URL, or it holds any number of ids and URLs. Lines don't tell which row an id
 * is in: where some stand for versions, none is taken for a file. Nor is one where lines hold several,
 * as the rows of a table do: one of them may be a version's.
 */
export function* readTextLines(text: string, context: FinderContext): Generator<TextPart> {
  const isOfVersions = speaksOfVersions(text);
  const isOfRows = looksLikeRows(text);
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    let isUnclear = false;
    for (const part of lineParts(line, raw, context)) {
      const isWhole = 'ref' in part && !isOneVersion(part.ref);
      if (!isWhole || !(isOfVersions || isOfRows)) yield part;
      else isUnclear = true;
    }
    const reason = isOfVersions ? 'versionUnclear' : 'severalFiles';
    if (isUnclear) yield { line, reason, text: raw };
  }
}

/** Names of files and folders, and software, may be called so too. */
function speaksOfVersions(text: string): boolean {
  if (!mayBeVersion.test(text)) return false;
  return text.split(/\r\n|\r|\n/).some((line) => {
    if (holdsVersionMark(line) || besideVersion.test(line)) return true;
    if (!mayBeVersion.test(line) || /^\s*(?:[-*+]\s+)?\/[^/*]/.test(line)) return false;
    return saysVersion(folded(withoutAddresses(line.slice(0, longestWords))));
  });
}

/** Without URLs, paths and names of files. */
function withoutAddresses(line: string): string {
  return line
    .replace(/\w+:\/\/\S+|(?<![^\s"'(=])\/\S+/g, ' ')
    .replace(/[\w./-]+\.\w{2,5}\b/g, (name) => (isMediaName(name) ? ' ' : name));
}

/** An id with a version's number in its line, as in a log: `64f0… v2`. */
const besideVersion = new RegExp(
  inTurn([/ID[^/]{0,80}?[\s("']NUMBER/, /|(?:^|[\s("'])NUMBER[^/]{0,80}?ID/])
    .replaceAll('ID', loneFileIdSource)
    .replaceAll('NUMBER', 'v\\d+(?![\\w.])'),
);

/** Any letter beyond ASCII may be a part of the word in another language. */
const mayBeVersion =
  /ver|rev|fassung|phien|wersj|v_?id|v\d|bertsio|leagan|weergawe|toleo|inguqulo|inacic|bersyon|[\u0080-\uffff]/i;
const longestWords = 10_000;

/** How many brackets of a line, as in a statement, hold more than one id. */
function groupsOf(line: string): number {
  return line.split(/[)\]}]/).filter((group) => idsOf(group) > 1).length;
}

/** Two ids that belong together: `64f0…:64f1…`, a tuple, the attributes of an element. */
const pair = new RegExp(
  inTurn([
    /(?:values|[[(,]|^)\s{0,40}\(\s{0,40}["'`]?ID["'`]?\s{0,40},\s{0,40}["'`]?ID/,
    /|<[a-z][^<>]{0,400}?ID[^<>]{0,400}?ID/,
    /|ID\s{0,40}<\/t[dh]>\s{0,40}<t[dh][^<>]{0,200}>\s{0,40}ID/,
    /|ID["'`]?(?:[ \t]{0,8}(?:[:@#=~\u2190-\u21ff]|-+>|=+>)[ \t]{0,8}|\.)["'`]?ID/,
  ]).replaceAll('ID', loneFileIdSource),
  'im',
);

/**
 * Whether several lines hold more than one id, or one does below something like a header or among
 * lines that leave a cell empty.
 */
function looksLikeRows(text: string): boolean {
  if (pair.test(text)) return true;
  let [rows, others] = [0, 0];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const ids = idsOf(line);
    if (ids > 1) rows += Math.max(1, groupsOf(line));
    else if (ids === 1 && /^\s*[;,|\t]|[;,|\t]\s*$/.test(line)) others += 1;
    else if (ids === 0 && /^\s*[^#\s][^/]*$/.test(line)) others += 1;
    if (rows > 1 || (rows > 0 && others > 0)) return true;
  }
  return false;
}

function* lineParts(line: number, raw: string, context: FinderContext): Generator<TextPart> {
  const trimmed = raw.trim();
  if (isFileId(trimmed)) {
    yield { line, ref: { kind: 'id', fileId: trimmed } };
    return;
  }
  if (holdsPrivateKey(trimmed)) yield { line, reason: 'privateKey', text: trimmed };
  if (trimmed === '' || /^(?:#|\/\/ |\/\*(?!.*\*\/.))/.test(trimmed)) return;
  const isOne = !/^<\/[\w:-]+\s*>|\.\w{2,5}\s+\/|[,;\t|\s]\w+:\/\//.test(trimmed);
  const whole = isOne ? parseRef(trimmed.replace(/^[-*+]\s+/, ''), context) : undefined;
  const isAll = whole?.kind === 'path' || whole?.kind === 'version';
  const isOnly = () => idsAndUrls(raw, context).filter(({ isNamed }) => isNamed).length < 2;
  if (whole && (isAll || isOnly())) yield { line, ref: whole };
  else yield* partsOfLine(line, raw, context);
}

/** The ids and URLs of a line; a file's id that is a part of a version's address names nothing. */
function idsAndUrls(text: string, context: FinderContext) {
  const found = findReferences(text, '', context).flatMap(({ ref, place, strength }) =>
    ref.kind === 'name' || ref.kind === 'path' || (ref.kind === 'id' && strength === 'weak')
      ? []
      : [{ ref, place }],
  );
  const ofVersions = new Set(
    found.flatMap(({ ref }) => (ref.kind === 'version' ? [ref.fileId] : [])),
  );
  return found.map((each) => ({
    ...each,
    isNamed: each.ref.kind !== 'id' || !ofVersions.has(each.ref.fileId),
  }));
}

function* partsOfLine(line: number, text: string, context: FinderContext): Generator<TextPart> {
  let from = 0;
  let rest = '';
  let understood = false;
  for (const { ref, place, isNamed } of idsAndUrls(text, context)) {
    understood = true;
    if (isNamed) yield { line, ref };
    rest += `${text.slice(from, Math.max(from, place.column - 1))} `;
    from = Math.max(from, place.column - 1 + place.length);
  }
  rest += text.slice(from);
  const words = maskPrivateKeys(rest.replace(tagEnd, ' ')).split(/[\s,;|"'`[\]{}()]+/);
  for (const word of words) {
    const path = /^\/[^/]/.test(word) ? parseRef(word, context) : undefined;
    const reason = path ? undefined : reasonOf(word);
    if (path) yield { line, ref: path };
    else if (reason) yield { line, reason, text: word };
    understood ||= path !== undefined || reason !== undefined;
  }
  if (!understood && words.some((word) => /[\p{L}\p{N}]/u.test(word))) {
    yield { line, reason: 'nothingFound', text };
  }
}

/** The slash of a tag begins no path. */
const tagEnd = /<\/[\w:-]*\s*>?|\/>/g;

/** Words that were meant to name something; others are prose. */
function reasonOf(word: string): UnreadReason | undefined {
  if (word.includes('://')) return 'otherUrl';
  return /^(?=.*\d)[\w-]{16,64}$/.test(word) ? 'malformedId' : undefined;
}
