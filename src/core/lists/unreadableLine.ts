/**
 * The first line, from 1, with a character that stands for bytes in another encoding: a list that is
 * read wrong may lose the word that tells versions from files. `undefined` for a readable text.
 */
export function unreadableLine(text: string): number | undefined {
  const at = text.search(/[\0\uFFFD]/);
  return at < 0 ? undefined : text.slice(0, at).split(/\r\n|\r|\n/).length;
}
