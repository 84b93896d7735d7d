/** What may follow a comma or a space between two things: the beginning of a path, a URL, or an id. */
const next = /(?=\/|\w+:\/\/|[0-9a-f]{24}(?![\w-]))/.source;
const begins = new RegExp(`^${next}`);
const afterComma = new RegExp(`\\s*[,;]\\s*${next}`, 'g');
/** A path with an ending may be followed by another one; spaces elsewhere are a name's own. */
const afterName = new RegExp(`(?<=\\.\\w{2,5}["'\`]?)[ \\t]+${next}`, 'g');

/**
 * A list that was typed into one line, as one with a line for each thing: paths with spaces in their
 * names are separated by commas, and those with an ending by spaces too. A comma inside a name stays
 * unless all parts of the line name something by themselves, as `isRef` tells.
 */
export function typedLines(text: string, isRef: (part: string) => boolean): string {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const parts = line.split(/[,;]/).map((part) => part.trim());
      const named = parts.filter((part) => part !== '');
      const rooted = named.filter((part) => begins.test(part)).length;
      const isOfOneKind = rooted === 0 || rooted === named.length;
      return named.length > 1 && isOfOneKind && named.every(isRef)
        ? named
        : [line.replaceAll(afterComma, '\n').replaceAll(afterName, '\n')];
    })
    .join('\n');
}
