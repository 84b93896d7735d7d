import type { KnownLine, TextLine } from './textLine';
import { allMatches } from './writing/pattern';

/** So many lines below a call its path is looked for. */
const longestCall = 12;
/** Calls over several lines stand in lines that a person wrote. */
const longestLine = 500;

/**
 * Calls that make an address from a path, as the SDKs name them: `imagekit.url(` and `ik.Url(`,
 * `ImageKit.getInstance().url(`, `getUrl`, `buildSrc`, `helper.build_url`, `SrcOptions`, `UrlParam`,
 * `ik_image_tag`.
 */
const urlCall = [
  '(?:\\bik|imagekit)(?:[\\w.$@]|->|::|\\(\\)){0,60}(?:url|src)\\w{0,10}\\s?[({]',
  '\\bbuild_?(?:src|url)\\(',
  '\\bsrc_?options\\b',
  '\\burl_?param\\b',
  '\\bik_(?:image|video|url|image_url)(?:_tag)?[( ]',
].join('|');
const anyUrlCall = new RegExp(urlCall, 'gi');
const mayHoldCall = /url|src|\bik_/i;

/** What names the path among a call's arguments: `path:`, `'path' =>`, `Src = `, `.src(`, `path=`. */
export const argumentKey = '\\b(?:path|src)["\'\\]]{0,2}\\s{0,24}(?:=>|:=|[:=(])\\s{0,8}[@$]?';
const anyKey = new RegExp(argumentKey, 'i');
const keyAtStart = new RegExp(`^\\s*(\\.?)["':]?${argumentKey}`, 'i');

/** The end of the last such call in a text, where its arguments begin. */
export function lastUrlCall(text: string): number | undefined {
  if (!mayHoldCall.test(text)) return undefined;
  let end: number | undefined;
  for (const { 0: call, index } of allMatches(text, anyUrlCall)) end = index + call.length;
  return end;
}

/** Whether a bracket that opens at the beginning of a text is still open at its end. */
export function isOpen(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1;
    if (depth <= 0) return false;
  }
  return depth > 0;
}

interface OpenCall {
  readonly line: number;
  readonly indent: number;
  /** Its brackets are open; else only a method that is called on its result can follow. */
  readonly isOpen: boolean;
}

/** Follows, line by line, whether a line gives the path of a call that began above it. */
export class OpenCalls {
  private call: OpenCall | undefined;

  /** Whether the line's first word is the path's key; it must be called for each line in turn. */
  next({ line, text, counts }: KnownLine): boolean {
    if (!counts) return false;
    const call = this.call && line - this.call.line <= longestCall ? this.call : undefined;
    this.call = text.length > longestLine ? undefined : call;
    if (this.call && isArgument(text, this.call)) {
      this.call = undefined;
      return true;
    }
    if (text.length <= longestLine) this.begin({ line, text });
    return false;
  }

  private begin({ line, text }: TextLine): void {
    const end = lastUrlCall(text);
    if (end === undefined) return;
    const rest = text.slice(end - 1);
    if (anyKey.test(rest)) return;
    // C# opens an object's brace on the next line.
    const goesOn = isOpen(rest) || rest.trim().length === 1;
    this.call = { line, indent: indentOf(text), isOpen: goesOn };
  }
}

function isArgument(text: string, { indent, isOpen }: OpenCall): boolean {
  const [, dot] = keyAtStart.exec(text) ?? [];
  if (dot === undefined) return false;
  return indentOf(text) > indent && (isOpen || dot !== '');
}

function indentOf(text: string): number {
  return text.search(/\S|$/);
}
