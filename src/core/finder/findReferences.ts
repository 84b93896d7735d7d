import { configuredEndpoints, namesEndpoint } from './configuredEndpoints';
import type { FinderContext } from './finderContext';
import { findIds } from './idMentions';
import { ImageKitTag } from './imageKitTag';
import { findFullPaths } from './fullPaths';
import type { Mention } from './mention';
import { mention, pathRef } from './mention';
import { findOverlays } from './overlayMentions';
import { findPaths, speaksOfImageKit } from './pathMentions';
import { findPatterns } from './patternMentions';
import { maskPrivateKeys } from './maskKeys';
import { OpenIdList } from './openIdList';
import type { FileFindings, PathPattern, PatternMention, Reference } from '../reference';
import { joinedSpans, outside } from './span';
import type { TextLine } from './textLine';
import { matchesTrigger, triggeredLines } from './textLine';
import type { UrlFindings } from './urlMentions';
import { findUrls } from './urlMentions';
import type { IdLine } from './versionPairs';
import { idReferences, opensVersionInfo } from './versionPairs';

/** No person writes a line of a script or style sheet as long as this. */
const minifiedLine = 5000;

const nothingSaid = {
  ...{ references: [], paths: [], patterns: [], endpoints: [], folders: [] },
  hasEndpoint: false,
} as const;

interface ReadLine extends TextLine {
  /** A search hands it over; the paths of other lines are no one's to find. */
  readonly isTriggered: boolean;
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
  const canBeMinified = /\.(?:[cm]?js|css)$/i.test(file);
  const idLines: IdLine[] = [];
  for (const { line, text: raw } of lines) {
    if (canBeMinified && raw.length > minifiedLine) {
      return { file, ...nothingSaid, minified: true };
    }
    const text = maskPrivateKeys(raw);
    const urls = findUrls(text, context);
    const ids = list.next({ line, text }, outside(findIds(text), urls.spans));
    const isTriggered = matchesTrigger(raw, context);
    read.push({ line, text, urls, inImageKitTag: tag.next({ line, text }), isTriggered });
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
  const paths: Reference[] = [];
  const patterns: PatternMention[] = [];
  for (const { line, text, urls, inImageKitTag, isTriggered } of read) {
    const overlays = findOverlays(text, urls.mentions);
    const taken = overlays.length === 0 ? urls.spans : joinedSpans(urls.spans, overlays);
    const mentions = inOrder([
      urls.mentions,
      overlays,
      ids.get(line) ?? [],
      findPaths(text, taken, { speaks, inImageKitTag }),
    ]);
    for (const each of mentions) references.push(referenceOf(each, file, line, text));
    if (!isTriggered) continue;
    for (const path of findFullPaths(text, urls.spans)) {
      const claim = mention(path, pathRef(path.paths), 'weak', { named: false });
      paths.push(referenceOf(claim, file, line, text));
    }
    for (const { start, end, pattern } of [...urls.patterns, ...findPatterns(text, context)]) {
      const place = { file, line, column: start + 1, length: end - start };
      patterns.push({ pattern: text.length > keepsLine ? owned(pattern) : pattern, place });
    }
  }
  const hasEndpoint = endpoints.length > 0 || read.some(({ text }) => namesEndpoint(text));
  const folders = distinct(read, ({ urls }) => [urls.folders]);
  return { file, references, paths, patterns, endpoints, folders, hasEndpoint, minified: false };
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
    ref: isLong ? owned(ref) : ref,
    place: { file, line, column: start + 1, length: end - start },
    value: isLong ? owned(value) : value,
    strength,
    named,
    needsEndpoint,
    otherAccount,
  };
}

/** A part of a string keeps the whole in memory; from longer lines than this, parts are copied. */
const keepsLine = 512;

function owned<T extends string | Mention['ref'] | PathPattern>(part: T): T {
  return JSON.parse(JSON.stringify(part)) as T;
}
