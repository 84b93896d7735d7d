import { isUtf8 } from 'node:buffer';

/**
 * A file's text: UTF-8, or UTF-16 where a byte order mark or the bytes themselves say so, the mark
 * left out. Zeros inside a text stay in it. `undefined` for what is no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  return encoding && new TextDecoder(encoding).decode(bytes);
}

/**
 * A text of which nothing may be lost: UTF-8, or UTF-16 with its mark, as PowerShell's `>` writes it.
 * Throws a `TypeError` for any other bytes.
 */
export function decodeExactly(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/**
 * The same for what is searched: a line that is no UTF-8 is read as Windows-1252, as older pages are
 * written, so that `café.jpg` in one of them is found.
 */
export function decodeSearchedText(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf-8' || isUtf8(bytes)) {
    return encoding && new TextDecoder(encoding).decode(bytes);
  }
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length;) {
    const lineBreak = bytes.indexOf(lineFeed, start);
    const end = lineBreak < 0 ? bytes.length : lineBreak;
    lines.push(decodeSearchedLine(bytes.subarray(start, end)));
    start = end + 1;
  }
  return lines.join('\n').replace(/^\uFEFF/, '');
}

const lineFeed = 10;

/** One line of such a text. */
export function decodeSearchedLine(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252', { ignoreBOM: true }).decode(
    bytes,
  );
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) {
    // UTF-32 begins in the same way.
    return third === 0 && fourth === 0 ? undefined : 'utf-16le';
  }
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (!bytes.includes(0)) return 'utf-8';
  const sample = bytes.subarray(0, sampled);
  return (['utf-16le', 'utf-16be', 'utf-8'] as const).find((each) => isTextIn(each, sample));
}

/** So many bytes show what a file is. */
const sampled = 64 * 1024;

/** No text has a larger share of characters that can't be written. */
const mostUnwritable = 0.05;

/** Whether bytes, some of them zero, are a text in an encoding. */
function isTextIn(encoding: Encoding, sample: Uint8Array): boolean {
  const text = new TextDecoder(encoding).decode(sample);
  // A zero is half of a character in UTF-16; in other texts it ends or fills up something.
  const written = encoding === 'utf-8' ? text.replaceAll('\0', '') : text;
  let unwritable = 0;
  for (let at = 0; at < written.length; at += 1) {
    if (isUnwritable(written.charCodeAt(at))) unwritable += 1;
  }
  if (unwritable > mostUnwritable * written.length) return false;
  return encoding === 'utf-8' ? written !== '' : isMostlyLatin(text);
}

/** Control characters but for the spaces and the escape among them, and what stands for no character. */
function isUnwritable(code: number): boolean {
  if (code < 0x20) return (code < 0x09 || code > 0x0d) && code !== 0x1b;
  return (code >= 0x7f && code <= 0x9f) || code >= 0xfffd;
}

/** Any two bytes are some Chinese character: only a text with many others shows its encoding. */
function isMostlyLatin(text: string): boolean {
  const latin = text.match(/[\t\n\r -~]/g)?.length ?? 0;
  return latin > text.length / 8;
}
