import type { Asset } from '../../api/asset';
import type { AssetRef } from '../reference';
import type { Resolved, ResolveOptions } from './resolved';
import { resolveRefs } from './resolveRefs';

/** One thing, by one name or by several: a row of a list may give an id, a URL and a path. */
export interface NamedRow {
  readonly ref: AssetRef;
  readonly also?: readonly AssetRef[] | undefined;
}

/** What the library says about a row. */
export type ResolvedRow =
  | Resolved
  /** Its names lead to different files. */
  | { readonly kind: 'contradiction'; readonly assets: readonly Asset[] };

/** What the rows turned out to be, in their order. */
export interface ResolvedRows {
  readonly results: readonly ResolvedRow[];
  /** Ids beside a URL or a path that counts: the library has no file with such an id. */
  readonly foreignIds: readonly string[];
}

/**
 * Asks the library for each row. The other names of a row are asked for only where the file that its
 * first name leads to does not have them. An id stands for itself, whatever a URL beside it leads to
 * now; a URL or a path that leads nowhere leaves the word to the row's other names.
 */
export async function resolveRows(
  rows: readonly NamedRow[],
  options: ResolveOptions,
): Promise<ResolvedRows> {
  const first = await resolveRefs(
    rows.map(({ ref }) => ref),
    options,
  );
  const open = rows.map(({ ref, also = [] }, at) => openNames(ref, also, first[at]));
  const { client, urlEndpoints, signal } = options;
  // A search may lag behind for an id that is new; for these the row's first name has the word.
  const more = await resolveRefs(open.flat(), { client, urlEndpoints, signal, named: false });
  const foreignIds = new Set<string>();
  let from = 0;
  const results = rows.map(({ ref }, at): ResolvedRow => {
    const names = open[at] ?? [];
    const others = more.slice(from, from + names.length);
    from += names.length;
    const result = agreed(ref, first[at] ?? { kind: 'notFound' }, others);
    for (const [index, name] of names.entries()) {
      const isUnknown = name.kind === 'id' && others[index]?.kind === 'notFound';
      if (isUnknown && result.kind === 'found' && !isId(ref)) foreignIds.add(name.fileId);
    }
    return result;
  });
  return { results, foreignIds: [...foreignIds] };
}

/** The names that the first one does not answer for. */
function openNames(
  ref: AssetRef,
  also: readonly AssetRef[],
  first: Resolved | undefined,
): readonly AssetRef[] {
  if (first?.kind === 'found') return also.filter((name) => !fits(first.asset, name));
  return first?.kind === 'notFound' && !isId(ref) ? also : [];
}

function agreed(ref: AssetRef, first: Resolved, others: readonly Resolved[]): ResolvedRow {
  const assets = new Map<string, Asset>();
  if (first.kind === 'found') assets.set(first.asset.fileId, first.asset);
  for (const other of others) {
    if (other.kind === 'folder' || other.kind === 'otherAccount') return other;
    if (other.kind === 'found') assets.set(other.asset.fileId, other.asset);
    if (other.kind === 'ambiguous') {
      const known = first.kind === 'found' ? first.asset.fileId : undefined;
      if (other.assets.some(({ fileId }) => fileId === known)) continue;
      for (const asset of other.assets) assets.set(asset.fileId, asset);
    }
  }
  const [asset, another] = assets.values();
  if (another) return { kind: 'contradiction', assets: [...assets.values()] };
  return asset ? { kind: 'found', asset } : first;
}

function isId({ kind }: AssetRef): boolean {
  return kind === 'id' || kind === 'version';
}

/** Whether a file has such a name. */
function fits(asset: Asset, name: AssetRef): boolean {
  return name.kind === 'id' || name.kind === 'version'
    ? name.fileId === asset.fileId
    : name.paths.includes(asset.filePath);
}
