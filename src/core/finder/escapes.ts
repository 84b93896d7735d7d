/** Stands for a part that is only known when the program runs: `${x}`, `%s`, `{{ x }}`. */
export const hole = '\uE000';

/** Stands for an escape that only regular expressions have: what carries it is a pattern. */
export const patternMark = '\uE001';

/** One decoded character and where it ends in the raw text. */
export interface Unit {
  readonly char: string;
  readonly end: number;
}

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ', sol: '/', colon: ':' },
  ...{ quest: '?', equals: '=', num: '#', lpar: '(', rpar: ')', comma: ',', period: '.' },
};

const backslash = /(\\+)(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\((?:[\w.]{1,80})\))|([\s\S])|$)/y;
const entity = /&(?:amp;)*(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,8}));/y;
const dollar = /\$(?:\{[^{}]{0,200}\}|\([^()\s]{0,80}\)|\w{1,80})/y;
const braces = /\{\{[^{}]{0,200}\}\}|\{[\w.$:[\]'-]{0,80}\}|\{%[^{}]{0,200}%\}/y;
const ruby = /[#@]\{[^{}]{0,200}\}/y;
const printf = /%(?![0-9A-Fa-f]{2})(?:\d\$)?(?:[sdvi@](?![A-Za-z])|\(\w{1,40}\)s)/y;
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
      return readHole(ruby, text, at);
    case '%':
      return readHole(printf, text, at);
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
  const [, , unicode, byte, swift, other] = found;
  const code = unicode ?? byte;
  if (code !== undefined) return { char: String.fromCharCode(parseInt(code, 16)), end };
  if (swift !== undefined) return { char: hole, end };
  if (other === undefined) return { char: '\n', end };
  if ('nrtbf'.includes(other)) return { char: '\n', end };
  if ('/"\'`'.includes(other)) return { char: other, end };
  return { char: patternMark, end };
}

function readEntity(text: string, at: number): Unit {
  const found = matchAt(entity, text, at);
  if (!found) return { char: '&', end: at + 1 };
  const [whole, decimal, hex, name] = found;
  const end = at + whole.length;
  if (name !== undefined) {
    const char = entities[name];
    return char === undefined ? { char: '&', end: at + 1 } : { char, end };
  }
  const code = decimal === undefined ? parseInt(hex ?? '0', 16) : Number(decimal);
  return { char: code > 0 && code <= 0xffff ? String.fromCharCode(code) : ' ', end };
}

/** What one whole entity such as `&amp;` stands for; `undefined` when it is none. */
function entityText(text: string): string | undefined {
  const { char, end } = readEntity(text, 0);
  return end === text.length && end > 1 ? char : undefined;
}

/** A text without what JSON, a script or HTML made of it. */
export function unescapeText(raw: string): string {
  if (!/[\\&]/.test(raw)) return raw;
  return raw
    .replace(/\\+(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([/'"`]))/gi, (_, wide, byte, plain?: string) =>
      plain === undefined ? String.fromCharCode(parseInt(String(wide ?? byte), 16)) : plain,
    )
    .replace(/&[#\w]{2,9};/g, (entity) => entityText(entity) ?? entity);
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
