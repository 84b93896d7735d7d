import type { Hint, Place } from '../reference';
import type { Coverage } from '../scope/searchScope';

/** Files of a library by what a workspace says of them. */
export interface UsageShelves<T> {
  /** Nothing that was searched mentions them. */
  readonly noMention: readonly T[];
  /** Only their name, a pattern that they fit, or their folder is mentioned; or nothing is known. */
  readonly possible: readonly T[];
  /** How many have a certain or likely reference. */
  readonly referenced: number;
}

/** Sorts the files of a whole library, each into one shelf. */
export function shelvesOf<T>(
  files: Iterable<T>,
  usageOf: (
    file: T,
  ) => { readonly references: readonly Place[]; readonly hints: readonly Hint[] } | undefined,
): UsageShelves<T> {
  const noMention: T[] = [];
  const possible: T[] = [];
  let referenced = 0;
  for (const file of files) {
    const usage = usageOf(file);
    if (usage && usage.references.length > 0) referenced += 1;
    else (usage?.hints.length === 0 ? noMention : possible).push(file);
  }
  return { noMention, possible, referenced };
}

/** Why a search proves nothing about what it did not find: nothing, or not all, was read. */
export type SearchGap =
  { readonly kind: 'nothingSearched' } | { readonly kind: 'unreadable'; readonly files: number };

/** `undefined` when everything that was to be searched was read. */
export function gapOf(coverage: Coverage | undefined): SearchGap | undefined {
  if (!coverage || coverage.searched === 0) return { kind: 'nothingSearched' };
  const { unreadable } = coverage.skipped;
  return unreadable > 0 ? { kind: 'unreadable', files: unreadable } : undefined;
}

/** From so many files on, nearly all of them without a reference is as odd as all. */
const fewFiles = 20;
const nearlyAll = 0.95;

/** Whether so much is unused that the workspace is likely not the one that uses the library. */
export function isWrongWorkspace({
  noMention,
  possible,
  referenced,
}: UsageShelves<unknown>): boolean {
  const unused = noMention.length + possible.length;
  const all = unused + referenced;
  return all > 0 && (referenced === 0 || (all >= fewFiles && unused >= nearlyAll * all));
}
