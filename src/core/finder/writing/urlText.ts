import { percentDecode } from './escapes';
import { mediaEnding } from './fileName';
import type { Span } from './span';
import type { Opener } from './urlBody';
import { readBody } from './urlBody';
import { inTurn } from './pattern';

/** A URL as a text holds it. */
export interface UrlText extends Span {
  /** Absolute and unescaped, a `hole` where a template fills in; `undefined` for a pattern. */
  readonly url: string | undefined;
  /** Another reading of the same text, where nothing tells which is meant. */
  readonly other?: string;
}

/** How much of the text before a host can belong to the URL's beginning. */
const maxBefore = 64;
const maxEncoded = 8192;

const percentBefore = /(?:https?%(?:25)*3A)?%((?:25)*)2F%(?:25)*2F$/i;
const encodedSlash = /^%(?:25)*2F/i;
const plainBefore = new RegExp(
  inTurn([
    /(?:(https?)(?:\\*:|\\+u003a|&#58;|&#x3a;|&colon;))?/,
    /(?:\\*\/|\\+u002f|\\+x2f|&#x2f;|&#47;|&sol;){2}$/,
  ]),
  'i',
);
const quoteBefore = /(?:(["'`])|&(quot|#34|#x22|apos|#39|#x27|lt|#60);|(\]\(|url\(|<)|(=))$/i;
const lineBefore = /^\s*(?:(?:-\s+)?["']?[\w.-]+["']?:\s+|-\s+)$/;
const wholeFile = new RegExp(`${mediaEnding}(?:[?#]\\S*)?$`, 'i');
/** The ports that a scheme means by itself. */
const usualPort = /:(?:443|80)(?=\\*\/|\\+[ux])/y;
const encodedPort = /%(?:25)*3A(?:443|80)(?=%)/iy;

/**
 * The URL around a host name at `hostStart..hostEnd`; `undefined` when none is there. Inside another
 * URL only an encoded one is a URL of its own.
 */
export function readUrlText(
  text: string,
  hostStart: number,
  hostEnd: number,
  insideUrl: boolean,
): UrlText | undefined {
  const before = text.slice(Math.max(0, hostStart - maxBefore), hostStart);
  const percent = percentBefore.exec(before);
  if (percent) return readEncoded(text, percent, hostStart, hostEnd);
  const [bare] = encodedSlash.exec(text.slice(hostEnd, hostEnd + maxBefore)) ?? [];
  if (bare !== undefined && /(?:^|[^\w.@-]|%[0-9a-f]{2})$/i.test(before)) {
    return readEncoded(text, ['', bare.slice(1, -2)], hostStart, hostEnd);
  }
  if (insideUrl) return undefined;
  const found = plainBefore.exec(before);
  if (!found && /[\w.@-]$/.test(before)) return undefined;
  const start = hostStart - (found?.[0].length ?? 0);
  if (found && text.slice(Math.max(0, start - 2), start) === '?:') return undefined;
  const body = readBody(text, afterPort(usualPort, text, hostEnd), {
    opener: openerBefore(text, start),
    slashesEscaped: found?.[0].includes('\\/') === true,
    isCell: startsCell(text, start),
  });
  if (!body) return undefined;
  const scheme = found?.[1]?.toLowerCase() ?? 'https';
  const address = `${scheme}://${text.slice(hostStart, hostEnd)}`;
  const url = body.text === undefined ? undefined : address + body.text;
  const read = { start, end: body.end, url };
  return body.other === undefined ? read : { ...read, other: address + body.other };
}

/** A row's cell begins behind a separator; a row that begins with a URL may be a sentence, too. */
function startsCell(text: string, start: number): boolean {
  return /[,;\t]/.test(text[start - 1] ?? '');
}

function afterPort(port: RegExp, text: string, hostEnd: number): number {
  port.lastIndex = hostEnd;
  return port.test(text) ? port.lastIndex : hostEnd;
}

/** A YAML value runs to the end of its line as a quoted one runs to its quote. */
function openerBefore(text: string, start: number): Opener {
  const [whole, quote, entity, bracket] =
    quoteBefore.exec(text.slice(Math.max(0, start - 8), start)) ?? [];
  if (quote === '"' || quote === "'" || quote === '`') return quote;
  if (entity !== undefined)
    return /quot|34|22/i.test(entity) ? '"' : /lt|60/i.test(entity) ? '<' : "'";
  if (bracket !== undefined) return bracket === '<' ? '<' : '(';
  if (whole !== undefined) return '=';
  if (isWholeText(text, start)) return text[start - 1] === '>' ? '>' : '[';
  return start <= 120 && lineBefore.test(text.slice(0, start)) ? 'line' : '';
}

/** A URL with blanks that is all of an element's text, and ends as a file's address does. */
function isWholeText(text: string, start: number): boolean {
  const isInside = text[start - 1] === '>' || text.slice(start - 9, start) === '<![CDATA[';
  if (!isInside) return false;
  const inner = /^[^<>"\]]{1,400}(?=<\/|\]\]>)/.exec(text.slice(start, start + 420))?.[0] ?? '';
  return / /.test(inner) && wholeFile.test(inner.trimEnd());
}

/** A URL inside another one's query, percent-encoded once or more. */
function readEncoded(
  text: string,
  [scheme = '', twentyFives = '']: readonly string[],
  hostStart: number,
  hostEnd: number,
): UrlText | undefined {
  const body = /[A-Za-z0-9%._~!+-]*/y;
  const from = afterPort(encodedPort, text, hostEnd);
  body.lastIndex = from;
  const raw = (body.exec(text)?.[0] ?? '').slice(0, maxEncoded);
  if (raw !== '' && !/^%(?:25)*2F/i.test(raw)) return undefined;
  let address = text.slice(hostStart, hostEnd) + raw;
  const layers = twentyFives.length / 2 + 1;
  for (let layer = 0; layer < layers; layer += 1) address = percentDecode(address);
  const url = `${/^http%/i.test(scheme) ? 'http' : 'https'}://${address}`;
  return { start: hostStart - scheme.length, end: from + raw.length, url };
}
