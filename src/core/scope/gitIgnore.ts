import type { Glob } from './glob';
import { globMatches, parseGlob } from './glob';

interface Rule {
  readonly glob: Glob;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

/** The rules of one `.gitignore`, in its order. */
export type IgnoreRules = readonly Rule[];

/** Reads a `.gitignore`. */
export function parseIgnoreFile(text: string): IgnoreRules {
  return text
    .split(/\r?\n/)
    .map(withoutSpaces)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const negated = line.startsWith('!');
      const pattern = line.replace(/^!/, '').replace(/^\\(?=[#!])/, '');
      return { glob: parseGlob(pattern), negated, foldersOnly: pattern.endsWith('/') };
    });
}

/** Spaces at the end count only after a backslash. */
function withoutSpaces(line: string): string {
  const kept = line.trimEnd();
  return kept.endsWith('\\') && kept.length < line.length ? `${kept} ` : kept;
}

/** What the rules say of a path relative to their folder; `undefined` when they say nothing. */
export function ruling(rules: IgnoreRules, path: string, isFolder: boolean): boolean | undefined {
  const last = rules.findLast(
    ({ glob, foldersOnly }) => (isFolder || !foldersOnly) && globMatches(glob, path),
  );
  return last && !last.negated;
}

/** Rules by the folder that they belong to; `''` is the root. */
export type IgnoreFiles = ReadonlyMap<string, IgnoreRules>;

/**
 * Whether a path is ignored by the nearest rules that mention it. Its folders are taken for not
 * ignored: a walk does not enter those that are.
 */
export function isIgnored(files: IgnoreFiles, path: string, isFolder: boolean): boolean {
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    const rules = files.get(folder);
    const relative = folder === '' ? path : path.slice(folder.length + 1);
    const said = rules && ruling(rules, relative, isFolder);
    if (said !== undefined) return said;
    if (folder === '') return false;
  }
}

/** Whether a path or one of its folders is ignored. */
export function isBelowIgnored(files: IgnoreFiles, path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, index) =>
    isIgnored(files, parts.slice(0, index + 1).join('/'), index < parts.length - 1),
  );
}

/** The folder of a path, `''` at the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
