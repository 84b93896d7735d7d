import { redact } from '../../api/redact';

/**
 * Whether ImageKit takes `…<path>*` as a purge, by its documented rules (imagekit.io/docs, "purging"):
 * any one of two levels, fifteen characters, or a whole file path with an extension. The path counts
 * from behind the delivery URL and begins with `/`. Where the rules leave a case open, such as how an
 * escape counts, the answer is no.
 */
export function mayEndInStar(path: string): boolean {
  const text = decoded(path).slice(1);
  if (text === '' || refusedAlways.has(text)) return false;
  const levels = text.split('/').filter((name) => name !== '');
  return levels.length >= 2 || text.length >= 15 || /[^/]\.[A-Za-z0-9]+$/.test(text);
}

/** Such wildcards would clear a whole shop's catalogue, and are refused whatever their length. */
const refusedAlways = new Set(['media/catalog/', 's/files/']);

/** A delivered address taken apart at the delivery URL that it begins with. */
export interface DeliveredPath {
  /** The delivery URL, without a slash at its end. */
  readonly endpoint: string;
  /** Percent-encoded, begins with `/`, without the query. */
  readonly path: string;
  /** With its `?`; empty where there is none. Never of a signature. */
  readonly query: string;
  /** Whether a signature was in it: each one is an address of its own, and is not kept. */
  readonly isSigned: boolean;
}

/**
 * `undefined` for an address of none of the delivery URLs, for one with a star in its path, and for one
 * that holds a private key or credentials: it is kept nowhere and sent nowhere.
 */
export function deliveredPath(
  address: string,
  urlEndpoints: readonly string[],
): DeliveredPath | undefined {
  const url = redact(address) === address ? URL.parse(address) : null;
  if (!url || url.username !== '' || url.password !== '' || url.pathname.includes('*')) {
    return undefined;
  }
  const bare = `${url.host}${url.pathname}`;
  const longestFirst = urlEndpoints.toSorted((a, b) => b.length - a.length);
  const endpoint = longestFirst.find((each) => bare.startsWith(`${withoutScheme(each)}/`));
  if (endpoint === undefined) return undefined;
  const path = bare.slice(withoutScheme(endpoint).length);
  const parameters = url.search.slice(1).split('&');
  const kept = parameters.filter((each) => each !== '' && !/^ik-[st](=|$)/.test(each));
  return {
    endpoint,
    path,
    query: kept.length === 0 ? '' : `?${kept.join('&')}`,
    isSigned: kept.length < parameters.filter((each) => each !== '').length,
  };
}

/** A path whose first part is a transformation: `/tr:w-100/a.jpg`. A file's wildcard leaves it. */
export function isPathTransformation(path: string): boolean {
  return /^\/tr(:|%3a)/i.test(path);
}

/** A library path as it stands in a delivery URL; a star in it is no wildcard there. */
export function encodedPath(path: string): string {
  return path
    .split('/')
    .map((name) => encodeURIComponent(name).replaceAll('*', '%2A'))
    .join('/');
}

/** The path without its escapes; one that can't be read stands for itself. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The scheme says nothing about the file: a mention may have another one. */
function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/^[^/]+/, (host) => host.toLowerCase());
}
