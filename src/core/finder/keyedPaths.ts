import { unescapeText } from './escapes';
import { isFileName, isMediaName } from './fileName';
import { writtenPaths } from './libraryPath';
import type { Mention } from './mention';
import { mention, pathRef } from './mention';

/** What is known about a line from the rest of its file. */
export interface Around {
  /** The file works with ImageKit. */
  readonly speaks: boolean;
  /** The line begins inside one of the SDK's elements. */
  readonly inImageKitTag: boolean;
}

/** The text before an attribute of one of the SDK's elements, or of one that uses it. */
export const imageKitTag = /<(?:IK|ik-)[^>]*$|\bprovider=["']imagekit["']/;

const mayHaveKeyed =
  /<(?:IK|ik-)|file_?path|(?:\bik|imagekit)[\w.]{0,60}\(|provider=|(?:imagekit|url_?endpoint)[^{}]{0,40}(?:\}\/|\s{0,8}[+.]\s{0,8}["'`]\/)/i;
const lead = [
  '\\b(path|src)\\s{0,8}=\\s{0,8}\\{?',
  '\\b(file_?path)\\\\{0,4}["\']?\\s{0,8}[:=]\\s{0,8}',
  '(?:\\bik|imagekit)[\\w.]{0,60}\\(\\s{0,8}(?:\\{\\s{0,8}(?:path|src)\\s{0,8}:\\s{0,8})?',
].join('|');
const keyed = new RegExp(
  `(?:${lead})(\\\\{0,4})(["'\`])((?:[^"'\`<>{}\\\\\\t?]|\\\\{1,4}(?:/|u[0-9a-f]{4})){1,300})(?:\\?[^"'\`\\s]{0,300})?\\3\\4`,
  'dgi',
);
const joined =
  /(?:imagekit|url_?endpoint)(?:[^{}"'`]{0,40}\}|[\w.]{0,40}["'\])]{0,3}\s{0,8}[+.]\s{0,8}["'`])(\/[^"'`<>{}\\\s?$]{1,300})["'`?]/dgi;

const lineKey = /^\s{0,80}(?:-\s{1,8})?file_?path:\s{1,8}(\/[^"'`#]{1,300})$/di;

/**
 * Paths whose ending does not tell a library's file from anything else, or that have none: only a key
 * or a call of ImageKit's, or its endpoint right before, tells them from routes.
 */
export function findKeyedPaths(
  line: string,
  { speaks, inImageKitTag }: Around,
): readonly Mention[] {
  if (!inImageKitTag && !mayHaveKeyed.test(line)) return [];
  const mentions: Mention[] = [];
  for (const found of line.matchAll(keyed)) {
    const [, prop, key, , , path = ''] = found;
    const before = line.slice(Math.max(0, found.index - 160), found.index + 1);
    const inTag = imageKitTag.test(before) || (inImageKitTag && !before.includes('<'));
    if (prop !== undefined && !inTag) continue;
    const claim = mentionOf(path, found.indices?.[5], speaks || key === undefined);
    if (claim) mentions.push(claim);
  }
  const alone = line.length < 500 ? lineKey.exec(line.trimEnd()) : null;
  const value = alone ? mentionOf(alone[1] ?? '', alone.indices?.[1], speaks) : undefined;
  if (value) mentions.push(value);
  for (const found of line.matchAll(joined)) {
    const [, path = ''] = found;
    const claim = isFileName(path) ? mentionOf(path, found.indices?.[1], true) : undefined;
    if (claim) mentions.push(claim);
  }
  return mentions.sort((one, other) => one.start - other.start);
}

/** Nothing for a folder, and for what is found by its ending. */
function mentionOf(
  text: string,
  [start, end]: readonly [number, number] = [0, 0],
  isImageKits: boolean,
): Mention | undefined {
  const path = unescapeText(text);
  if (!/^\/[^/]/.test(path) || isMediaName(path) || path.endsWith('/')) return undefined;
  const paths = writtenPaths(path);
  if (paths.length === 0) return undefined;
  return isImageKits
    ? mention({ start, end }, pathRef(paths), 'likely', { named: !isFileName(path) })
    : mention({ start, end }, pathRef(paths), 'weak', { named: false, needsEndpoint: true });
}
