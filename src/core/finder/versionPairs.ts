import type { IdMention } from './idMentions';
import { idReference } from './idMentions';
import type { Mention } from './address/mention';
import { mention } from './address/mention';
import type { TextLine } from './textLine';
import { allMatches } from './writing/pattern';

/** A line with its 24-hex strings. */
export interface IdLine extends TextLine {
  readonly ids: readonly IdMention[];
}

interface Placed extends IdMention, TextLine {
  /** The place of its line in the lines. */
  readonly at: number;
  readonly inVersionInfo: boolean;
}

/** A `versionInfo` is closed a few lines below; an `id` further down is something else's. */
const versionInfoLines = 3;
/** How far apart, in lines, a file's id and its version's can stand. */
const mostLinesBefore = 400;
const mostLinesAfter = 60;

const versionInfo = /version_?info/gi;

/** Whether a line tells that its file speaks of versions. */
export function speaksOfVersions({ text, ids }: IdLine): boolean {
  return /ersion_?info/i.test(text) || ids.some(({ role }) => role === 'version');
}

const none: readonly Mention[] = [];

/**
 * The references that the ids of a file make where it speaks of versions, for each of its lines. A
 * versionId needs its file's id: alone it addresses nothing, and taken for a fileId it could name a
 * whole file.
 */
export function versionReferences(lines: Iterable<IdLine>): (at: number) => readonly Mention[] {
  const placed = place(lines);
  const next = nextFiles(placed);
  const mentions = new Map<number, Mention[]>();
  let previous: Placed | undefined;
  for (const [index, each] of placed.entries()) {
    const isVersion = each.inVersionInfo || each.role === 'version';
    const file = isVersion ? partner(each, previous, next[index]) : undefined;
    const onLine = mentions.get(each.at) ?? [];
    onLine.push(isVersion ? versionReference(each, file) : idReference(each));
    mentions.set(each.at, onLine);
    if (each.role === 'file') previous = each;
  }
  return (at) => mentions.get(at) ?? none;
}

function versionReference(version: Placed, file: Placed | undefined): Mention {
  if (!file) return { ...idReference(version), strength: 'weak', named: false };
  const ref = { kind: 'version', fileId: file.id, versionId: version.id } as const;
  const { start, end } = version;
  return mention({ start, end }, ref, 'certain');
}

function place(lines: Iterable<IdLine>): readonly Placed[] {
  const placed: Placed[] = [];
  let openedOn: number | undefined;
  let at = -1;
  for (const { line, text, part, ids } of lines) {
    at += 1;
    const own = part?.to ?? text.length;
    const markers = [...allMatches(text, versionInfo)]
      .map(({ index }) => index)
      .filter((index) => index < own);
    let marker = -1;
    let passed = 0;
    for (const each of ids) {
      while ((markers[passed] ?? Infinity) < each.start) marker = markers[passed++] ?? -1;
      const isId = each.key === 'id';
      const here = isId && marker >= 0 && !text.slice(marker, each.start).includes('}');
      const above = isId && openedOn !== undefined && line - openedOn <= versionInfoLines;
      if (isId) [openedOn, marker] = [undefined, -1];
      placed.push({ ...each, line, text, part, at, inVersionInfo: here || above });
    }
    const last = markers.at(-1);
    if (last !== undefined && !text.slice(last, own).includes('}')) openedOn = line;
  }
  return placed;
}

function nextFiles(placed: readonly Placed[]): readonly (Placed | undefined)[] {
  const next: (Placed | undefined)[] = [];
  let file: Placed | undefined;
  for (const each of placed.toReversed()) {
    next.push(file);
    if (each.role === 'file') file = each;
  }
  return next.reverse();
}

/** Inside `versionInfo` the file's id came before; beside a `versionId` key the nearer one counts. */
function partner(
  version: Placed,
  before: Placed | undefined,
  after: Placed | undefined,
): Placed | undefined {
  const nearBefore = before && version.line - before.line <= mostLinesBefore ? before : undefined;
  const nearAfter = after && after.line - version.line <= mostLinesAfter ? after : undefined;
  if (version.inVersionInfo || !nearBefore || !nearAfter) return nearBefore ?? nearAfter;
  const linesBefore = version.line - nearBefore.line;
  const linesAfter = nearAfter.line - version.line;
  if (linesBefore !== linesAfter) return linesBefore < linesAfter ? nearBefore : nearAfter;
  return linesBefore === 0 && isApart(nearBefore, version) ? nearAfter : nearBefore;
}

/** Whether an object ends between two ids of a line. */
function isApart(before: Placed, { text, part, start }: Placed): boolean {
  // Another part of the line shows what stands before its own.
  const from = before.end + (before.part?.shift ?? 0) - (part?.shift ?? 0);
  return start - from > 500 || /[})]/.test(text.slice(Math.max(0, from), start));
}
