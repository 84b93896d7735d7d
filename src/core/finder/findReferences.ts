import { configuredEndpoints, namesEndpoint } from './configuredEndpoints';
import type { FinderContext } from './finderContext';
import { findEncodedUrls } from './encodedUrls';
import { isEnvFile } from '../scope/searchScope';
import { findFullPaths } from './fullPaths';
import type { IdMention } from './idMentions';
import { findIds, namesMedia } from './idMentions';
import { isMail, isQuotedPrintable, mailLines, placedInMail } from './mailLines';
import type { Mention } from './mention';
import { mention, pathRef } from './mention';
import { findOverlays } from './overlayMentions';
import { findPaths, speaksOfImageKit } from './pathMentions';
import { findPatterns } from './patternMentions';
import { maskPrivateKeys } from './maskKeys';
import { OpenIdList } from './openIdList';
import type { FileFindings, PathPattern, PatternMention, Reference } from '../reference';
import { OpenCalls } from './sdkCalls';
import { elementNames, OpenElements } from './sdkElements';
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
}

/** Finds every reference in a text. Linear in the text's length, and never throws. */
export function findReferences(text: string, file: string, context: FinderContext): Reference[] {
  return [...findInFile(text, file, context).references];
}

/** Everything a text says; lines that match no trigger are not looked at. */
export function findInFile(text: string, file: string, context: FinderContext): FileFindings {
  if (isMail(file) && isQuotedPrintable(text)) return findInMail(text, file, context);
  return findInLines(triggeredLines(text, context), file, context);
}

function findInMail(text: string, file: string, context: FinderContext): FileFindings {
  const lines = [...mailLines(text)].filter((each) => matchesTrigger(each.text, context));
  const byNumber = new Map(lines.map((each) => [each.line, each]));
  const findings = findInLines(lines, file, context);
  const references = findings.references.map((each) => {
    const line = byNumber.get(each.place.line);
    return line ? placedInMail(each, line) : each;
  });
  return { ...findings, references };
}

/**
 * The same from the lines that match `context.trigger` alone, which is what a search program hands
 * over: lines that don't match it change nothing. Not for mails, whose lines have to be joined.
 */
export function findInLines(
  lines: Iterable<TextLine>,
  file: string,
  context: FinderContext,
): FileFindings {
  const read: ReadLine[] = [];
  const list = new OpenIdList();
  const canBeMinified = /\.(?:[cm]?js|css)$/i.test(file);
  const isEnv = isEnvFile(file);
  const idLines: IdLine[] = [];
  for (const { line, text: raw } of lines) {
    if (canBeMinified && raw.length > minifiedLine) {
      return { file, ...nothingSaid, minified: true };
    }
    const text = maskPrivateKeys(raw);
    const urls = findUrls(text, context);
    const found = list.next({ line, text }, outside(findIds(text), urls.spans));
    const ids = isEnv ? found.map(ofEnvironment) : found;
    read.push({ line, text, urls, isTriggered: matchesTrigger(raw, context) });
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
  const names = elementNames(read);
  const counts = (text: string) => matchesTrigger(text, context);
  const open = new OpenElements(names, counts);
  const elements = read.map((line) => open.next(line));
  const calls = new OpenCalls(counts);
  const references: Reference[] = [];
  const paths: Reference[] = [];
  const patterns: PatternMention[] = [];
  for (const [index, { line, text, urls, isTriggered }] of read.entries()) {
    const around = {
      speaks,
      names,
      elements: elements[index] ?? noElements,
      isArgument: calls.next({ line, text }),
    };
    const overlays = findOverlays(text, urls.mentions);
    const taken = overlays.length === 0 ? urls.spans : joinedSpans(urls.spans, overlays);
    const mentions = inOrder([
      urls.mentions,
      overlays,
      findEncodedUrls(text, context.encoded, context.endpoints),
      ids.get(line) ?? [],
      findPaths(text, taken, around),
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
const noElements = { before: undefined, after: undefined } as const;

/** Most lines hold one kind of mentions, which is in order already. */
function inOrder(lists: readonly (readonly Mention[])[]): readonly Mention[] {
  const [first = none, ...more] = lists.filter(({ length }) => length > 0);
  return more.length === 0 && first.length < 2
    ? first
    : [first, ...more].flat().sort((one, other) => one.start - other.start);
}

/** An environment holds the ids of many services: one is a file's where its key speaks of one. */
function ofEnvironment(id: IdMention): IdMention {
  const isOthers = id.role === 'bare' && id.key !== undefined && !namesMedia(id.key);
  return isOthers ? { ...id, role: 'foreign' } : id;
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
