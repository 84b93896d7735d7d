/**
 * A text as protections compare it: without regard to case and to how letters are composed. Letter
 * by letter, since the lower case of a whole word may depend on what follows it.
 */
export function foldedText(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => letter.toLowerCase()).join('');
}
