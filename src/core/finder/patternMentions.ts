import type { PathPattern } from '../reference';
import { defaultHost, isAccountId } from './address/endpoint';
import { percentDecode, unescapeText } from './writing/escapes';
import { mediaEnding } from './writing/fileName';
import type { FinderContext } from './finderContext';
import type { GapText } from './writing/gapTexts';
import { findGapTexts } from './writing/gapTexts';
import { gap } from './writing/holes';
import { composed } from './address/libraryPath';
import { withSlashes } from './overlayMentions';
import type { Span } from './writing/span';
import { outside } from './writing/span';
import { allMatches } from './writing/pattern';

/** A path of which a program fills parts in, within one line. */
export interface PatternSpan extends Span {
  readonly pattern: PathPattern;
}

/** Any file below a folder. */
export function folderPattern(folderPath: string): PathPattern {
  return { pieces: [`${composed(folderPath)}/`, ''], rooted: true, inName: false };
}

/** Whose value is where the library begins, and says of no file below that it is used. */
const endpointKey = /url_?endpoint\w*["'\]]*\s*(?:[:=]|=>|:=)+\s*[{(]?\s*\\*["'`]?$/i;

/** The folder that a URL leads to, unless it configures an endpoint. */
export function folderPatterns(
  line: string,
  { start, end }: Span,
  folderPath: string,
): readonly PatternSpan[] {
  const before = line.slice(Math.max(0, start - 80), start);
  return endpointKey.test(before) ? [] : [{ start, end, pattern: folderPattern(folderPath) }];
}

/** Where a path begins, and whether its start is known. */
interface Located {
  readonly path: string;
  /** `root`: at the library's root. `anywhere`: after a value. `name`: it is a name alone. */
  readonly from: 'root' | 'anywhere' | 'name';
  /** A delivery URL's: no doubt that a library's file or folder is meant. */
  readonly delivered: boolean;
}

/** A file of the repository itself. */
const local = /^(?:\.{1,2}[\\/]|[~@#$]|file:|[A-Za-z]:[\\/])/;
/** What only regular expressions have. */
const patternSigns = /\\[dwsSDWbB.^$[\](){}+*?]|\(\?[:=!<]|\.[+*][?)]|\[\^|\[\w-\w/;

/** Paths of a line of which parts are filled in when a program runs. */
export function findPatterns(line: string, context: FinderContext): readonly PatternSpan[] {
  const found: PatternSpan[] = [];
  for (const text of findGapTexts(line)) {
    for (const reading of readings(text)) {
      for (const pattern of patternsOf(reading, text.quoted, context)) {
        found.push({ start: text.start, end: text.end, pattern });
      }
    }
  }
  return [...found, ...beginnings(line, found, context)];
}

/** The beginning of names, alone in its quotes: whatever it is joined to is somewhere else. */
function beginnings(
  line: string,
  others: readonly Span[],
  context: FinderContext,
): readonly PatternSpan[] {
  if (!/[-_]["'`]/.test(line)) return [];
  const found: PatternSpan[] = [];
  for (const { 2: text = '', index, 0: whole } of allMatches(line, beginning)) {
    const span = { start: index + 1, end: index + whole.length - 1 };
    for (const pattern of patternsOf(unescapeText(text) + gap, true, context)) {
      found.push({ ...span, pattern });
    }
  }
  return outside(
    found,
    others.toSorted((one, other) => one.start - other.start),
  );
}

const beginning = /(["'`])(\\{0,4}\/[\w.%@~-]{1,80}\\{0,4}\/[\w.%@~/-]{0,120}[-_])\1/g;

/** A quoted text may be one path with spaces, or hold several: `srcset`, a style, a sentence. */
function readings({ text, quoted }: GapText): readonly string[] {
  if (patternSigns.test(text)) return [];
  const whole = unescapeText(text)
    .replace(/&(?:quot|apos|#\w{1,4}|lt|gt)[\s\S]*$/, '')
    .replace(/\\+/g, '/');
  const parts = quoted ? whole.split(/[\s,()<>"'=]+/) : [];
  const layers = [...allMatches(whole, layerFile)].map(([, file = '']) => `/${withSlashes(file)}`);
  return parts.length > 1 ? [whole, ...parts, ...layers] : [whole, ...layers];
}

/** A file of a layer: `i-gallery@@shot-${n}.jpg`, or the same as an option. */
const layerFile = new RegExp(`(?<![^\\s"'\`,:=/-])([^\\s"'\`,:=/?&-]+@@[^\\s"'\`,:?&]*)`, 'g');

function patternsOf(text: string, quoted: boolean, context: FinderContext): readonly PathPattern[] {
  const bare = /^https?%3A%2F%2F/i.test(text)
    ? percentDecode(text)
    : text.replace(scheme, 'https:');
  const located = locate(bare.replace(/[?#][\s\S]*$/, ''), context);
  if (!located) return [];
  const path = withoutTransformations(located.path);
  // The first value of a delivery URL may be a transformation.
  const shorter = located.delivered && path.startsWith(`/${gap}/`) ? [path.slice(2)] : [];
  return [path, ...shorter].flatMap((each) => patternOf(each, located, quoted) ?? []);
}

/** A value in place of `https:`. */
const scheme = new RegExp(`^${gap}:?(?=//)`);

function patternOf(
  path: string,
  { from, delivered }: Located,
  quoted: boolean,
): PathPattern | undefined {
  const inner = from === 'anywhere' ? path : path.replace(/^\/+/, '');
  if (!inner.includes(gap) || path.includes('://') || isProse(path, quoted)) return undefined;
  const pieces = path.split(gaps).map((piece) => composed(percentDecode(piece)));
  if (!isFixedEnough(pieces, from)) return undefined;
  const hasRoot = path.startsWith('/') || from === 'anywhere';
  if (!delivered && !hasRoot && !endsAsMedia(pieces.at(-1) ?? '')) return undefined;
  return from === 'name'
    ? { pieces: [`/${pieces[0] ?? ''}`, ...pieces.slice(1)], rooted: false, inName: true }
    : { pieces: rootedPieces(pieces, from), rooted: from === 'root', inName: false };
}

const leadingGaps = new RegExp(`^${gap}+`);
const gaps = new RegExp(`${gap}+`);
const mediaEnd = new RegExp(`${mediaEnding}$`, 'i');

function endsAsMedia(piece: string): boolean {
  return mediaEnd.test(piece.slice(-16));
}

function rootedPieces(pieces: readonly string[], from: Located['from']): readonly string[] {
  const [first = '', ...more] = pieces;
  if (from === 'root') return [first.startsWith('/') ? first : `/${first}`, ...more];
  // What was before the path is a value: the first fixed part may stand anywhere.
  return first === '' && more.length > 0 ? more : pieces;
}

/** Takes the host, the account and a known endpoint's prefix away. */
function locate(text: string, context: FinderContext): Located | undefined {
  const address = /^(?:https?:)?\/\/([^/]*)(\/[\s\S]*)?$/i.exec(text);
  const bare = address ? undefined : bareAddress(text, context);
  const host = (address?.[1] ?? bare?.host)?.toLowerCase();
  if (host === undefined) return locatePath(text);
  const rest = address ? (address[2] ?? '') : (bare?.rest ?? '');
  if (host.includes(gap)) {
    return { path: withoutAccount(rest, context), from: 'anywhere', delivered: false };
  }
  const known = context.endpoints.filter((endpoint) => endpoint.host === host);
  if (host !== defaultHost) {
    if (known.length === 0) return undefined;
    return { path: withoutPrefix(rest, known), from: 'root', delivered: true };
  }
  const [, account = '', path = ''] = /^\/+([^/]+)(\/[\s\S]*)?$/.exec(rest) ?? [];
  if (account === gap) return { path, from: 'root', delivered: true };
  if (account.includes(gap) || (!isAccountId(account) && !isKnown(account, context))) {
    return undefined;
  }
  const own = context.endpoints.filter((endpoint) => endpoint.host === defaultHost);
  const fitting = own.filter((endpoint) => endpoint.account === account);
  if (own.length > 0 && fitting.length === 0) return undefined;
  return { path: withoutPrefix(path, fitting), from: 'root', delivered: true };
}

/** Where the host is a value, a known account behind it is no folder. */
function withoutAccount(path: string, { endpoints }: FinderContext): string {
  const [, account, rest = ''] = /^\/([^/]+)(\/[\s\S]*)$/.exec(path) ?? [];
  return endpoints.some((endpoint) => endpoint.account === account) ? rest : path;
}

function isKnown(account: string, { endpoints }: FinderContext): boolean {
  return endpoints.some((endpoint) => endpoint.account === account);
}

/** A delivery host without a scheme. */
function bareAddress(
  text: string,
  { endpoints }: FinderContext,
): { readonly host: string; readonly rest: string } | undefined {
  const slash = text.indexOf('/');
  const host = text.slice(0, slash).toLowerCase();
  const isHost = host === defaultHost || endpoints.some((endpoint) => endpoint.host === host);
  return slash > 0 && isHost ? { host, rest: text.slice(slash) } : undefined;
}

function locatePath(text: string): Located | undefined {
  if (local.test(text)) return undefined;
  if (text.startsWith(gap)) {
    const path = text.replace(leadingGaps, '');
    if (path.startsWith('/') || path.includes('/')) {
      return { path, from: 'anywhere', delivered: false };
    }
    return { path: gap + path, from: 'name', delivered: false };
  }
  if (/^\/{2}/.test(text)) return undefined;
  return text.includes('/')
    ? { path: text, from: 'root', delivered: false }
    : { path: text, from: 'name', delivered: false };
}

type Prefixed = Pick<FinderContext['endpoints'][number], 'prefix'>;

function withoutPrefix(path: string, endpoints: readonly Prefixed[]): string {
  const prefixes = endpoints
    .map(({ prefix }) => `/${prefix.map(percentDecode).join('/')}`)
    .sort((a, b) => b.length - a.length);
  const read = path.replace(/\/{2,}/g, '/');
  const prefix = prefixes.find((each) => each !== '/' && read.startsWith(`${each}/`));
  return prefix === undefined ? read : read.slice(prefix.length);
}

/** `tr:w-200` and the names of a video's renditions are no part of a path. */
function withoutTransformations(path: string): string {
  return path
    .replace(/\/{2,}/g, '/')
    .replace(/(?:^|\/)tr(?::|%3A)[^/]*(?=\/)/gi, '')
    .replace(/\/ik-[\w-]+\.\w{2,5}$/, '');
}

/** Words with a slash somewhere: spaces belong to a path only inside quotes, and in a whole path. */
function isProse(path: string, quoted: boolean): boolean {
  const fixed = path.replaceAll(gap, '');
  return /\s/.test(fixed) && !(quoted && fixed.startsWith('/') && /\.\w{2,5}$/.test(fixed));
}

/**
 * Whether the fixed parts say more than "a file": a folder or part of a name. `${base}/${name}.jpg`
 * fits the whole library, so it says nothing about one file.
 */
function isFixedEnough(pieces: readonly string[], from: Located['from']): boolean {
  const words = pieces
    .map((piece, at) => (at === pieces.length - 1 ? piece.replace(/\.\w{1,5}$/, '') : piece))
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');
  const midName = from !== 'root' && !pieces.some((piece) => piece.includes('/'));
  return words.length >= (midName ? 3 : 1);
}
