import { unescapeText } from './writing/escapes';
import { isFileName, isMediaName } from './writing/fileName';
import { writtenPaths } from './address/libraryPath';
import type { Mention } from './address/mention';
import { mention, pathRef } from './address/mention';
import { allMatches, oneOf } from './writing/pattern';
import { argumentKey, isOpen, lastUrlCall } from './sdkCalls';
import type { ElementNames, LineElements } from './sdkElements';
import { isInElement } from './sdkElements';

/** What is known about a line from the rest of its file. */
export interface Around {
  /** The file works with ImageKit. */
  readonly speaks: boolean;
  /** The line's first word gives the path of an SDK's call above it. */
  readonly isArgument: boolean;
  readonly elements: LineElements;
  readonly names: ElementNames;
}

/** A text in quotes that may be a path; backslashes before marks and slashes belong to it. */
const text = /(?:[^"'`<>{}\\\t?]|\\{1,4}(?:[/_ ~&()[\]-]|u[0-9a-f]{4})){1,300}/.source;
/** Quotes of Vue's and Angular's expressions stand in those of the attribute: `:path="'/a'"`. */
const quoted = `(["'\`]?)(\\\\{0,4}["'\`])(${text})(?:\\?[^"'\`\\s]{0,300})?\\3\\2`;
const beforeQuoted = (lead: RegExp | string) =>
  new RegExp((typeof lead === 'string' ? lead : lead.source) + quoted, 'dgi');

const inAttribute = beforeQuoted(/(:|\[|bind:)?\b(?:path|src)\]?\s{0,8}=\s{0,8}\{?\s{0,8}/);
const inArgument = beforeQuoted(`()${argumentKey}`);
/** Java's options are put into a map one by one. */
const inMap = beforeQuoted(/()\bput\(\s{0,4}"(?:path|src)"\s{0,4},\s{0,8}/);
const inFilePath = beforeQuoted(/()\bfile_?path\\{0,4}["'\]]{0,2}\s{0,8}(?:=>|[:=])\s{0,8}/);
/** Calls that list, upload or move are about folders. */
const notOfFolders = /(?![\w.>-]{0,60}(?:list|folder|upload|search|purge|create|job|move|auth))/
  .source;
const memberCall = /(?:[\w.$]|->|::|\(\)){0,60}[( ]\s{0,8}/.source;
const inCall = beforeQuoted(`()(?:\\bik|imagekit)${notOfFolders}${memberCall}`);

/** A value that holds an endpoint, by its name: `IMAGEKIT_URL`, `urlEndpoint`, `IK`, `ik_base`. */
const endpointName = /(?:imagekit|url_?endpoint|\bik(?![a-z]))(?!\w{0,40}(?:api|auth|upload))/
  .source;
const inText = [
  // `${IMAGEKIT_URL}/…`, `{{ imagekit_url }}/…`, `\(imagekitUrl)/…`
  /[^{}"'`\\]{0,40}[})]{1,2}/,
  // `#{ENV["IMAGEKIT_URL"]}/…`, `{$imagekit['url']}/…`
  /\w{0,40}(?:\[["']\w{1,40}["']\]|["']\s{0,4}[)\]]{1,2})\s{0,4}\}{1,2}/,
  // `$imagekitUrl/…`
  /(?<=\$\w{0,40})\w{0,40}(?=\/)/,
];
const pathInText = /(\/[^"'`<>{}\\\s?$]{1,300})(?=["'`?<\\]|$)/.source;
const afterValue = new RegExp(`${endpointName}${oneOf(inText)}${pathInText}`, 'dgi');
/** `IMAGEKIT_URL + '/…'`, `$imagekit . "/…"`, `imagekit_url ~ '/…'` */
const plus = /[\w.]{0,40}["'\])]{0,3}\s{0,8}(?:\+|\.{1,2}|~|<>|\|\|)\s{0,8}/.source;
const quotedPath =
  /(["'`])(\/[^"'`<>{}\\?$]{1,300}|\w[^"'`<>{}\\?$\s:,/]{0,80}\/[^"'`<>{}\\?$\s:,]{1,200})(?:\?[^"'`]{0,300})?\1/
    .source;
const afterSum = new RegExp(endpointName + plus + quotedPath, 'dgi');

const mediaType = /^(?:image|video|audio|application|text|font)\/[\w.+-]{1,80}$/i;

/** A line of YAML with nothing else. */
const lineKey = /^\s{0,80}(?:-\s{1,8})?file_?path:\s{1,8}(\/[^"'`#]{1,300})$/di;

const mayHaveKey = /path|src/i;
const mayHaveValue = /\bik|imagekit|url_?endpoint/i;

/** A path's place and how sure it is that ImageKit is meant. */
interface Keyed {
  readonly path: string;
  readonly span: readonly [number, number] | undefined;
  readonly isImageKits: boolean;
  /** It needs no slash at its beginning. */
  readonly canBeRelative: boolean;
  /** Only a file can be meant, so that one which does not exist is missing. */
  readonly isNamed: boolean;
}

/**
 * Paths of a line, of which `bare` has blanks in place of URLs, whose ending does not tell a library's file from anything else, or that have none: only a key
 * or a call of ImageKit's, or its endpoint right before, tells them from routes.
 */
export function findKeyedPaths(line: string, bare: string, around: Around): readonly Mention[] {
  const mentions: Mention[] = [];
  const add = (all: Iterable<Keyed>) => {
    for (const keyed of all) {
      const claim = mentionOf(keyed);
      if (claim) mentions.push(claim);
    }
  };
  if (mayHaveKey.test(bare)) {
    add(attributes(line, bare, around));
    add(callArguments(line, bare, around));
    add(filePaths(bare, around));
  }
  if (mayHaveValue.test(bare)) {
    add(callTexts(line, bare));
    add(joinedPaths(bare));
  }
  if (mentions.length === 0) return mentions;
  const inOrder = mentions.sort((one, other) => one.start - other.start);
  return inOrder.filter(({ start }, index) => start !== inOrder[index - 1]?.start);
}

function* attributes(line: string, bare: string, { elements, names }: Around): Generator<Keyed> {
  for (const { 1: bound, 2: outer, 4: path = '', index, indices } of allMatches(
    bare,
    inAttribute,
  )) {
    // Without quotes of its own, the value is an expression.
    if (bound !== undefined && outer === '') continue;
    const isImageKits = isInElement(line, index + (bound?.length ?? 0), elements, names);
    const isNuxt = !isImageKits && /<nuxt-?(?:img|picture)\b[^<>]*$/i.test(near(line, index));
    if (!isImageKits && !isNuxt) continue;
    yield { path, span: indices?.[4], isImageKits, canBeRelative: isImageKits, isNamed: true };
  }
}

function* callArguments(
  line: string,
  bare: string,
  { speaks, isArgument }: Around,
): Generator<Keyed> {
  let isFirst = true;
  for (const { 4: path = '', index, indices } of allMatches(bare, inArgument)) {
    const isAbove = isFirst && isArgument;
    isFirst = false;
    if (!isAbove && !(speaks && isInCall(near(line, index), line[index - 1]))) continue;
    yield { path, span: indices?.[4], isImageKits: true, canBeRelative: true, isNamed: true };
  }
  if (speaks) {
    for (const { 4: path = '', indices } of allMatches(bare, inMap)) {
      yield { path, span: indices?.[4], isImageKits: true, canBeRelative: true, isNamed: true };
    }
  }
}

function* callTexts(line: string, bare: string): Generator<Keyed> {
  for (const { 4: path = '', index, indices } of allMatches(bare, inCall)) {
    const call = line.slice(index, indices?.[2]?.[0]);
    const canBeRelative = /(?:url|src|_tag)\w{0,10}[( ]/i.test(call);
    yield { path, span: indices?.[4], isImageKits: true, canBeRelative, isNamed: true };
  }
}

/** Whether a call that makes an address is open, or its result has its methods called. */
function isInCall(before: string, last: string | undefined): boolean {
  const start = lastUrlCall(before);
  if (start === undefined) return false;
  const rest = before.slice(start - 1);
  return !rest.includes(';') && (isOpen(rest) || last === '.');
}

function* filePaths(line: string, { speaks }: Around): Generator<Keyed> {
  const usual = { isImageKits: speaks, canBeRelative: false, isNamed: true };
  for (const { 4: path = '', indices } of allMatches(line, inFilePath)) {
    yield { path, span: indices?.[4], ...usual };
  }
  const alone = line.length < 500 ? lineKey.exec(line.trimEnd()) : null;
  if (alone) yield { path: alone[1] ?? '', span: alone.indices?.[1], ...usual };
}

function* joinedPaths(line: string): Generator<Keyed> {
  const usual = { isImageKits: true, canBeRelative: false, isNamed: false };
  for (const { 1: found = '', indices } of allMatches(line, afterValue)) {
    const [start, end] = indices?.[1] ?? [0, 0];
    const path = found.includes('(') ? found : found.replace(/\)[;,]?$/, '');
    yield { path, span: [start, end - found.length + path.length], ...usual };
  }
  for (const { 2: path = '', indices } of allMatches(line, afterSum)) {
    // The endpoint before it may end in a slash.
    if (!mediaType.test(path)) yield { path, span: indices?.[2], ...usual, canBeRelative: true };
  }
}

function near(line: string, at: number): string {
  return line.slice(Math.max(0, at - 300), at);
}

/** Nothing for a folder, and for what is found by its ending. */
function mentionOf(keyed: Keyed): Mention | undefined {
  const { isImageKits, isNamed } = keyed;
  const [start, end] = keyed.span ?? [0, 0];
  const path = unescapeText(keyed.path);
  const isPath = /^\/[^/]/.test(path) || (keyed.canBeRelative && relative.test(path));
  if (!isPath || isMediaName(path) || path.endsWith('/')) return undefined;
  const paths = writtenPaths(path);
  if (paths.length === 0) return undefined;
  return isImageKits
    ? mention({ start, end }, pathRef(paths), 'likely', { named: isNamed && !isFileName(path) })
    : mention({ start, end }, pathRef(paths), 'weak', { named: false, needsEndpoint: true });
}

/** No file of the site's own, no module, no address, no expression, no sentence. */
const relative = /^(?![.~@#]|[\w+.-]+:)[^:*()|\s]+$/;
