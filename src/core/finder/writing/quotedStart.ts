const quoteAt = /(\\*)(["'`])|&(?:quot|apos|#39|#34|#x27|#x22);/y;

/**
 * Where a quoted text that is closed at `end` begins, not before `from`; `undefined` when no quote
 * stands there. Quotes of another kind, escaped ones and doubled ones (SQL) belong to the text.
 */
export function quotedStart(line: string, from: number, end: number): number | undefined {
  quoteAt.lastIndex = end;
  const found = quoteAt.exec(line);
  if (!found) return undefined;
  const [entity, slashes = '', quote] = found;
  const raw = line.slice(from, end);
  if (quote === undefined) {
    const open = raw.lastIndexOf(entity);
    return open < 0 ? undefined : from + open + entity.length;
  }
  for (let at = raw.lastIndexOf(quote); at >= 0; at = raw.lastIndexOf(quote, at - 1)) {
    if (quote === "'" && raw[at - 1] === quote && line[end + 1] !== quote) at -= 1;
    else if ((raw[at - 1] === '\\') === (slashes !== '')) return from + at + 1;
    if (at === 0) return undefined;
  }
  return undefined;
}
