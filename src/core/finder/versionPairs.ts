import type { IdMention } from './idMentions';
import { idReference } from './idMentions';
import type { Mention } from './mention';
import { mention } from './mention';

/** A line with its 24-hex strings; lines that only open a `versionInfo` belong here too. */
export interface IdLine {
  readonly line: number;
  readonly text: string;
  readonly ids: readonly IdMention[];
}

interface Placed extends IdMention {
  readonly line: number;
  readonly text: string;
  readonly inVersionInfo: boolean;
}

/** A `versionInfo` is closed a few lines below; an `id` further down is something else's. */
const versionInfoLines = 3;
/** How far apart, in lines, a file's id and its version's can stand. */
const mostLinesBefore = 400;
const mostLinesAfter = 60;

const versionInfo = /version_?info/gi;

/** Whether a line without ids matters all the same. */
export function opensVersionInfo(line: string): boolean {
  return /ersion_?info/i.test(line);
}

const none: readonly Mention[] = [];

/**
 * The references that a file's ids make, by their line. A versionId needs its file's id: alone it addresses
 * nothing, and taken for a fileId it could name a whole file.
 */
export function idReferences(lines: readonly IdLine[]): (line: number) => readonly Mention[] {
  if (!lines.some(speaksOfVersions)) {
    // Made as they are asked for: a list of ids has very many.
    const byLine = new Map(lines.map(({ line, ids }) => [line, ids] as const));
    return (line) => byLine.get(line)?.map(idReference) ?? none;
  }
  const placed = place(lines);
  const next = nextFiles(placed);
  const mentions = new Map<number, Mention[]>();
  let previous: Placed | undefined;
  for (const [index, each] of placed.entries()) {
    const isVersion = each.inVersionInfo || each.role === 'version';
    const file = isVersion ? partner(each, previous, next[index]) : undefined;
    const onLine = mentions.get(each.line) ?? [];
    onLine.push(isVersion ? versionReference(each, file) : idReference(each));
    mentions.set(each.line, onLine);
    if (each.role === 'file') previous = each;
  }
  return (line) => mentions.get(line) ?? none;
}

function speaksOfVersions({ text, ids }: IdLine): boolean {
  return opensVersionInfo(text) || ids.some(({ role }) => role === 'version');
}

function versionReference(version: Placed, file: Placed | undefined): Mention {
  if (!file) return { ...idReference(version), strength: 'weak', named: false };
  const ref = { kind: 'version', fileId: file.id, versionId: version.id } as const;
  const { start, end } = version;
  return mention({ start, end }, ref, 'certain');
}

function place(lines: readonly IdLine[]): readonly Placed[] {
  const placed: Placed[] = [];
  let openedOn: number | undefined;
  for (const { line, text, ids } of lines) {
    const markers = [...text.matchAll(versionInfo)].map(({ index }) => index);
    let marker = -1;
    let passed = 0;
    for (const each of ids) {
      while ((markers[passed] ?? Infinity) < each.start) marker = markers[passed++] ?? -1;
      const isId = each.key === 'id';
      const here = isId && marker >= 0 && !text.slice(marker, each.start).includes('}');
      const above = isId && openedOn !== undefined && line - openedOn <= versionInfoLines;
      if (isId) [openedOn, marker] = [undefined, -1];
      placed.push({ ...each, line, text, inVersionInfo: here || above });
    }
    const last = markers.at(-1);
    if (last !== undefined && !text.slice(last).includes('}')) openedOn = line;
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
  return linesBefore === 0 && isApart(version.text, nearBefore.end, version.start)
    ? nearAfter
    : nearBefore;
}

/** Whether an object ends between two ids of a line. */
function isApart(text: string, from: number, to: number): boolean {
  return to - from > 500 || /[})]/.test(text.slice(from, to));
}
