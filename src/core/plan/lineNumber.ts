/** The line, counted from 1, on which an offset of a text lies. */
export function lineNumber(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
