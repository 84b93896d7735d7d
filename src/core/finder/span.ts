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

/** The spans of two lists in the order of the line; those that lie in another one are left out. */
export function joinedSpans(one: readonly Span[], other: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...one, ...other].sort((a, b) => a.start - b.start)) {
    if (span.end > (joined.at(-1)?.end ?? 0)) joined.push(span);
  }
  return joined;
}

/** A line with blanks in place of the spans, so that no position moves. */
export function blanked(line: string, spans: readonly Span[]): string {
  if (spans.length === 0) return line;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    if (start < from) continue;
    parts.push(line.slice(from, start), ' '.repeat(end - start));
    from = end;
  }
  parts.push(line.slice(from));
  return parts.join('');
}
