/** The words of a text as HAS sees them: split at spaces and punctuation, without regard to case. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether a text holds every wanted word, in any order; the last one may be only begun. */
export function hasWords(text: string, wanted: readonly string[]): boolean {
  const words = wordsOf(text);
  const last = wanted.at(-1);
  return (
    last !== undefined &&
    words.some((word) => word.startsWith(last)) &&
    wanted.slice(0, -1).every((word) => words.includes(word))
  );
}
