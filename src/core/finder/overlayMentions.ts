import { percentDecode } from './escapes';
import { isMediaName } from './fileName';
import { writtenPaths } from './libraryPath';
import type { Mention } from './mention';
import { mention, pathRef } from './mention';
import { outside } from './span';

const mayHold = /l-(?:image|video|subtitle)|(?:di|oi|ff|otf)-/i;
const transforms = /tr(?:[:=]|%(?:25)*3[AD])|l-(?:image|video|text|subtitle)/i;

/**
 * The parts of a transformation that name a file: the kind of a layer, then its input as `i-` or in
 * base64 as `ie-`; a default picture `di-`, a font `ff-`, and the older `oi-` and `otf-`.
 */
const parts =
  /(?:^|[^\w%-]|%(?:25)*(?:2C|3A|3D|2F|22))(?:l-(image|video|subtitles?|text)(?![\w-])|(i|ie|di|oi|ff|otf)-((?:%(?!(?:25)*(?:2C|3A|2F|22))[0-9A-F]{2}|[^,:/&?#"'`\s<>|\\%()[\]{}$;]){1,400}(?!\$|\{)))/dgi;

/**
 * Files that a transformation lays over a picture or falls back to. ImageKit's SDK builds these paths
 * (`processInputPath` of its helper, release 7.11); its API reference does not speak of them, so that
 * none is ever called missing. Their values begin with the key, as `i-logo.png`. In another account's URL they are that account's.
 */
export function findOverlays(line: string, urls: readonly Mention[]): readonly Mention[] {
  if (!mayHold.test(line) || !transforms.test(line)) return [];
  const mentions: Mention[] = [];
  let layer: string | undefined;
  for (const found of line.matchAll(parts)) {
    const [, opened, key = '', value = ''] = found;
    if (opened !== undefined) layer = opened.toLowerCase();
    else {
      const isInput = /^ie?$/i.test(key);
      const text =
        isInput && layer !== undefined ? inputOf(key, value, layer) : namedFile(key, value);
      if (isInput) layer = undefined;
      const paths = text === undefined ? [] : writtenPaths(`/${text}`);
      const [start = 0] = found.indices?.[2] ?? [];
      const end = start + key.length + 1 + value.length;
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

function inputOf(key: string, value: string, layer: string): string | undefined {
  if (layer === 'text' || value === 'ik_canvas') return undefined;
  const text = fullyDecoded(value);
  return withSlashes(key.toLowerCase() === 'ie' ? fromBase64(text) : text);
}

/** A font's name without an ending is one of the service's own. */
function namedFile(key: string, value: string): string | undefined {
  const text = withSlashes(fullyDecoded(value));
  return !/^ie?$/i.test(key) && text !== undefined && isMediaName(text) ? text : undefined;
}

/** Slashes of a path are written as `@@` where they would end the transformation. */
function withSlashes(text: string | undefined): string | undefined {
  return text?.replaceAll('@@', '/').replace(/^\/+/, '');
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
