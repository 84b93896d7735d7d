/**
 * Whether ImageKit takes `…<path>*` as a purge, by its documented rules (imagekit.io/docs, "purging"):
 * any one of two levels, fifteen characters, or a whole file path with an extension. The path counts
 * from behind the delivery URL and begins with `/`. Where the rules leave a case open, the answer is no.
 */
export function mayEndInStar(path: string): boolean {
  const text = path.slice(1);
  if (text === '' || refusedAlways.has(text)) return false;
  const levels = text.split('/').filter((name) => name !== '');
  return levels.length >= 2 || text.length >= 15 || /[^/]\.[A-Za-z0-9]+$/.test(text);
}

/** Such wildcards would clear a whole shop's catalogue, and are refused whatever their length. */
const refusedAlways = new Set(['media/catalog/', 's/files/']);

/** A delivered address without its query, taken apart at the delivery URL that it begins with. */
export interface DeliveredPath {
  readonly endpoint: string;
  /** Percent-encoded, begins with `/`. */
  readonly path: string;
}

/** `undefined` for an address of none of the delivery URLs. */
export function deliveredPath(
  url: string,
  urlEndpoints: readonly string[],
): DeliveredPath | undefined {
  const [bare = ''] = url.split(/[?#]/, 1);
  const longestFirst = urlEndpoints.toSorted((a, b) => b.length - a.length);
  const endpoint = longestFirst.find((each) => bare.startsWith(`${each}/`));
  return endpoint === undefined ? undefined : { endpoint, path: bare.slice(endpoint.length) };
}

/** A path whose first part is a transformation: `/tr:w-100/a.jpg`. A file's wildcard leaves it. */
export function isPathTransformation(path: string): boolean {
  return /^\/tr:/.test(path);
}
