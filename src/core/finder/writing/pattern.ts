/** Source of an expression that matches what one of the given ones matches. */
export function oneOf(patterns: readonly RegExp[]): string {
  return `(?:${patterns.map(({ source }) => source).join('|')})`;
}

/** Source of an expression that matches the given ones one after the other. */
export function inTurn(patterns: readonly RegExp[]): string {
  return patterns.map(({ source }) => source).join('');
}
