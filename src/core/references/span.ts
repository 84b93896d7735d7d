/** A part of a line, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Those that begin in none of the spans; both in the order of the line. */
export function outside<T extends Span>(found: readonly T[], spans: readonly Span[]): readonly T[] {
  if (spans.length === 0) return found;
  let span = 0;
  return found.filter(({ start }) => {
    while ((spans[span]?.end ?? Infinity) <= start) span += 1;
    return start < (spans[span]?.start ?? Infinity);
  });
}
