import { findReferences } from '../finder/findReferences';
import type { FinderContext } from '../finder/finderContext';
import { parseRef } from '../finder/parseRef';
import { holdsPrivateKey, maskPrivateKeys } from '../finder/maskKeys';
import type { AssetRef } from '../reference';
import type { UnreadReason } from './listedRow';

/** What a part of a plain text comes to; `line` counts from 1. */
export type TextPart = { readonly line: number } & (
  { readonly ref: AssetRef } | { readonly reason: UnreadReason; readonly text: string }
);

/** Words of rows that stand for versions. */
const versionWords = /\bfile-version\b|version_?id\b/i;

/**
 * A line is one path or URL, or it holds any number of ids and URLs. Lines don't tell which row an id
 * is in: where some stand for versions, none is taken for a file.
 */
export function* readTextLines(text: string, context: FinderContext): Generator<TextPart> {
  const isOfVersions = versionWords.test(text);
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    for (const part of lineParts(index + 1, raw, context)) {
      yield isOfVersions && 'ref' in part && part.ref.kind === 'id'
        ? { line: part.line, reason: 'versionWithoutFile', text: part.ref.fileId }
        : part;
    }
  }
}

function* lineParts(line: number, raw: string, context: FinderContext): Generator<TextPart> {
  const trimmed = raw.trim();
  if (holdsPrivateKey(trimmed)) yield { line, reason: 'privateKey', text: trimmed };
  if (trimmed === '' || /^(?:#|\/\/ )/.test(trimmed)) return;
  const isOne = !/\.\w{2,5}\s+\//.test(trimmed);
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
  const words = maskPrivateKeys(rest).split(/[\s,;|"'`[\]{}()]+/);
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

/** Words that were meant to name something; others are prose. */
function reasonOf(word: string): UnreadReason | undefined {
  if (word.includes('://')) return 'otherUrl';
  return /^(?=.*\d)[\w-]{16,64}$/.test(word) ? 'malformedId' : undefined;
}
