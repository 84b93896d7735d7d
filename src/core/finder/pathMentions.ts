import { fileIdSource } from '../fileId';
import { percentDecode } from './writing/escapes';
import { writtenPaths } from './address/libraryPath';
import type { Around } from './keyedPaths';
import { findKeyedPaths } from './keyedPaths';
import type { Mention } from './address/mention';
import { mention, nameRef, pathRef } from './address/mention';
import { withSlashes } from './overlayMentions';
import type { PathText } from './writing/pathText';
import { findPathTexts } from './writing/pathText';
import { isInElement } from './sdkElements';
import type { Span } from './writing/span';
import { joinedSpans, outside } from './writing/span';
import { inTurn, oneOf } from './writing/pattern';

const local = /^(?:\.{1,2}\/|~|@|#|\$lib\/|file:)/;
const imports = /\b(?:import|require|from)\s{0,8}\(?\s{0,8}["'`]?$/;
const siteHelper = new RegExp(
  inTurn([
    /(?:\burl|\b(?:asset|image)_(?:url|path)|\b(?:asset|static|mix|url_for|public_path))/,
    /\s?\(?\s{0,8}["']?$/,
  ]),
);
const nativeTag =
  /<(?:img|source|video|audio|script|link|iframe|embed|object|input|image|use|track|a)\b[^>]*$/;
/** Inside an attribute, but not as its value: an expression builds the address. */
const inExpression = /[+.~,(|?]\s{0,8}\\*["'`]$/;
const templateCall = /\{%-?\s{0,8}(?:ik|imagekit)\w{0,40}\s{1,8}(?:src=|path=)?["']$/i;
const helperCall = new RegExp(
  inTurn([
    /(?:\bik[A-Z_]?|imagekit)(?:[\w.$]|->|::|\(\)){0,60}\(\s{0,8}/,
    /(?:[{[]\s{0,8}["']?(?:path|src|filePath)["']?\s{0,8}(?::|=>)\s{0,8}|\w{1,20}\s?[:=]\s?)?/,
    /\\*["'`]?$/,
  ]),
  'i',
);
const assigned = (keys: string) =>
  new RegExp(
    `(?:^|[^\\w-])["']?(?:${keys})\\\\*["'\\]]*\\s{0,8}(?:=>|:=|[:=])\\s{0,8}[({]*\\s{0,8}\\\\*["'\`]{0,2}$`,
    'i',
  );
const filePathKey = assigned('file_?path');
const pathProp = assigned('path|src|ngSrc');

const layerKey = assigned('default_?image|overlay_?image\\w{0,20}|overlay_?\\w{0,10}font_?family');

/** What a file must say for its bare paths to be taken for ImageKit's. */
const imageKitWords = new RegExp(
  oneOf([
    /imagekit|\burl_?endpoint\b|\bik\(|\bik_url/,
    /\bIK(?:Image|Video|Context|Upload|Core|URL)\b|\bik-(?:image|video|context|upload)\b/,
    new RegExp(`(?<!pro)file_?id\\\\*["']?\\s{0,4}[:=]\\s{0,4}\\\\*["']${fileIdSource}`),
  ]),
  'i',
);

/** Whether a line, its delivery URLs aside, shows that its file works with ImageKit. */
export function speaksOfImageKit(line: string, urls: readonly Span[]): boolean {
  if (urls.length === 0) return imageKitWords.test(line);
  let rest = '';
  let from = 0;
  for (const { start, end } of urls) {
    rest += `${line.slice(from, start)} `;
    from = end;
  }
  return imageKitWords.test(rest + line.slice(from));
}

/**
 * Paths and file names of a line, of which `bare` has blanks in place of URLs; how strong they are
 * depends on what the rest of the file says.
 */
export function findPaths(
  { text: line, bare }: { readonly text: string; readonly bare: string },
  urls: readonly Span[],
  around: Around,
): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const text of findPathTexts(line, urls)) {
    const found = mentionOf(line, text, around);
    if (found) mentions.push(found);
  }
  const keyed = findKeyedPaths(line, bare, around);
  if (keyed.length === 0) return mentions;
  return [...mentions, ...outside(keyed, joinedSpans(urls, mentions))];
}

function mentionOf(line: string, found: PathText, around: Around): Mention | undefined {
  const { text, start, end } = found;
  if (/^(?:.*\/)?\.\w+$/.test(text)) return undefined;
  if (text.includes('@@') && !text.includes('/')) return layerMention(found, around);
  const claim = readAs(line, found, around);
  if (claim === 'name') return nameMention(found);
  const paths = writtenPaths(text);
  if (paths.length === 0) return undefined;
  const ref = pathRef(paths);
  if (claim === 'named') return mention({ start, end }, ref, 'likely');
  const unusual = { named: false, needsEndpoint: !around.speaks };
  return mention({ start, end }, ref, around.speaks ? 'likely' : 'weak', unusual);
}

/** A path as options of transformations have it: `defaultImage: 'shop@@a.jpg'`. */
function layerMention(found: PathText, { speaks }: Around): Mention | undefined {
  const paths = writtenPaths(`/${withSlashes(percentDecode(found.text))}`);
  if (paths.length === 0) return undefined;
  const isOption = layerKey.test(found.before);
  const unusual = { named: false, needsEndpoint: !speaks && !isOption };
  return mention(found, pathRef(paths), speaks || isOption ? 'likely' : 'weak', unusual);
}

/** `named`: the line itself says ImageKit. `path`: it is a path where an endpoint is at hand. */
function readAs(
  line: string,
  found: PathText,
  { speaks, elements, names }: Around,
): 'named' | 'path' | 'name' {
  const { text, before, afterHole, whole } = found;
  if (local.test(text) || text.includes('://') || text.startsWith('//')) return 'name';
  const absolute = text.startsWith('/');
  if (absolute && /\/tr:/.test(text)) return 'named';
  if (filePathKey.test(before)) return absolute ? 'named' : 'path';
  if (helperCall.test(before) || templateCall.test(before)) return 'named';
  const isProp = pathProp.test(before);
  if (isProp && isInElement(line, found.start, elements, names)) return 'named';
  if (afterHole === 'folder') return 'name';
  if (afterHole) return absolute || (speaks && text.includes('/')) ? 'path' : 'name';
  if (isLocal(before)) return 'name';
  if (whole && (isProp || (speaks && /["'`]$/.test(before) && text.includes('/')))) return 'path';
  return absolute && (whole || /(?:^|[\s,;:|=])$/.test(before)) ? 'path' : 'name';
}

/** Where a path names a file of the site itself: plain tags, imports, style sheets. */
function isLocal(before: string): boolean {
  if (imports.test(before) || siteHelper.test(before)) return true;
  return nativeTag.test(before) && !inExpression.test(before) && !/\bngSrc\b[^>]*$/.test(before);
}

function nameMention({ text, otherText, start, end }: PathText): Mention | undefined {
  const names = [text, otherText].map((each) => percentDecode(each.replace(/^.*[/\\]/, '')));
  if (names.some((name) => /^\.?[^.]*$/.test(name))) return undefined;
  const shift = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1;
  const isPlain = end - start === text.length;
  const span = { start: isPlain ? start + shift : start, end };
  return mention(span, nameRef(names), 'weak', { named: false });
}
