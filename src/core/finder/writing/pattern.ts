/** Source of an expression that matches what one of the given ones matches. */
export function oneOf(patterns: readonly RegExp[]): string {
  return `(?:${patterns.map(({ source }) => source).join('|')})`;
}

const none: readonly RegExpExecArray[] = [];

/**
 * The matches of a global expression, none of which is empty, as `matchAll` gives them: that makes an
 * expression of its own for each text, which costs more than to look at most lines.
 */
export function allMatches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let found = pattern.exec(text);
  if (!found) return none;
  const matches: RegExpExecArray[] = [];
  for (; found; found = pattern.exec(text)) matches.push(found);
  return matches;
}

/** Source of an expression that matches the given ones one after the other. */
export function inTurn(patterns: readonly RegExp[]): string {
  return patterns.map(({ source }) => source).join('');
}
