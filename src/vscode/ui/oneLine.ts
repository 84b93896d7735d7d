const longest = 200;

/**
 * A name or a server's sentence as part of one of ours: line breaks and other controls become
 * blanks, marks that reorder text go, and a very long text is cut in its middle. VS Code makes links
 * of `[text](command:…)` in its messages, commands included, so that form is broken up.
 */
export function oneLine(text: string): string {
  const flat = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll('](', '] (');
  if (flat.length <= longest) return flat;
  return `${flat.slice(0, longest / 2)}…${flat.slice(-longest / 2)}`;
}
