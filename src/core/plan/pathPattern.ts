import { matchList, type ListMatching } from '../scope/matchList';
import { foldedLetters } from './foldedText';

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
    name === '**' ? anyFolders : foldedLetters(name),
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
  const items = namesOf(path).map(foldedLetters);
  return patterns.find(({ parts }) => matchList(parts, items, names));
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '');
}

const names: ListMatching<Part, readonly string[]> = {
  isAny: (part) => part === anyFolders,
  matches: (part, name) =>
    part !== anyFolders &&
    (matchList(part, name, letters) ||
      (holdsLong(part, name) && matchList(spelledOut(part), spelledOut(name), letters))),
};

/** The lower case of `\u0130` is two letters: `?` stands for it as one, and it equals the two. */
function holdsLong(...lists: readonly (readonly string[])[]): boolean {
  return lists.some((list) => list.includes(longLetter));
}

const longLetter = '\u0130'.toLowerCase();

function spelledOut(folded: readonly string[]): readonly string[] {
  return folded.flatMap((letter) => Array.from(letter));
}

const letters: ListMatching<string, string> = {
  isAny: (letter) => letter === '*',
  matches: (wanted, letter) => wanted === '?' || wanted === letter,
};
