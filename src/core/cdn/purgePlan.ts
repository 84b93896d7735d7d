import {
  decoded,
  deliveredPath,
  encodedPath,
  isPathTransformation,
  mayEndInStar,
  type DeliveredPath,
} from './purgeUrl';

/** A file, or a version of one, whose copies are to go from the CDN. */
export interface PurgeableFile {
  readonly kind: 'file' | 'version';
  /** Decoded library path. */
  readonly path: string;
  /** As ImageKit reported it; a file's query is only a cache-buster, a version's names the version. */
  readonly url: string;
  readonly isPrivate: boolean;
  /** Addresses that are known to have been asked for: by the workspace, by a backup. */
  readonly asked: readonly string[];
}

/** What is to be cleared from the CDN. */
export interface PurgeScope {
  readonly files: readonly PurgeableFile[];
  /** Library paths of folders that are cleared as a whole. */
  readonly folders: readonly string[];
}

/** One purge request, and the exact addresses by which its end is proven. */
export interface PurgeCall {
  /** An address, or one with a `*` at its very end. */
  readonly url: string;
  readonly proves: readonly string[];
  /** Addresses that only a signature opens, and none that anybody could ask for again: not proven. */
  readonly signed: readonly string[];
}

/** What it takes to clear the CDN of some files. */
export interface PurgePlan {
  /** Each spends one of the 1,000 purges that an account has in a month. */
  readonly calls: readonly PurgeCall[];
  /** Paths of files that no delivery URL of the account leads to. */
  readonly unreachable: readonly string[];
  /** Folders that only a wildcard could clear, which the rules don't allow. */
  readonly refusedFolders: readonly string[];
  /** How many calls clear a folder with whatever else is in it. */
  readonly folderCalls: number;
}

/**
 * The purges for some files: each file's address with a star behind it, which takes its versions and
 * its `?tr=` variants along, and the path variants (`/tr:…/`) that are known, one by one. The same at
 * each of the account's other hosts, since a copy lies where visitors ask for it. Files of one folder
 * share its wildcard where that takes fewer calls: it clears their neighbours too, which are then only
 * fetched anew.
 */
export function purgePlan(
  { files, folders }: PurgeScope,
  urlEndpoints: readonly string[],
): PurgePlan {
  const calls = new Calls();
  const unreachable: string[] = [];
  for (const file of files) {
    if (!addFile(file, urlEndpoints, calls)) unreachable.push(file.path);
  }
  const grouped = grouping(calls, folders, urlEndpoints);
  const refusedFolders = topmost(folders).filter((folder) => {
    const isFilled = files.some(({ path }) => path.startsWith(`${folder}/`));
    return !isFilled && !addFolder(folder, urlEndpoints, grouped);
  });
  const all = grouped.withoutCovered();
  const folderCalls = all.filter(({ url }) => url.endsWith('/*')).length;
  return { calls: all, unreachable, refusedFolders, folderCalls };
}

/** Calls by their address, each with what proves its end. */
class Calls {
  private readonly byUrl = new Map<string, { proves: Set<string>; signed: Set<string> }>();

  add(url: string, { proves = [], signed = [] }: Partial<Omit<PurgeCall, 'url'>>): void {
    const known = this.byUrl.get(url) ?? { proves: new Set(), signed: new Set() };
    for (const each of proves) known.proves.add(each);
    for (const each of signed) known.signed.add(each);
    this.byUrl.set(url, known);
  }

  /** The wildcard that clears an address already, if any. */
  covering(address: string): string | undefined {
    if (this.byUrl.has(address)) return address;
    return [...this.byUrl.keys()].find((url) => url !== address && covers(url, address));
  }

  all(): readonly PurgeCall[] {
    return [...this.byUrl].map(([url, { proves, signed }]) => ({
      ...{ url, proves: [...proves], signed: [...signed] },
    }));
  }

  /** All but those that a wildcard among them clears, which then proves their addresses, too. */
  withoutCovered(): readonly PurgeCall[] {
    const wildcards = [...this.byUrl.keys()].filter((url) => url.endsWith('*'));
    const widestFirst = wildcards.toSorted((a, b) => a.length - b.length);
    const kept = new Calls();
    for (const call of this.all()) {
      kept.add(widestFirst.find((url) => covers(url, call.url)) ?? call.url, call);
    }
    return kept.all();
  }
}

