import type { Asset } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import { learnUrlEndpoint } from '../urlEndpoint';
import { ownUrl } from './ownUrl';
import type { AssetRef } from './reference';
import { resolveIds } from './resolveIds';
import { PathLookUp } from './resolvePaths';

/** What the library says about a reference. */
export type Resolved =
  | { readonly kind: 'found'; readonly asset: Asset }
  | { readonly kind: 'notFound' }
  /** The id is a folder's. */
  | { readonly kind: 'folder'; readonly folderPath: string }
  /** A delivery URL of none of the account's endpoints; `account` names whose it seems to be. */
  | { readonly kind: 'otherAccount'; readonly account: string }
  /** More than one file fits. */
  | { readonly kind: 'ambiguous'; readonly assets: readonly Asset[] };

/** What resolving needs besides the references. */
export interface ResolveOptions {
  readonly client: Pick<ImageKitClient, 'list' | 'getAsset'>;
  /** Delivery URLs of the active account; a URL below none of them is another's. */
  readonly urlEndpoints: readonly string[];
  /**
   * Whether somebody named each reference. Then an id that the search does not know is asked for by
   * itself, since a search may lag; ids that were merely found in texts are not worth that.
   */
  readonly named: boolean;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Asks the library for each reference; the results are in the order of the references. */
export async function resolve(
  refs: readonly AssetRef[],
  options: ResolveOptions,
): Promise<readonly Resolved[]> {
  const ids = new Set<string>();
  for (const ref of refs) if (ref.kind === 'id' || ref.kind === 'version') ids.add(ref.fileId);
  const paths = new PathLookUp(options);
  const candidates = refs.map((ref) =>
    ref.kind === 'path' || (ref.kind === 'url' && ownUrl(ref, options.urlEndpoints))
      ? ref.paths
      : [],
  );
  const total = refs.length;
  const byId = await resolveIds(ids, {
    ...options,
    onProgress: (done) => options.onProgress?.(done, total),
  });
  await paths.load(candidates, (done) => options.onProgress?.(ids.size + done, total));
  return refs.map((ref, index): Resolved => {
    switch (ref.kind) {
      case 'id':
      case 'version':
        return byId.get(ref.fileId) ?? { kind: 'notFound' };
      case 'url': {
        const found = paths.find(candidates[index] ?? []);
        return isOthers(ref, found, options.urlEndpoints)
          ? { kind: 'otherAccount', account: ref.account ?? URL.parse(ref.url)?.host ?? ref.url }
          : found;
      }
      case 'path':
        return paths.find(ref.paths);
    }
  });
}

/** The same path may exist in two accounts: what the file itself says of its address decides. */
function isOthers(
  ref: AssetRef & { readonly kind: 'url' },
  found: Resolved,
  urlEndpoints: readonly string[],
): boolean {
  if (urlEndpoints.length > 0) return !ownUrl(ref, urlEndpoints);
  const endpoint = found.kind === 'found' ? learnUrlEndpoint(found.asset) : undefined;
  if (endpoint === undefined) return false;
  return URL.parse(endpoint)?.host === URL.parse(ref.url)?.host && !ownUrl(ref, [endpoint]);
}
