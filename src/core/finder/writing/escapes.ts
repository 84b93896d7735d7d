import { entityAt, withoutEntities } from './entities';
import { mediaEnding } from './fileName';

/** Stands for a part that is only known when the program runs: `${x}`, `%s`, `{{ x }}`. */
export const hole = '\uE000';

/** Stands for an escape that only regular expressions have: what carries it is a pattern. */
export const patternMark = '\uE001';

/** One decoded character and where it ends in the raw text. */
export interface Unit {
  readonly char: string;
  readonly end: number;
  /** A backslash says that the character means itself. */
  readonly escaped?: boolean;
}

/**
 * What a backslash begins: `\u00e9` and `\xe9` of scripts and JSON, `\(name)` of Swift, `\5f ` and
 * `\e9 ` of CSS, or one other character. The more backslashes, the more often it was escaped.
 */
const backslash = new RegExp(
  [
    '(\\\\+)(?:u([0-9a-fA-F]{4})',
    'x([0-9a-fA-F]{2})',
    '(\\((?:[\\w.]{1,80})\\))',
    '([0-9][0-9a-fA-F]{1,5}(?![0-9a-fA-F])|[ac-fAC-F][0-9a-fA-F](?![0-9a-fA-F]))([ \\t]?)',
    '([\\s\\S])',
    '$)',
  ].join('|'),
  'y',
);
/** Marks that Markdown, LaTeX, CSS and shells put a backslash before to have them as they are. */
const escapable = ' _~&#%!$,;:@=+-()[]|?';

/** Whether a backslash can stand before a mark only to have it as it is. */
export function isEscapable(mark: string): boolean {
  return escapable.includes(mark);
}
const dollar = /\$(?:\{[^{}]{0,200}\}|\([^()\s]{0,80}\)|\w{1,80})/y;
const braces = /\{\{[^{}]{0,200}\}\}|\{[\w.$:[\]'-]{0,80}\}|\{%[^{}]{0,200}%\}/y;
const mark = /[#@]\{[^{}]{0,200}\}|#[A-Za-z_][\w.]{0,40}#/y;
const printf = /%(?![0-9A-Fa-f]{2})(?:(?:\d\$)?(?:[sdvi@](?![A-Za-z])|\(\w{1,40}\)s)|\d(?!\$))/y;
const oneOfAny = new RegExp(`\\?{1,8}(?=${mediaEnding})`, 'iy');
const erb = /<%[^%]{0,200}%>|<\?=?[^?]{0,200}\?>/y;

/** Reads one character of a text that may be escaped for JSON, HTML or a template. */
export function readUnit(text: string, at: number): Unit {
  const char = text[at] ?? '';
  switch (char) {
    case '\\':
      return readBackslash(text, at);
    case '&':
      return readEntity(text, at);
    case '$':
      return readHole(dollar, text, at);
    case '{':
      return readHole(braces, text, at);
    case '#':
    case '@':
      return readHole(mark, text, at);
    case '%':
      return readHole(printf, text, at);
    case '?':
      return readHole(oneOfAny, text, at);
    case '<':
      return readHole(erb, text, at);
    default:
      return { char, end: at + 1 };
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function readHole(pattern: RegExp, text: string, at: number): Unit {
  const found = matchAt(pattern, text, at);
  return found ? { char: hole, end: at + found[0].length } : { char: text[at] ?? '', end: at + 1 };
}

function readBackslash(text: string, at: number): Unit {
  const found = matchAt(backslash, text, at);
  if (!found) return { char: patternMark, end: at + 1 };
  const end = at + found[0].length;
  const [, , unicode, byte, swift, css, gap = '', other] = found;
  const code = unicode ?? byte;
  if (code !== undefined) return { char: String.fromCharCode(parseInt(code, 16)), end };
  if (swift !== undefined) return { char: hole, end };
  if (css !== undefined) return { char: cssChar(css, gap), end, escaped: true };
  if (other === undefined) return { char: '\n', end };
  if ('nrtbf'.includes(other)) return { char: '\n', end };
  if ('/"\'`'.includes(other)) return { char: other, end };
  const isMeant = isEscapable(other) && !(other === '$' && /[\w{(]/.test(text[end] ?? ''));
  return isMeant ? { char: other, end, escaped: true } : { char: patternMark, end };
}

/** CSS escapes marks and letters beyond ASCII; other numbers refer to a group of a pattern. */
function cssChar(hex: string, gap: string): string {
  const code = parseInt(hex, 16);
  if (code < 0x7f) return /[ -/:-@[-`{-~]/.exec(String.fromCharCode(code))?.[0] ?? patternMark;
  const isLetter = code >= 0xa0 && code <= 0x10ffff && (gap !== '' || /^[acef]/i.test(hex));
  return isLetter ? String.fromCodePoint(code) : patternMark;
}

function readEntity(text: string, at: number): Unit {
  return entityAt(text, at) ?? { char: '&', end: at + 1 };
}

/** `\u00e9` and `\xe9`, or a mark that a backslash stands before. */
const escaped = /\\+(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([/'"` _~&#%!,;:@=+()[\]-]))/gi;

/** A text without what JSON, a script, Markdown or HTML made of it. */
export function unescapeText(raw: string): string {
  const plain = raw.includes('\\')
    ? raw.replace(escaped, (_, wide, byte, mark?: string) =>
        mark === undefined ? String.fromCharCode(parseInt(String(wide ?? byte), 16)) : mark,
      )
    : raw;
  return withoutEntities(plain);
}

/** Decodes percent escapes; what is not valid UTF-8 stays as it is. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Not UTF-8: the escapes are then part of the name, or of an encoding nobody can guess.
      return run;
    }
  });
}
