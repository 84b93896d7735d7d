import { percentDecode } from '../writing/escapes';
import { isMediaName } from '../writing/fileName';

/** Segments that ImageKit appends to a video's path to name a rendition of it. */
const videoSuffixes = new Set([
  'ik-master.m3u8',
  'ik-master.mpd',
  'ik-thumbnail.jpg',
  'ik-video.mp4',
  'ik-gif-video.mp4',
]);

const transformation = /^tr(?::|%3A)/i;
const seoMarker = 'ik-seo';

/** What another rendition of a video or picture may be called that nobody has documented. */
const likeSuffix = /^ik-[\w-]{1,40}\.\w{2,5}$/;

/** Whether the last segment may be no file, but a rendition of the one before it. */
export function isLikeRendition(segments: readonly string[]): boolean {
  const last = segments.at(-1) ?? '';
  return likeSuffix.test(last) && !videoSuffixes.has(last) && isMediaName(segments.at(-2) ?? '');
}

/** Distinct values in their order. */
function distinct(values: readonly string[]): readonly string[] {
  return values.length < 2 ? values : [...new Set(values)];
}

const ascii = /^[\x20-\x7e]*$/;

/** A text in Unicode's NFC, the form that paths and names are compared in. */
export function composed(text: string): string {
  return ascii.test(text) ? text : text.normalize('NFC');
}

/** The library path's spellings that a decoded text may stand for: as written first. */
export function spellings(path: string): readonly string[] {
  if (ascii.test(path)) return [path];
  return distinct([path, path.normalize('NFC'), path.normalize('NFD')]);
}

/** Leaves out what transforms or renames: `tr:` segments, video suffixes, the SEO marker. */
function plainSegments(segments: readonly string[]): { kept: string[]; seo: boolean } {
  const kept: string[] = [];
  let seo = false;
  for (const segment of segments) {
    if (segment === '' || segment === '.' || transformation.test(segment)) continue;
    if (segment === '..') kept.pop();
    else if (segment === seoMarker) seo = true;
    else kept.push(segment);
  }
  while (kept.length > 0 && videoSuffixes.has(kept.at(-1) ?? '')) kept.pop();
  return { kept, seo };
}

/**
 * `ik-seo/dir/base/words.jpg` delivers `dir/base.jpg`. When the name before the words has an ending
 * already, it is the file's own; when it has none, the file may have none either.
 */
function withoutSeoWords(segments: readonly string[]): readonly (readonly string[])[] {
  const words = segments.at(-1);
  const base = segments.at(-2);
  if (words === undefined || base === undefined) return [segments];
  const folder = segments.slice(0, -2);
  if (/\.[A-Za-z0-9]{2,5}$/.test(base)) return [[...folder, base]];
  const ending = /\.[A-Za-z0-9]+$/.exec(words)?.[0] ?? '';
  return [
    [...folder, base + ending],
    [...folder, base],
  ];
}

/**
 * The library paths that the segments of a URL's path (still percent-encoded, endpoint removed) can
 * name, most likely first. Empty when they name no asset: nothing left, a folder, another site's URL.
 */
export function libraryPaths(segments: readonly string[]): readonly string[] {
  if (segments.at(-1) === '') return [];
  if (segments.some((segment) => /^https?(?::|%3A)/i.test(segment))) return [];
  const { kept, seo } = plainSegments(segments);
  if (kept.length === 0) return [];
  const readings = seo ? withoutSeoWords(kept) : [kept];
  return distinct(readings.flatMap((each) => spellings(`/${each.map(percentDecode).join('/')}`)));
}

/**
 * The library paths that a path in a text (without host and query) can stand for. Percent escapes are
 * taken for escapes first: a name that really holds `%20` is rarer.
 */
export function writtenPaths(text: string): readonly string[] {
  const segments = text.split('/');
  const read = libraryPaths(segments);
  const raw = `/${segments.filter((segment) => segment !== '').join('/')}`;
  const isPlain = !/\/(?:tr:|ik-|\.{1,2}\/)/.test(raw);
  return read.length > 0 && isPlain ? distinct([...read, ...spellings(raw)]) : read;
}
