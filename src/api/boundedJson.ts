/** How large an answer may be, by the rows that it may have at most. */
export interface AnswerBounds {
  readonly bytes: number;
  /** Members of objects and items of arrays, all levels together. */
  readonly values: number;
}

/** No answer of ImageKit nests deeper than 5 or 6 levels. */
const deepest = 32;

/**
 * Room for answers with so many rows. A row has about 1 KB and 30 values; custom and embedded
 * metadata and AI tags add to it, and are given many times that.
 */
export function boundsFor(rows: number): AnswerBounds {
  return { bytes: 512 * 1024 + rows * 16 * 1024, values: 5_000 + rows * 500 };
}

/**
 * The text as JSON; `undefined` when it is none (JSON itself has no `undefined`), or when parsing it
 * would cost far more memory than any honest answer: a byte or two of text can be a whole object.
 */
export function boundedJson(text: string, { values }: AnswerBounds): unknown {
  if (!isModest(text, values)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // An empty body, a gateway's HTML or half a document: each caller says what that means.
    return undefined;
  }
}

const code = { quote: 34, comma: 44, backslash: 92, open: 91, close: 93, begin: 123, end: 125 };

function isModest(text: string, most: number): boolean {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case code.quote:
        at = endOfString(text, at);
        break;
      case code.open:
      case code.begin:
        if (++values > most || ++depth > deepest) return false;
        break;
      case code.close:
      case code.end:
        depth--;
        break;
      case code.comma:
        if (++values > most) return false;
        break;
    }
  }
  return true;
}

/** Where the string that begins at `start` ends; the text's end when it doesn't. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === code.backslash) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
