import { configuredEndpoints, namesEndpoint } from './configuredEndpoints';
import type { FinderContext } from './finderContext';
import { findIds } from './idMentions';
import { ImageKitTag } from './imageKitTag';
import type { Mention } from './mention';
import { findOverlays } from './overlayMentions';
import { findPaths, speaksOfImageKit } from './pathMentions';
import { maskPrivateKeys } from './maskKeys';
import { OpenIdList } from './openIdList';
import type { FileFindings, Reference } from '../reference';
import { joinedSpans, outside } from './span';
import type { TextLine } from './textLine';
import { matchesTrigger, triggeredLines } from './textLine';
import type { UrlFindings } from './urlMentions';
import { findUrls } from './urlMentions';
import type { IdLine } from './versionPairs';
import { idReferences, opensVersionInfo } from './versionPairs';

interface ReadLine extends TextLine {
  readonly urls: UrlFindings;
  readonly inImageKitTag: boolean;
}

/** Finds every reference in a text. Linear in the text's length, and never throws. */
export function findReferences(text: string, file: string, context: FinderContext): Reference[] {
  return [...findInFile(text, file, context).references];
}

/** Everything a text says; lines that match no trigger are not looked at. */
export function findInFile(text: string, file: string, context: FinderContext): FileFindings {
  return findInLines(triggeredLines(text, context), file, context);
}

/**
 * The same from the lines that match `context.trigger` alone, which is what a search program hands
 * over: lines that don't match it change nothing.
 */
export function findInLines(
  lines: Iterable<TextLine>,
  file: string,
  context: FinderContext,
): FileFindings {
  const read: ReadLine[] = [];
  const list = new OpenIdList();
  const tag = new ImageKitTag((text) => matchesTrigger(text, context));
  const idLines: IdLine[] = [];
  for (const { line, text: raw } of lines) {
    const text = maskPrivateKeys(raw);
    const urls = findUrls(text, context);
    const ids = list.next({ line, text }, outside(findIds(text), urls.spans));
    read.push({ line, text, urls, inImageKitTag: tag.next({ line, text }) });
    if (ids.length > 0 || opensVersionInfo(text)) idLines.push({ line, text, ids });
  }
  const endpoints = distinct(read, ({ text, urls }) => [
    urls.endpoints,
    configuredEndpoints(text, file),
  ]);
  const speaks =
    endpoints.length > 0 || read.some(({ text, urls }) => speaksOfImageKit(text, urls.spans));
  const isImageKits = speaks || read.some(({ urls }) => urls.mentions.length > 0);
  const ids = idReferences(isImageKits ? idLines : withoutDatabaseIds(idLines));
  const references: Reference[] = [];
  for (const { line, text, urls, inImageKitTag } of read) {
    const overlays = findOverlays(text, urls.mentions);
    const taken = overlays.length === 0 ? urls.spans : joinedSpans(urls.spans, overlays);
    const mentions = inOrder([
      urls.mentions,
      overlays,
      ids.get(line) ?? [],
      findPaths(text, taken, { speaks, inImageKitTag }),
    ]);
    for (const mention of mentions) references.push(referenceOf(mention, file, line, text));
  }
  const hasEndpoint = endpoints.length > 0 || read.some(({ text }) => namesEndpoint(text));
  const folders = distinct(read, ({ urls }) => [urls.folders]);
  return { file, references, endpoints, folders, hasEndpoint };
}

/** What lines say, each thing once: most say nothing. */
function distinct(
  lines: readonly ReadLine[],
  textsOf: (line: ReadLine) => readonly (readonly string[])[],
): readonly string[] {
  let found: Set<string> | undefined;
  for (const line of lines) {
    for (const texts of textsOf(line)) for (const text of texts) (found ??= new Set()).add(text);
  }
  return found ? [...found] : none;
}

const none: readonly never[] = [];

/** Most lines hold one kind of mentions, which is in order already. */
function inOrder(lists: readonly (readonly Mention[])[]): readonly Mention[] {
  const [first = none, ...more] = lists.filter(({ length }) => length > 0);
  return more.length === 0 && first.length < 2
    ? first
    : [first, ...more].flat().sort((one, other) => one.start - other.start);
}

/** Beside a database's own ids, an id without a word about it is one of them. */
function withoutDatabaseIds(lines: readonly IdLine[]): readonly IdLine[] {
  const isDatabase = lines.some(({ ids }) => ids.some(({ role }) => role === 'database'));
  if (!isDatabase) return lines;
  return lines.map((line) => ({
    ...line,
    ids: line.ids.map((id) => (id.role === 'bare' ? { ...id, role: 'foreign' as const } : id)),
  }));
}

function referenceOf(mention: Mention, file: string, line: number, text: string): Reference {
  const { start, end, ref, strength, named, needsEndpoint, otherAccount } = mention;
  const isLong = text.length > keepsLine;
  const value = text.slice(start, end);
  return {
    ref: isLong ? ownRef(ref) : ref,
    place: { file, line, column: start + 1, length: end - start },
    value: isLong ? own(value) : value,
    strength,
    named,
    needsEndpoint,
    otherAccount,
  };
}

/** A part of a string keeps the whole in memory; from longer lines than this, parts are copied. */
const keepsLine = 512;

function own(part: string): string {
  return JSON.parse(JSON.stringify(part)) as string;
}

function ownRef<T extends Mention['ref']>(ref: T): T {
  return JSON.parse(JSON.stringify(ref)) as T;
}
