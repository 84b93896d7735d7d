import type { FileFindings } from '../fileFindings';
import type { PatternMention, PathPattern, Reference } from '../reference';
import { mayBeFolder } from '../reference';
import { ReferenceWriter } from '../referenceWriter';
import { isEnvFile } from '../scope/searchScope';
import { findEncodedUrls } from './encodedUrls';
import type { FileFacts } from './fileFacts';
import { elementsOf, FactsReader, judgeAlike } from './fileFacts';
import type { FinderContext } from './finderContext';
import { findFullPaths } from './fullPaths';
import { FileIds } from './fileIds';
import type { Around } from './keyedPaths';
import type { BrokenLine } from './brokenLines';
import { joinerOf, placedInFile } from './brokenLines';
import type { Mention } from './address/mention';
import { mention, pathRef } from './address/mention';
import { findOverlays } from './overlayMentions';
import { findPaths } from './pathMentions';
import type { PatternSpan } from './patternMentions';
import { findPatterns } from './patternMentions';
import type { ReadLine } from './readLines';
import { ReadLines } from './readLines';
import { OpenCalls } from './sdkCalls';
import { noElements } from './sdkElements';
import { joinedSpans } from './writing/span';
import type { TextLine } from './textLine';
import { matchesTrigger, triggeredLines } from './textLine';

/** Finds every reference in a text. Linear in the text's length, and never throws. */
export function findReferences(text: string, file: string, context: FinderContext): Reference[] {
  return [...findInFile(text, file, context).references];
}

/** Everything a text says; lines that match no trigger are not looked at. */
export function findInFile(text: string, file: string, context: FinderContext): FileFindings {
  const join = joinerOf(file, text);
  if (join) return findInBroken(join(text), file, context);
  const lines = { [Symbol.iterator]: () => triggeredLines(text, context) };
  return findInLines(lines, file, context);
}

function findInBroken(
  all: Iterable<BrokenLine>,
  file: string,
  context: FinderContext,
): FileFindings {
  const lines = [...all].filter((each) => matchesTrigger(each.text, context));
  const byNumber = new Map<number, BrokenLine>(lines.map((each) => [each.line, each]));
  return findInLines(lines, file, context, (reference) => {
    const line = byNumber.get(reference.place.line);
    return line ? placedInFile(reference, line) : reference;
  });
}

/**
 * The same from the lines that match `context.trigger` alone, which is what a search program hands
 * over: lines that don't match it change nothing. They are gone through several times. Not for files
 * whose lines have to be joined first: `placed` tells where a reference in such a line stands.
 */
export function findInLines(
  lines: Iterable<TextLine>,
  file: string,
  context: FinderContext,
  placed: (reference: Reference) => Reference = (reference) => reference,
): FileFindings {
  const read = new ReadLines(lines, context);
  const first = new FactsReader(file);
  for (const line of read.first) first.add(line);
  const known = first.facts();
  const finder = { file, context, placed };
  if (!read.isLarge) return findIn(read, known, finder);
  // The beginning of a large file most often tells what all of it does: then it is read only once.
  const all = new FactsReader(file);
  const found = findIn(read, known, { ...finder, onLine: (line) => all.add(line) });
  const facts = all.facts();
  return judgeAlike(known, facts) ? { ...found, ...fileWide(facts) } : findIn(read, facts, finder);
}

/** How lines are looked into. */
interface LineFinder {
  readonly file: string;
  readonly context: FinderContext;
  readonly placed: (reference: Reference) => Reference;
  /** Told each line on the way. */
  readonly onLine?: (line: ReadLine) => void;
}

/** What the lines say where the file as a whole says what is given. */
function findIn(
  lines: ReadLines,
  facts: FileFacts,
  { file, context, placed, onLine }: LineFinder,
): FileFindings {
  const elements = elementsOf(lines, facts);
  const ids = new FileIds(lines, facts, isEnvFile(file));
  const calls = new OpenCalls();
  const references = new ReferenceWriter();
  const paths = new ReferenceWriter();
  const patterns: PatternMention[] = [];
  let hasFolderUrl = false;
  let at = -1;
  for (const line of lines) {
    onLine?.(line);
    at += 1;
    const { speaks, names } = facts;
    const isArgument = !line.lone && calls.next(line);
    const around = { speaks, names, elements: elements.get(at) ?? noElements, isArgument };
    const mentions = mentionsOf(line, ids.next(line), around, context);
    for (const found of line.own(mentions)) {
      const reference = referenceOf(found, file, line);
      hasFolderUrl ||= mayBeFolder(reference);
      references.add(placed(reference));
    }
    if (line.lone || !line.counts) continue;
    for (const path of line.own(findFullPaths(line.text, line.urls.spans))) {
      const claim = mention(path, pathRef(path.paths), 'weak', { named: false });
      paths.add(referenceOf(claim, file, line));
    }
    for (const found of line.own([...line.urls.patterns, ...findPatterns(line.text, context)])) {
      patterns.push(patternOf(found, file, line));
    }
  }
  return {
    file,
    references: references.finish(file),
    paths: paths.finish(file),
    patterns,
    hasFolderUrl,
    ...fileWide(facts),
  };
}

/** What is told of a file besides what its lines mention. */
function fileWide({ endpoints, folders, hasEndpoint }: FileFacts) {
  return { endpoints, folders, hasEndpoint };
}

/** What a line mentions, in order, as the rest of its file makes it. */
function mentionsOf(
  line: ReadLine,
  ids: readonly Mention[],
  around: Around,
  context: FinderContext,
): readonly Mention[] {
  const { text, urls } = line;
  const encoded = findEncodedUrls(text, context.encoded, context.endpoints);
  if (line.lone) return encoded.length === 0 ? ids : inOrder([encoded, ids]);
  const overlays = findOverlays(text, urls.mentions);
  const taken = overlays.length === 0 ? urls.spans : joinedSpans(urls.spans, overlays);
  return inOrder([urls.mentions, overlays, encoded, ids, findPaths(line, taken, around)]);
}

const none: readonly never[] = [];

/** Most lines hold one kind of mentions, which is in order already. */
function inOrder(lists: readonly (readonly Mention[])[]): readonly Mention[] {
  const [first = none, ...more] = lists.filter(({ length }) => length > 0);
  return more.length === 0 && first.length < 2
    ? first
    : [first, ...more].flat().sort((one, other) => one.start - other.start);
}

function referenceOf(mention: Mention, file: string, { line, text, part }: ReadLine): Reference {
  const { start, end, ref, strength, named, needsEndpoint, otherAccount } = mention;
  return {
    ref,
    place: { file, line, column: (part?.shift ?? 0) + start + 1, length: end - start },
    value: text.slice(start, end),
    strength,
    named,
    needsEndpoint,
    otherAccount,
  };
}

function patternOf(
  { start, end, pattern }: PatternSpan,
  file: string,
  { line, text, part }: ReadLine,
): PatternMention {
  const place = { file, line, column: (part?.shift ?? 0) + start + 1, length: end - start };
  return { pattern: text.length > keepsLine ? owned(pattern) : pattern, place };
}

/** A part of a string keeps the whole in memory; from longer lines than this, parts are copied. */
const keepsLine = 512;

function owned(pattern: PathPattern): PathPattern {
  return JSON.parse(JSON.stringify(pattern)) as PathPattern;
}
