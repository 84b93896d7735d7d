/** A glob over library paths, compiled. */
export interface PathPattern {
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
}

/**
 * Compiles a glob: `*` and `?` stay within a name, `**` spans folders, and a pattern without a slash
 * means that name in any folder. It ignores case and how letters are composed, since it is used to
 * keep files. A repository may have written it, so matching takes no more than length × length steps,
 * whatever the pattern.
 */
export function pathPattern(pattern: string): PathPattern {
  const anchored = pattern.includes('/') ? pattern : `**/${pattern}`;
  const parts = segments(anchored.endsWith('/') ? `${anchored}**` : anchored);
  return { pattern, matches: (path) => matchesParts(parts, segments(path), isSpan, matchesName) };
}

function segments(path: string): readonly string[] {
  const plain = path.normalize('NFC').toLowerCase();
  return plain.split('/').filter((segment) => segment !== '');
}

const isSpan = (part: string | undefined) => part === '**';

function matchesName(part: string, name: string): boolean {
  return matchesParts(
    Array.from(part),
    Array.from(name),
    isStar,
    (wanted, char) => wanted === '?' || wanted === char,
  );
}

const isStar = (part: string | undefined) => part === '*';

/**
 * Matches items against parts of which some stand for any number of items. Only the last such part
 * ever has to be tried again with one item more, so there is no exponential search.
 */
function matchesParts(
  parts: readonly string[],
  items: readonly string[],
  isAny: (part: string | undefined) => boolean,
  matchesOne: (part: string, item: string) => boolean,
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
