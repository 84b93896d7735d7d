import type { Glob } from './glob';
import { expandBraces, globMatches, parseGlob } from './glob';

/** A glob of the scope that no file or folder of a search matched. */
export interface UnmatchedGlob {
  readonly list: 'include' | 'exclude';
  readonly glob: string;
}

/** The globs of one list, and which of them have matched anything so far. */
export class ScopeGlobs {
  private readonly globs: {
    readonly text: string;
    readonly choices: readonly Glob[];
    used: boolean;
  }[];
  private readonly keyOf: (path: string) => string;

  /** `ignoreCase`: the disk takes any case for the same file. Throws a `RangeError` as `expandBraces`. */
  constructor(texts: readonly string[], ignoreCase: boolean) {
    this.keyOf = ignoreCase ? (path) => path.toLowerCase() : (path) => path;
    this.globs = texts.map((text) => ({
      text,
      choices: expandBraces(this.keyOf(text)).map(parseGlob),
      used: false,
    }));
  }

  get size(): number {
    return this.globs.length;
  }

  /** Whether one matches a path, or a folder above it: that stands for all that is in it. */
  holds(path: string): boolean {
    if (this.globs.length === 0) return false;
    const key = this.keyOf(path);
    let isHeld = false;
    for (const each of this.globs) {
      // What has matched before need not be asked again but for the answer.
      if (isHeld && each.used) continue;
      if (!each.choices.some((glob) => matchesOrHolds(glob, key))) continue;
      each.used = true;
      isHeld = true;
    }
    return isHeld;
  }

  /** Those that have matched nothing. */
  unused(): readonly string[] {
    return this.globs.filter(({ used }) => !used).map(({ text }) => text);
  }
}

function matchesOrHolds(glob: Glob, path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (globMatches(glob, path.slice(0, end))) return true;
  }
  return false;
}
