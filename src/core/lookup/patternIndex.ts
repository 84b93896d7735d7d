import type { PathPattern, PatternMention } from '../reference';

interface Entry {
  readonly pattern: PathPattern;
  readonly mentions: PatternMention[];
}

/** So many characters of a fixed piece choose the patterns that are compared with a path. */
const longestKey = 8;

/** Nobody reads more places of one file; it bounds what a folder of many files costs. */
const mostMentions = 100;

/**
 * Patterns by the part of their fixed text that the fewest others have, so that a path is compared
 * with few of them: 100,000 paths against 10,000 patterns take about a second.
 */
export class PatternIndex {
  private readonly byKey = new Map<string, Entry[]>();
  /** Lengths of the keys, longest first. */
  private readonly lengths: readonly number[];

  constructor(mentions: Iterable<PatternMention>) {
    const entries = new Map<string, Entry>();
    for (const mention of mentions) {
      const { pattern } = mention;
      const name = JSON.stringify(pattern);
      const entry = entries.get(name);
      if (entry) entry.mentions.push(mention);
      else entries.set(name, { pattern, mentions: [mention] });
    }
    const keys = new Map([...entries.values()].map((entry) => [entry, keysOf(entry.pattern)]));
    const counts = new Map<string, number>();
    for (const some of keys.values()) {
      for (const key of some) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const rarity = (key: string) => (counts.get(key) ?? 0) - key.length / (longestKey + 1);
    for (const [entry, some] of keys) {
      const key = some.reduce((best, each) => (rarity(each) < rarity(best) ? each : best));
      const others = this.byKey.get(key);
      if (others) others.push(entry);
      else this.byKey.set(key, [entry]);
    }
    this.lengths = [...new Set([...this.byKey.keys()].map(({ length }) => length))];
  }

  /**
   * Mentions that a path in NFC fits. `bases` are the folders above it that an endpoint ends in: below
   * them a pattern that begins at the root fits, too.
   */
  fitting(path: string, bases: readonly string[]): readonly PatternMention[] {
    const found: PatternMention[] = [];
    const seen = new Set<Entry>();
    for (const length of this.lengths) {
      for (let at = 0; at + length <= path.length; at += 1) {
        const entries = this.byKey.get(path.slice(at, at + length));
        for (const entry of entries ?? []) {
          if (seen.has(entry)) continue;
          seen.add(entry);
          if (!fits(entry.pattern, path, bases)) continue;
          found.push(...entry.mentions.slice(0, mostMentions - found.length));
          if (found.length >= mostMentions) return found;
        }
      }
    }
    return found;
  }
}

/** Every part of a fixed piece that has the length of a key; a shorter piece is one itself. */
function keysOf({ pieces }: PathPattern): readonly string[] {
  const keys = pieces.flatMap((piece) => {
    if (piece.length <= longestKey) return piece === '' ? [] : [piece];
    const parts: string[] = [];
    for (let at = 0; at + longestKey <= piece.length; at += 1) {
      parts.push(piece.slice(at, at + longestKey));
    }
    return parts;
  });
  return keys.length === 0 ? [''] : [...new Set(keys)];
}

/** Whether a path is one that a pattern can become. */
export function fits(pattern: PathPattern, path: string, bases: readonly string[]): boolean {
  if (pattern.inName) return matches(pattern, path.slice(path.lastIndexOf('/')));
  if (!pattern.rooted) return matches(pattern, path);
  return matches(pattern, path) || bases.some((base) => matches(pattern, path.slice(base.length)));
}

/** Each piece after the one before it; the first at the beginning unless it may stand anywhere. */
function matches({ pieces, rooted, inName }: PathPattern, text: string): boolean {
  const last = pieces.at(-1) ?? '';
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const isFirst = index === 0;
    if (isFirst && (rooted || inName)) {
      if (!text.startsWith(piece)) return false;
      at = piece.length;
    } else if (index === pieces.length - 1) {
      return last === '' || (text.endsWith(last) && text.length - last.length >= at);
    } else {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
  }
  return text.endsWith(last);
}
