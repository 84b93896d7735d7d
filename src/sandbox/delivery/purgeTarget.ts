import { decodePath, segmentsOf } from '../library/paths';

/** Wildcards below these are never accepted: they would clear a whole shop's catalogue. */
const NEVER = ['media/catalog/*', 's/files/*'];

/** A wildcard on fewer levels needs at least this many characters before its star. */
const MIN_WILDCARD_LENGTH = 15;

/**
 * Which cached URLs a purge clears: a test of a cache key, or `undefined` when the URL can't be
 * purged. Without a star it is that one URL, with one everything that begins like it.
 */
export function purgeTarget(
  url: string,
  urlEndpoints: readonly string[],
): ((key: string) => boolean) | undefined {
  const endpoint = urlEndpoints.find((candidate) => url.startsWith(`${candidate}/`));
  if (endpoint === undefined) return undefined;
  const rest = url.slice(endpoint.length);
  const star = rest.indexOf('*');
  if (star === -1) {
    const key = decodedKey(rest);
    return key === undefined || key === '/' ? undefined : (cached) => cached === key;
  }
  const prefix = decodedKey(rest.slice(0, -1));
  if (star !== rest.length - 1 || prefix === undefined || !mayEndInStar(prefix)) return undefined;
  return (cached) => cached.startsWith(prefix);
}

/** Two levels, fifteen characters, or a whole file path. Whether `/tmp/*` is two levels isn't known: no. */
function mayEndInStar(prefix: string): boolean {
  const path = prefix.slice(1);
  if (NEVER.includes(`${path}*`)) return false;
  return (
    segmentsOf(prefix).length >= 2 ||
    path.length >= MIN_WILDCARD_LENGTH ||
    /[^/]\.[A-Za-z0-9]+$/.test(path)
  );
}

function decodedKey(rest: string): string | undefined {
  const [rawPath = '', ...query] = rest.split('?');
  const path = decodePath(rawPath);
  return path === undefined ? undefined : [path, ...query].join('?');
}
