const longest = 200;

/**
 * A name or a server's sentence as part of one of ours: line breaks and other controls become
 * blanks, marks that reorder text go, and a very long text is cut in its middle.
 */
export function oneLine(text: string): string {
  const flat = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  if (flat.length <= longest) return flat;
  return `${flat.slice(0, longest / 2)}…${flat.slice(-longest / 2)}`;
}
