import type { TextLine } from './textLine';

/** A line that is a little longer than this is read in parts, in UTF-16 units. */
const partSize = 128 * 1024;
/** No address is longer, and nothing around one is looked at further away. */
const overlap = 10_000;

/** Whether a line is read as a whole. */
export function isShort({ text }: TextLine): boolean {
  return text.length <= partSize + overlap;
}

/** A line in parts. */
export function lineParts({ line, text }: TextLine): Iterable<TextLine> {
  return partsOf(line, [text][Symbol.iterator]());
}

/** The same for a line whose text comes bit by bit, so that it never is in memory as a whole. */
export function* partsOf(line: number, bits: Iterator<string>): Generator<TextLine> {
  let text = '';
  let shift = 0;
  let from = 0;
  let isWhole = false;
  for (;;) {
    while (!isWhole && text.length <= from + partSize + overlap) {
      const bit = bits.next();
      if (bit.done) isWhole = true;
      else text += bit.value;
    }
    if (isWhole && text.length <= from + partSize + overlap) {
      const isOnly = shift === 0 && from === 0;
      yield isOnly ? { line, text } : { line, text, part: { shift, from, to: text.length } };
      return;
    }
    const to = cutIn(text, from);
    yield { line, text: text.slice(0, to + overlap), part: { shift, from, to } };
    const gone = Math.max(0, to - overlap);
    text = text.slice(gone);
    shift += gone;
    from = to - gone;
  }
}

/** Where the next part begins: behind an object if there is one, else between words. */
function cutIn(text: string, from: number): number {
  const most = from + partSize;
  const least = most - partSize / 2;
  for (const mark of ['}', '>', ';', ',', ' ']) {
    const at = text.lastIndexOf(mark, most - 1);
    if (at >= least) return at + 1;
  }
  const isPair = /[\ud800-\udbff]/.test(text[most - 1] ?? '');
  return isPair ? most - 1 : most;
}
