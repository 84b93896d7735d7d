import { percentDecode } from './escapes';
import { isMediaName, mediaEnding } from './fileName';
import { writtenPaths } from './libraryPath';
import type { Mention } from './mention';
import { mention, pathRef } from './mention';
import { outside } from './span';
import { oneOf } from './pattern';

const mayHold = /l-(?:image|video|subtitle)|(?:di|oi|ff|otf)-|@@|%40%40/i;
/** What tells that a text holds a transformation, rather than words with hyphens. */
const transforms = new RegExp(
  oneOf([
    /tr(?:[:=]|%(?:25)*3[AD])|l-(?:image|video|text|subtitle)/,
    /\braw\w*["'\]]{0,2}\s{0,4}(?:=>|[:=(])/,
    /["'`,](?:di|oi|ff|otf)-[^"'`]{0,200}@@/,
  ]),
  'i',
);

/** What parts stand between; percent-encoded in another address, and there maybe several times. */
const before = /(?:^|[^\w%-]|%(25)*(?:2C|3A|3D|2F|22|20))/.source;
/** A layer begins with its kind. */
const layerKind = /l-(image|video|subtitles?|text)(?![\w-])/.source;
/** An input is `i-` or, in base64, `ie-`; `di-` is a default picture, `ff-` a font; two are older. */
const input = /(i|ie|di|oi|ff|otf)-/.source;
const inputChar = /(?:%(?!(?:25)*(?:2C|3A|22|26))[0-9A-F]{2}|[^,:/&?#"'`\s<>|\\%()[\]{}$;])/.source;
/** Words of a name that has blanks: they count where the name ends as a file's does. */
const moreWords = `(?: (?:${inputChar}|[()]){1,100}){1,8}?${mediaEnding}(?=[,:/&?#"'\`<>)]|$)`;
const parts = new RegExp(
  `${before}(?:${layerKind}|${input}(${inputChar}{1,400}(?!${inputChar}|[$\\{])(?:${moreWords})?))`,
  'dgi',
);

/**
 * Files that a transformation lays over a picture or falls back to. ImageKit's SDK builds these paths
 * (`processInputPath` of its helper, release 7.11); its API reference does not speak of them, so that
 * none is ever called missing. Their values begin with the key, as `i-logo.png`. In another account's URL they are that account's.
 */
export function findOverlays(line: string, urls: readonly Mention[]): readonly Mention[] {
  if (!mayHold.test(line) || !transforms.test(line)) return [];
  const mentions: Mention[] = [];
  let layer: string | undefined;
  parts.lastIndex = 0;
  for (let found = parts.exec(line); found; found = parts.exec(line)) {
    const [, encoded, opened, key = '', whole = ''] = found;
    if (opened !== undefined) layer = opened.toLowerCase();
    else {
      const isInput = /^ie?$/i.test(key);
      const isEncoded = line.slice(found.index, found.index + 1) === '%';
      const value = isEncoded ? beforeSlash(whole, encoded) : whole;
      const text =
        isInput && layer !== undefined ? inputOf(key, value, layer) : namedFile(key, value);
      if (isInput) layer = undefined;
      const paths = text === undefined ? [] : writtenPaths(`/${text}`);
      const [start = 0] = found.indices?.[3] ?? [];
      const end = start + key.length + 1 + value.length;
      parts.lastIndex = end;
      if (paths.length === 0) continue;
      mentions.push(mention({ start, end }, pathRef(paths), 'likely', { named: false }));
    }
  }
  const ours = outside(
    mentions,
    urls.filter(({ otherAccount }) => otherAccount),
  );
  if (ours.length === mentions.length) return mentions;
  const kept = new Set(ours);
  return mentions.map((each) => (kept.has(each) ? each : { ...each, strength: 'weak' }));
}

/** Where the parts are encoded, an encoded slash ends the transformation; one of a name is encoded twice. */
function beforeSlash(value: string, encoded = ''): string {
  const end = value.search(encoded === '' ? /%2F/i : /%252F/i);
  return end < 0 ? value : value.slice(0, end);
}

function inputOf(key: string, value: string, layer: string): string | undefined {
  if (layer === 'text' || value === 'ik_canvas') return undefined;
  const decoded = fullyDecoded(value);
  const text = key.toLowerCase() === 'ie' ? fromBase64(decoded) : decoded;
  return text === undefined ? undefined : withSlashes(text);
}

/** A font's name without an ending is one of the service's own. */
function namedFile(key: string, value: string): string | undefined {
  const text = withSlashes(fullyDecoded(value));
  return !/^ie?$/i.test(key) && isMediaName(text) ? text : undefined;
}

/** Slashes of a path are written as `@@` where they would end the transformation. */
export function withSlashes(text: string): string {
  return text.replaceAll('@@', '/').replace(/^\/+/, '');
}

/** In another URL's query it may be encoded several times. */
function fullyDecoded(value: string): string {
  let text = value;
  for (let layer = 0; layer < 3 && text.includes('%'); layer += 1) text = percentDecode(text);
  return text;
}

function fromBase64(text: string): string | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /\p{Cc}/u.test(decoded) ? undefined : decoded;
  } catch {
    // Not base64, or not text: nothing that names a file.
    return undefined;
  }
}
