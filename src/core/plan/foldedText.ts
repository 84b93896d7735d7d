/**
 * A text as protections compare it: without regard to case and to how letters are composed. Letter
 * by letter, since the lower case of a whole word may depend on what follows it.
 */
export function foldedText(text: string): string {
  return foldedLetters(text).join('');
}

/** The same, letter by letter of the text: the lower case of one may be longer than itself. */
export function foldedLetters(text: string): readonly string[] {
  return Array.from(text.normalize('NFC'), (letter) => letter.toLowerCase());
}
