import { foldedText } from './foldedText';

/** A glob over library paths, compiled. */
export interface PathPattern {
  /** As it was written. */
  readonly text: string;
  readonly parts: readonly Part[];
}

/** One name of a path by its characters, or any number of names. */
type Part = readonly string[] | typeof anyFolders;

const anyFolders = Symbol('**');

/** What would make a pattern protect nothing: richer globs, a URL, a path relative to somewhere. */
const notUnderstood = /[[\]{}\\]|^!|:\/\/|(^|\/)\.{1,2}(\/|$)|^\s|\s$|^\/*$/;

/**
 * Compiles a glob: `*` and `?` stay within a name, `**` spans folders, and a pattern with no slash
 * before its end means that name in any folder. What matches a folder covers all in it. `undefined`
 * for what is not understood.
 */
export function pathPattern(text: string): PathPattern | undefined {
  if (notUnderstood.test(text)) return undefined;
  const anchored = text.replace(/\/+$/, '').includes('/');
  const parts = namesOf(anchored ? text : `**/${text}`).map((name): Part =>
    name === '**' ? anyFolders : Array.from(name),
  );
  return { text, parts: [...parts, anyFolders] };
}

/**
 * The first pattern that covers a path. A repository may have written the patterns, so each takes no
 * more than its length times the path's in steps, whatever it looks like.
 */
export function coveringPattern(
  patterns: readonly PathPattern[],
  path: string,
): PathPattern | undefined {
  const names = namesOf(path).map((name) => Array.from(name));
  return patterns.find(({ parts }) => matches(parts, names, isAnyFolders, matchesName));
}

function namesOf(path: string): readonly string[] {
  return foldedText(path)
    .split('/')
    .filter((name) => name !== '');
}

const isAnyFolders = (part: Part | undefined) => part === anyFolders;

function matchesName(part: Part, name: readonly string[]): boolean {
  return part !== anyFolders && matches(part, name, isStar, matchesLetter);
}

const isStar = (letter: string | undefined) => letter === '*';

const matchesLetter = (wanted: string, letter: string) => wanted === '?' || wanted === letter;

/**
 * Matches items against parts of which some stand for any number of items. Only the last such part
 * ever has to be tried again with one item more, so there is no exponential search.
 */
function matches<P, I>(
  parts: readonly P[],
  items: readonly I[],
  isAny: (part: P | undefined) => boolean,
  matchesOne: (part: P, item: I) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  let anyPart = -1;
  let anyItem = 0;
  while (item < items.length) {
    const wanted = parts[part];
    const actual = items[item];
    if (isAny(wanted)) {
      anyPart = part;
      anyItem = item;
      part += 1;
    } else if (wanted !== undefined && actual !== undefined && matchesOne(wanted, actual)) {
      part += 1;
      item += 1;
    } else if (anyPart >= 0) {
      anyItem += 1;
      item = anyItem;
      part = anyPart + 1;
    } else return false;
  }
  while (isAny(parts[part])) part += 1;
  return part === parts.length;
}
