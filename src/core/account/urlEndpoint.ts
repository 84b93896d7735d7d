import type { Asset } from '../../api/asset';

/** Typed delivery URLs as they are stored, or the first word among them that isn't one. */
export type UrlEndpoints =
  | { readonly kind: 'urls'; readonly urls: readonly string[] }
  | { readonly kind: 'refused'; readonly text: string };

/** Reads delivery URLs separated by commas or blanks; none at all is fine. */
export function parseUrlEndpoints(text: string): UrlEndpoints {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const urls = new Set<string>();
  for (const word of words) {
    const url = urlEndpoint(word);
    if (url === undefined) return { kind: 'refused', text: word };
    urls.add(url);
  }
  return { kind: 'urls', urls: [...urls] };
}

/**
 * A delivery URL as accounts keep it: a web address without a trailing slash. `undefined` for
 * anything else, and for an address with credentials, a query or a fragment.
 */
export function urlEndpoint(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:\/\/[^/]/i.test(text)) return undefined;
  const endpoint = `${url.origin}${url.pathname}`;
  return url.href === endpoint ? endpoint.replace(/\/+$/, '') : undefined;
}

/**
 * The delivery URL that a listed file shows: its address without its path. `undefined` where the
 * address doesn't end in the path, as a rewritten URL may not.
 */
export function learnUrlEndpoint(asset: Pick<Asset, 'url' | 'filePath'>): string | undefined {
  const url = URL.parse(asset.url);
  if (!url) return undefined;
  const path = asset.filePath.split('/').slice(1);
  const shown = url.pathname.split('/').slice(1);
  const prefix = shown.slice(0, -path.length);
  const rest = shown.slice(-path.length).map(decoded);
  const endsInPath = rest.length === path.length && rest.every((name, at) => name === path[at]);
  return endsInPath ? urlEndpoint([url.origin, ...prefix].join('/')) : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: the segment stands for itself.
    return segment;
  }
}
