import { configuredEndpoints } from './configuredEndpoints';
import type { FinderContext } from './finderContext';
import { findIds } from './idMentions';
import type { Mention } from './mention';
import { findPaths, speaksOfImageKit } from './pathMentions';
import { maskPrivateKeys } from './privateKey';
import type { FileFindings, Reference } from './reference';
import { outside } from './span';
import type { UrlFindings } from './urlMentions';
import { findUrls } from './urlMentions';
import type { IdLine } from './versionPairs';
import { idReferences, opensVersionInfo } from './versionPairs';

/** A line of a file; `line` counts from 1. */
export interface TextLine {
  readonly line: number;
  /** Without its line break. */
  readonly text: string;
}

/** No person writes a line of a script or style sheet as long as this. */
const minifiedLine = 5000;

interface ReadLine extends TextLine {
  readonly urls: UrlFindings;
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
  const canBeMinified = /\.(?:[cm]?js|css)$/i.test(file);
  const idLines: IdLine[] = [];
  for (const { line, text: raw } of lines) {
    if (canBeMinified && raw.length > minifiedLine) {
      return { file, references: [], endpoints: [], minified: true };
    }
    const text = maskPrivateKeys(raw);
    const urls = findUrls(text, context);
    const ids = outside(findIds(text), urls.spans);
    read.push({ line, text, urls });
    if (ids.length > 0 || opensVersionInfo(text)) idLines.push({ line, text, ids });
  }
  const endpoints = [
    ...new Set(
      read.flatMap(({ text, urls }) => [...urls.endpoints, ...configuredEndpoints(text, file)]),
    ),
  ];
  const speaks =
    endpoints.length > 0 || read.some(({ text, urls }) => speaksOfImageKit(text, urls.spans));
  const isImageKits = speaks || read.some(({ urls }) => urls.mentions.length > 0);
  const ids = idReferences(isImageKits ? idLines : withoutDatabaseIds(idLines));
  const references = read.flatMap(({ line, text, urls }) =>
    [...urls.mentions, ...(ids.get(line) ?? []), ...findPaths(text, urls.spans, speaks)]
      .sort((a, b) => a.start - b.start)
      .map((mention) => referenceOf(mention, file, { line, text })),
  );
  return { file, references, endpoints, minified: false };
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

function referenceOf(mention: Mention, file: string, { line, text }: TextLine): Reference {
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

/** The lines of a text that can say anything, in the positions that an editor shows. */
export function* triggeredLines(text: string, context: FinderContext): Generator<TextLine> {
  const trigger = new RegExp(context.trigger);
  const lineBreak = /\r\n|\r|\n/g;
  let line = 1;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  trigger.lastIndex = start;
  for (let hit = trigger.exec(text); hit; hit = trigger.exec(text)) {
    lineBreak.lastIndex = start;
    let end = text.length;
    for (let found = lineBreak.exec(text); found; found = lineBreak.exec(text)) {
      if (found.index >= hit.index) {
        end = found.index;
        break;
      }
      line += 1;
      start = lineBreak.lastIndex;
    }
    yield { line, text: text.slice(start, end) };
    trigger.lastIndex = end;
  }
}
