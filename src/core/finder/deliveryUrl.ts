import { percentDecode, hole } from './escapes';
import type { ParsedEndpoint } from './endpoint';
import { defaultHost, isAccountId } from './endpoint';
import { isLikeRendition, libraryPaths } from './libraryPath';

/** What a URL on a delivery host turns out to be. */
export type UrlReading =
  | {
      readonly kind: 'asset';
      readonly account: string | undefined;
      /** Most likely first, never empty. */
      readonly paths: readonly string[];
      readonly versionToken: string | undefined;
      /** The account is filled in at run time: only the path is known. */
      readonly openAccount: boolean;
      /** The file may also be the one that the last segment is a rendition of. */
      readonly isDoubtful: boolean;
    }
  /** Part of the path is filled in at run time; the file's name is not. */
  | { readonly kind: 'name'; readonly name: string }
  /** An endpoint or folder, without a file; `folder` as `/shop`. */
  | { readonly kind: 'endpoint'; readonly url: string; readonly folder: string | undefined }
  | { readonly kind: 'nothing' };

const nothing: UrlReading = { kind: 'nothing' };
const embed = /^(?:https?:)?\/\/imagekit\.io\/player\/embed\//i;

/** A segment that a person left out or leaves to be filled in: `…`, `hero...`, `[slug]`, `:slug`. */
const gap =
  /(?:\u2026|%E2%80%A6|\.{3})\)?$|^\[{1,2}\.{0,3}[\w-]+\]{1,2}$|^:[A-Za-z_]\w*[*+?]?$|^(?:\.{3,}|:[A-Za-z_]\w*\.)\w{1,5}$/i;

/** Takes an absolute, unescaped URL with a scheme (a `hole` where a template fills in) apart. */
export function readDeliveryUrl(url: string, endpoints: readonly ParsedEndpoint[]): UrlReading {
  const full = url.includes('/player/embed/') ? url.replace(embed, `//${defaultHost}/`) : url;
  const fragmentAt = full.indexOf('#');
  const bare = full.slice(full.indexOf('//') + 2, fragmentAt < 0 ? full.length : fragmentAt);
  const queryAt = bare.indexOf('?');
  const address = queryAt < 0 ? bare : bare.slice(0, queryAt);
  const query = queryAt < 0 ? '' : bare.slice(queryAt + 1);
  const [hostText = '', ...path] = address.split('/');
  const host = hostText.toLowerCase();
  const known = endpoints.filter((endpoint) => endpoint.host === host);
  const found =
    host === defaultHost ? underAccount(path, known) : { account: undefined, path, known };
  if (!found) return nothing;
  return readPath(found.path, found.known, {
    account: found.account === hole ? undefined : found.account,
    openAccount: found.account === hole,
    versionToken: versionToken(query),
    endpointUrl: `https://${host}${found.account === undefined ? '' : `/${found.account}`}`,
  });
}

function underAccount(path: readonly string[], known: readonly ParsedEndpoint[]) {
  const start = path.findIndex((segment) => segment !== '');
  const account = path[start];
  const own = known.filter((endpoint) => endpoint.account === account);
  // An account that is known may be called as templates call the gap for one.
  const isAccount = account === hole || own.length > 0 || isAccountId(account ?? '');
  if (account === undefined || !isAccount) return undefined;
  // The endpoint's own text is one for all URLs.
  return { account: own[0]?.account ?? account, path: path.slice(start + 1), known: own };
}

interface Around {
  readonly account: string | undefined;
  readonly openAccount: boolean;
  readonly versionToken: string | undefined;
  readonly endpointUrl: string;
}

function readPath(
  path: readonly string[],
  known: readonly ParsedEndpoint[],
  { endpointUrl, ...around }: Around,
): UrlReading {
  const segments = path
    .filter((segment, index) => segment !== '' || index === path.length - 1)
    .map((segment) => (gap.test(segment) ? hole : segment));
  const readings = withoutPrefix(segments, known).map(libraryPaths);
  const first = readings[0]?.[0];
  if (first === undefined) {
    const prefix = fittingPrefixes(segments, known)[0] ?? [];
    const url = [endpointUrl, ...prefix].join('/');
    const [folder = hole] = libraryPaths(segments.slice(prefix.length, -1));
    if (around.openAccount) return nothing;
    return { kind: 'endpoint', url, folder: folder.includes(hole) ? undefined : folder };
  }
  const paths = readings.length === 1 ? (readings[0] ?? []) : [...new Set(readings.flat())];
  if (!first.includes(hole)) {
    const isDoubtful = isLikeRendition(segments);
    const shorter = isDoubtful ? [first.slice(0, first.lastIndexOf('/'))] : [];
    return { kind: 'asset', paths: [...shorter, ...paths], isDoubtful, ...around };
  }
  const name = first.slice(first.lastIndexOf('/') + 1);
  return name.includes(hole) || name === '' ? nothing : { kind: 'name', name };
}

/** Without the longest fitting prefix first, as it is last. */
function withoutPrefix(
  segments: readonly string[],
  known: readonly ParsedEndpoint[],
): readonly (readonly string[])[] {
  const lengths = fittingPrefixes(segments, known).map(({ length }) => length);
  return [...new Set([...lengths, 0])].map((length) => segments.slice(length));
}

/** The endpoints' prefixes that a path begins with, longest first. */
function fittingPrefixes(
  segments: readonly string[],
  known: readonly ParsedEndpoint[],
): readonly (readonly string[])[] {
  return known
    .map(({ prefix }) => prefix)
    .filter(({ length }) => length > 0)
    .filter((prefix) => prefix.every((part, index) => samePart(part, segments[index])))
    .sort((a, b) => b.length - a.length);
}

function samePart(part: string, segment: string | undefined): boolean {
  return segment !== undefined && percentDecode(part) === percentDecode(segment);
}

function versionToken(query: string): string | undefined {
  const token = /(?:^|&)ik-obj-version=([A-Za-z0-9._~-]+)/.exec(query)?.[1];
  return token === '' ? undefined : token;
}
