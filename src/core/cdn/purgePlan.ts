import { deliveredPath, isPathTransformation, mayEndInStar } from './purgeUrl';

/** A file whose copies are to go from the CDN. */
export interface PurgeableFile {
  /** Decoded library path. */
  readonly path: string;
  /** As ImageKit reported it; its query is only a cache-buster. */
  readonly url: string;
  /** Addresses that are known to have been asked for: by the workspace, by a backup. */
  readonly asked: readonly string[];
}

/** One purge request, and the exact addresses by which its end is proven. */
export interface PurgeCall {
  /** An address, or one with a `*` at its very end. */
  readonly url: string;
  readonly proves: readonly string[];
}

/** What it takes to clear the CDN of some files. */
export interface PurgePlan {
  /** Each spends one of the 1,000 purges that an account has in a month. */
  readonly calls: readonly PurgeCall[];
  /** Paths of files that no address of the account's delivery URLs leads to. */
  readonly unreachable: readonly string[];
}

/**
 * The purges for some files: each file's address with a star behind it, which takes its versions and
 * its `?tr=` variants along, and the path variants (`/tr:…/`) that are known, one by one. Where the
 * files lie in one folder and its wildcard takes fewer calls, that: it clears neighbours too, which
 * are then only fetched anew.
 */
export function purgePlan(
  files: readonly PurgeableFile[],
  urlEndpoints: readonly string[],
): PurgePlan {
  const single = new Map<string, string[]>();
  const unreachable: string[] = [];
  for (const file of files) {
    const calls = callsOf(file, urlEndpoints);
    if (calls.length === 0) unreachable.push(file.path);
    for (const { url, proves } of calls) {
      single.set(url, [...new Set([...(single.get(url) ?? []), ...proves])]);
    }
  }
  const calls = [...single].map(([url, proves]) => ({ url, proves }));
  const whole = folderCall(calls, urlEndpoints);
  return { calls: whole ?? calls, unreachable };
}

function callsOf(
  { url, asked }: PurgeableFile,
  urlEndpoints: readonly string[],
): readonly PurgeCall[] {
  const own = deliveredPath(url, urlEndpoints);
  const calls = new Map<string, string[]>();
  const add = (call: string, proof: string): void => {
    calls.set(call, [...(calls.get(call) ?? []), proof]);
  };
  if (own) {
    const bare = own.endpoint + own.path;
    add(mayEndInStar(own.path) ? `${bare}*` : bare, bare);
  }
  for (const address of asked) {
    const [withoutHash = ''] = address.split('#', 1);
    const known = deliveredPath(withoutHash, urlEndpoints);
    if (!known || /[*]/.test(withoutHash)) continue;
    const bare = known.endpoint + known.path;
    const isCovered = calls.has(`${bare}*`) && !isPathTransformation(known.path);
    add(isCovered ? `${bare}*` : withoutHash, withoutHash);
  }
  return [...calls].map(([call, proves]) => ({ url: call, proves: [...new Set(proves)] }));
}

/** One call for all, where the deepest folder of all the addresses may carry a star. */
function folderCall(
  calls: readonly PurgeCall[],
  urlEndpoints: readonly string[],
): readonly PurgeCall[] | undefined {
  const plain: { readonly call: PurgeCall; readonly folder: string }[] = [];
  const rest: PurgeCall[] = [];
  for (const call of calls) {
    const place = deliveredPath(call.url, urlEndpoints);
    if (!place || isPathTransformation(place.path)) rest.push(call);
    else {
      plain.push({
        call,
        folder: place.endpoint + place.path.slice(0, place.path.lastIndexOf('/') + 1),
      });
    }
  }
  const [first] = plain;
  if (!first || plain.length < 2 || plain.some(({ folder }) => folder !== first.folder)) {
    return undefined;
  }
  const place = deliveredPath(first.folder, urlEndpoints);
  if (!place || !mayEndInStar(place.path)) return undefined;
  const proves = [...new Set(plain.flatMap(({ call }) => call.proves))];
  return [{ url: `${first.folder}*`, proves }, ...rest];
}
