/**
 * A text without the marks at its end that are among `marks`. An expression such as `/,+$/` would look
 * for the end anew from each mark of a run, which a hostile text can make very long.
 */
export function withoutTail(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
