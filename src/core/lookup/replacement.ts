import type { Asset } from '../../api/asset';
import { percentDecode } from '../finder/writing/escapes';
import type { AssetReference } from './referenceStatus';

/**
 * The text that names `asset` in place of a reference, in the form that the reference has: an id for
 * an id, a URL with the same endpoint and transformations for a URL, a path for a path. `undefined`
 * where one text is not enough, as for a version.
 *
 * A file's name is not to be trusted: whatever could end a string or a tag is percent-encoded.
 */
export function replacementFor(
  { ref, value }: Pick<AssetReference, 'ref' | 'value'>,
  asset: Pick<Asset, 'fileId' | 'filePath' | 'url'>,
): string | undefined {
  // Half a character has no encoding, and no address.
  const newPath = asset.filePath.replace(/\p{Cs}/gu, '\uFFFD');
  switch (ref.kind) {
    case 'id':
      return asset.fileId;
    case 'version':
      return undefined;
    case 'url': {
      const written = rewritten(value, ref.paths, newPath, encodeSegment);
      return written ?? inert(withoutVersion(asset.url, '&'));
    }
    case 'path': {
      const layer = layerKey(value, ref.paths);
      if (layer !== undefined) return layerInput(layer, newPath);
      const encode = encodingOf(value);
      const plain = newPath.split('/').map(encode).join('/');
      return rewritten(value, ref.paths, newPath, encode) ?? plain;
    }
  }
}

/** The key of a transformation's part, such as `i` in `i-brand@@logo.png`. */
function layerKey(value: string, paths: readonly string[]): string | undefined {
  const key = /^(ie?|di|oi|ff|otf)-/i.exec(value)?.[1];
  return paths.some((path) => path.endsWith(value)) ? undefined : key?.replace(/^ie$/i, 'i');
}

/** In a transformation, only a name of plain letters needs no other form. */
function layerInput(key: string, newPath: string): string | undefined {
  const plain = newPath.slice(1).replaceAll('/', '@@');
  return /^[\w@.-]+$/.test(plain) ? `${key}-${plain}` : undefined;
}

/**
 * The text with the library path at the end of its address exchanged; all that stands before it, and
 * a query that still makes sense, is kept. `undefined` when the path is not spelled out there.
 */
function rewritten(
  value: string,
  paths: readonly string[],
  newPath: string,
  encode: (segment: string) => string,
): string | undefined {
  const end = value.search(/[?#]/);
  const address = end < 0 ? value : value.slice(0, end);
  const separators = [...address.matchAll(/\\*\//g)];
  const segments = address.split(/\\*\//);
  const before = segments.length - ownSegments(segments, paths);
  if (before === segments.length) return undefined;
  const separator = separators.at(-1)?.[0] ?? '/';
  const kept = segments
    .slice(0, before)
    .map((segment, index) => segment + (separators[index]?.[0] ?? ''))
    .join('');
  const names = newPath.split('/').slice(1).map(encode);
  const rest = end < 0 ? '' : value.slice(end);
  return kept + names.join(separator) + withoutVersion(rest, /&amp;/.test(rest) ? '&amp;' : '&');
}

/** How many of the last segments spell one of the paths; 0 when they spell none. */
function ownSegments(segments: readonly string[], paths: readonly string[]): number {
  for (const path of paths) {
    const names = path.split('/').slice(1);
    const written = segments.slice(-names.length);
    const fits =
      written.length === names.length &&
      written.every((segment, index) => same(segment, names[index] ?? ''));
    if (fits) return names.length;
  }
  return 0;
}

function same(written: string, name: string): boolean {
  const wanted = name.normalize('NFC');
  return [written, percentDecode(written)].some((each) => each.normalize('NFC') === wanted);
}

/** Parts of a query that belong to the bytes of one version of one file, or sign its URL. */
const ofOneVersion = /^(?:updatedAt|ik-obj-version|ik-s|ik-t)(?:=|$)/;

function withoutVersion(url: string, separator: string): string {
  const start = url.indexOf('?');
  if (start < 0) return url;
  const hash = url.indexOf('#', start);
  const query = url.slice(start + 1, hash < 0 ? url.length : hash);
  const kept = query.split(separator).filter((part) => part !== '' && !ofOneVersion.test(part));
  const fragment = hash < 0 ? '' : url.slice(hash);
  return url.slice(0, start) + (kept.length === 0 ? '' : `?${kept.join(separator)}`) + fragment;
}

/** As the text does it: a blank where there was none before may be more than the place can take. */
function encodingOf(value: string): (segment: string) => string {
  if (value.includes('%')) return encodeSegment;
  return value.includes(' ')
    ? encodeUnsafe
    : (segment) => encodeUnsafe(segment).replaceAll(' ', '%20');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, percent);
}

/** Only letters, digits, blanks and a few marks that mean nothing in any language. */
function encodeUnsafe(segment: string): string {
  return segment.replace(/[^\p{L}\p{M}\p{N} ._~@+,=-]/gu, (character) =>
    encodeURIComponent(character).replace(/[!'()*]/g, percent),
  );
}

/** An address as it is, but for what could end a string, a tag or a bracket. */
function inert(url: string): string {
  return url.replace(/\p{Cs}/gu, '\uFFFD').replace(/[^\w.~:/?#@!$&*+,;=%-]/gu, encodeSegment);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