function covers(url: string, address: string): boolean {
  return url.endsWith('*') && address.startsWith(url.slice(0, -1));
}

/** Whether any address of the account leads to the file. */
function addFile(file: PurgeableFile, urlEndpoints: readonly string[], calls: Calls): boolean {
  const own = deliveredPath(file.url.replaceAll('*', '%2A'), urlEndpoints);
  const places = own ? [own, ...elsewhere(own, urlEndpoints)] : [];
  for (const place of places) {
    const bare = place.endpoint + place.path;
    const address = file.kind === 'version' ? bare + place.query : bare;
    const isStar = mayEndInStar(place.path) && !isPathTransformation(place.path);
    const proof = file.isPrivate || place.isSigned ? { signed: [address] } : { proves: [address] };
    calls.add(isStar ? `${bare}*` : address, proof);
  }
  let isKnown = own !== undefined;
  for (const each of file.asked) {
    const place = deliveredPath(each, urlEndpoints);
    if (!place) continue;
    isKnown = true;
    const address = place.endpoint + place.path + place.query;
    const isHidden = place.isSigned || (file.isPrivate && !hasNamedTransformation(place));
    const call = isPathTransformation(place.path) ? undefined : calls.covering(address);
    calls.add(call ?? address, isHidden ? { signed: [address] } : { proves: [address] });
  }
  return isKnown;
}

/** A named transformation opens private files without a signature (ImageKit's documented exception). */
function hasNamedTransformation({ path, query }: DeliveredPath): boolean {
  return /(^\/tr(:|%3a)|[:,]|%2c|[?&]tr=)n-/i.test(path + query);
}

/** The same file at the account's other hosts: each of its domains keeps copies of its own. */
function elsewhere(own: DeliveredPath, urlEndpoints: readonly string[]): readonly DeliveredPath[] {
  const hosts = new Set([hostOf(own.endpoint)]);
  return urlEndpoints.flatMap((endpoint): readonly DeliveredPath[] => {
    if (hosts.has(hostOf(endpoint))) return [];
    hosts.add(hostOf(endpoint));
    return [{ ...own, endpoint }];
  });
}

function hostOf(endpoint: string): string {
  return URL.parse(endpoint)?.host ?? endpoint;
}

/** A folder of which no file is named: one call at each host. */
function addFolder(folder: string, urlEndpoints: readonly string[], calls: Calls): boolean {
  const path = `${encodedPath(folder)}/`;
  if (!mayEndInStar(path)) return false;
  const [first] = urlEndpoints;
  if (first === undefined) return false;
  const own = { endpoint: first, path, query: '', isSigned: false };
  for (const { endpoint } of [own, ...elsewhere(own, urlEndpoints)]) {
    calls.add(`${endpoint}${path}*`, {});
  }
  return true;
}

/** The calls with those of one folder put together, where two or more of them become one. */
function grouping(
  calls: Calls,
  folders: readonly string[],
  urlEndpoints: readonly string[],
): Calls {
  const placed = calls.all().map((call) => {
    const place = deliveredPath(call.url.replace(/\*$/, ''), urlEndpoints);
    return { call, wildcard: place && folderWildcard(place, folders) };
  });
  const members = new Map<string | undefined, number>();
  for (const { wildcard } of placed) members.set(wildcard, (members.get(wildcard) ?? 0) + 1);
  const grouped = new Calls();
  for (const { call, wildcard = call.url } of placed) {
    grouped.add((members.get(wildcard) ?? 0) > 1 ? wildcard : call.url, call);
  }
  return grouped;
}

/** The wildcard of the outermost folder that goes as a whole, or else of the one that a file is in. */
function folderWildcard(
  { endpoint, path }: DeliveredPath,
  folders: readonly string[],
): string | undefined {
  if (isPathTransformation(path)) return undefined;
  const names = path.split('/');
  for (let depth = 2; depth < names.length; depth++) {
    const prefix = `${names.slice(0, depth).join('/')}/`;
    const isWhole = folders.includes(decoded(prefix.slice(0, -1)));
    if ((isWhole || depth === names.length - 1) && mayEndInStar(prefix)) {
      return `${endpoint}${prefix}*`;
    }
  }
  return undefined;
}

function topmost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((each) => folder.startsWith(`${each}/`)));
}
