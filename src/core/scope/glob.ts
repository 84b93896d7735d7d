import { matchList } from './matchList';

/** A glob made ready: its segments, and whether it is tied to the folder it is relative to. */
export interface Glob {
  readonly segments: readonly string[];
  readonly anchored: boolean;
}

/**
 * Reads a glob as Git and ripgrep do: `*`, `?`, `[a-z]` within a segment, `**` across segments, a
 * slash anywhere but at the end ties it to its folder. A trailing slash is the caller's business.
 */
export function parseGlob(text: string): Glob {
  const path = text.replace(/\/+$/, '');
  const anchored = path.includes('/');
  return { segments: path.replace(/^\/+/, '').split('/'), anchored };
}

/** A list of globs as its person writes them on a system: Windows has `\\` where others have `/`. */
export function globsOn(platform: string, globs: readonly string[]): readonly string[] {
  return platform === 'win32' ? globs.map((glob) => glob.replaceAll('\\', '/')) : globs;
}

/** Nobody writes so many choices; they double with each `{a,b}`. */
const mostChoices = 1000;

/**
 * One glob for each choice of its `{a,b}` groups, nested ones too. Throws a `RangeError` for one that
 * stands for more than `mostChoices`.
 */
export function expandBraces(text: string): readonly string[] {
  let globs: readonly string[] = [text];
  for (;;) {
    const next: string[] = [];
    let isDone = true;
    for (const glob of globs) {
      const group = /\{([^{}]*)\}/.exec(glob);
      const pieces = group?.[1]?.split(',') ?? [''];
      if (next.length + pieces.length > mostChoices) {
        throw new RangeError(`The glob ${text.slice(0, 80)} has more than ${mostChoices} choices.`);
      }
      const before = glob.slice(0, group?.index);
      const after = group ? glob.slice(group.index + group[0].length) : '';
      for (const piece of pieces) next.push(before + piece + after);
      if (group) isDone = false;
    }
    if (isDone) return [...new Set(globs)];
    globs = next;
  }
}

/** Whether a glob matches a whole path. Takes at most pattern length times path length steps. */
export function globMatches({ segments, anchored }: Glob, path: string): boolean {
  const parts = path.split('/');
  return matchList(anchored ? segments : ['**', ...segments], parts, {
    isAny: (segment) => segment === '**',
    matches: segmentMatches,
  });
}

function segmentMatches(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  if (!/[*?[\\]/.test(pattern)) return false;
  return matchList(tokens(pattern), Array.from(name), {
    isAny: (token) => token === '*',
    matches: tokenMatches,
  });
}

/** `*`, `?`, `[…]` and single characters. */
function tokens(pattern: string): readonly string[] {
  return (
    pattern
      .match(/\\[\s\S]|\[!?\]?[^\]]*\]|\*+|[\s\S]/g)
      ?.map((token) => (/^\*+$/.test(token) ? '*' : token)) ?? []
  );
}

function tokenMatches(token: string, char: string): boolean {
  if (token === '?') return true;
  if (token.length === 2 && token.startsWith('\\')) return token[1] === char;
  if (token.length > 2 && token.startsWith('[')) return classMatches(token.slice(1, -1), char);
  return token === char;
}

function classMatches(body: string, char: string): boolean {
  const negated = /^[!^]/.test(body);
  const ranges = (negated ? body.slice(1) : body).matchAll(/([\s\S])-([\s\S])|[\s\S]/g);
  for (const [single, low, high] of ranges) {
    const hit =
      low !== undefined && high !== undefined ? low <= char && char <= high : single === char;
    if (hit) return !negated;
  }
  return negated;
}
