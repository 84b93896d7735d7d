import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** A path's bytes as one character each, which is how Git compares: `?` stands for one byte. */
function bytesOf(path: string): string {
  return /^[\0-\x7f]*$/.test(path) ? path : Buffer.from(path, 'utf8').toString('latin1');
}

/** After so many questions the package's memory of earlier answers is dropped: it never shrinks. */
const mostRemembered = 2000;

/** The rules of one ignore file. */
class RuleFile {
  private asked = 0;
  private rules: Ignore;

  constructor(
    /** The folder that they are relative to: empty, or with a slash at its end. */
    private readonly base: string,
    private readonly ignoreCase: boolean,
    rules: string | Ignore,
  ) {
    this.rules = ignore({ ignoreCase }).add(rules);
  }

  /** What they say of a path, or of a folder with a slash at its end. */
  ruling(path: string): boolean | undefined {
    if (!path.startsWith(this.base) || path.length === this.base.length) return undefined;
    this.asked += 1;
    if (this.asked % mostRemembered === 0) this.rules = this.copy();
    const { ignored, unignored } = this.rules.test(path.slice(this.base.length));
    return ignored ? true : unignored ? false : undefined;
  }

  /** The same rules for what is in a folder that they ignore and a nearer file takes back. */
  reopened(folder: string): RuleFile {
    if (this.ruling(folder) !== true) return this;
    const literal = folder.slice(this.base.length).replace(/[\\*?[\]!# ]/g, '\\$&');
    return new RuleFile(this.base, this.ignoreCase, this.copy().add([`!/${literal}`]));
  }

  private copy(): Ignore {
    return ignore({ ignoreCase: this.ignoreCase }).add(this.rules);
  }
}

/**
 * Git's rules on what is ignored, as they hold in one folder: its own ignore file first, then those
 * above, then those of the repository and the user. Paths are relative to the repository's top.
 */
export class IgnoreRules {
  private constructor(
    /** The nearest first. */
    private readonly files: readonly RuleFile[],
    private readonly ignoreCase: boolean,
  ) {}

  /** No rules yet. */
  static none(ignoreCase: boolean): IgnoreRules {
    return new IgnoreRules([], ignoreCase);
  }

  /** Adds an ignore file, nearer than all so far; `folder` is the one it belongs to, `''` the top. */
  with(bytes: Uint8Array, folder: string): IgnoreRules {
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '');
    const base = folder === '' ? '' : `${bytesOf(folder)}/`;
    const file = new RuleFile(base, this.ignoreCase, text);
    return new IgnoreRules([file, ...this.files], this.ignoreCase);
  }

  /** Whether a file is ignored, whose folder is not. */
  ignores(file: string): boolean {
    if (this.files.length === 0) return false;
    const path = bytesOf(file);
    for (const each of this.files) {
      const ruling = each.ruling(path);
      if (ruling !== undefined) return ruling;
    }
    return false;
  }

  /** The rules as they hold in a folder; `undefined` when it is ignored. */
  enter(folder: string): IgnoreRules | undefined {
    if (this.files.length === 0) return this;
    const path = `${bytesOf(folder)}/`;
    const at = this.files.findIndex((each) => each.ruling(path) !== undefined);
    if (at < 0) return this;
    if (this.files[at]?.ruling(path) === true) return undefined;
    // Below it, files further away must not go on ignoring what the nearer one has taken back.
    const files = this.files.map((each) => each.reopened(path));
    return files.every((each, index) => each === this.files[index])
      ? this
      : new IgnoreRules(files, this.ignoreCase);
  }
}
