/** How the patterns of a list are read. */
export interface ListMatching<Pattern, Item> {
  /** Whether a pattern stands for any number of items. */
  readonly isAny: (pattern: Pattern) => boolean;
  /** Whether any other pattern stands for this one item. */
  readonly matches: (pattern: Pattern, item: Item) => boolean;
}

/**
 * Whether a list of patterns matches a whole list of items. It only ever goes back to the last "any
 * number", so it takes no more than length times length steps, whoever wrote the patterns.
 */
export function matchList<Pattern, Item>(
  patterns: readonly Pattern[],
  items: readonly Item[],
  { isAny, matches }: ListMatching<Pattern, Item>,
): boolean {
  let [at, item, anyAt, anyItem] = [0, 0, -1, 0];
  while (item < items.length) {
    const pattern = patterns[at];
    const actual = items[item];
    if (pattern !== undefined && isAny(pattern)) {
      [anyAt, anyItem] = [at, item];
      at += 1;
    } else if (pattern !== undefined && actual !== undefined && matches(pattern, actual)) {
      at += 1;
      item += 1;
    } else if (anyAt >= 0) {
      anyItem += 1;
      [at, item] = [anyAt + 1, anyItem];
    } else return false;
  }
  return patterns.slice(at).every(isAny);
}
