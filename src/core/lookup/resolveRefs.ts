import { learnUrlEndpoint } from '../account/urlEndpoint';
import { ownUrl } from './ownUrl';
import type { AssetRef } from '../reference';
import type { Resolved, ResolveOptions } from './resolved';
import { resolveIds } from './resolveIds';
import { PathLookUp } from './resolvePaths';

/** Asks the library for each reference; the results are in the order of the references. */
export async function resolveRefs(
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
