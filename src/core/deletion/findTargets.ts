import type { Asset, AssetVersion } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import type { AssetRef } from '../references/reference';
import type { Resolved, ResolveOptions } from '../references/resolution';
import { resolve } from '../references/resolve';
import type { Claim, Unresolved } from './claim';
import { listBelow } from './listBelow';
import type { PlannedTarget, Target } from './target';

/** What finding targets needs besides the claims. */
export interface FindOptions extends ResolveOptions {
  readonly client: Pick<ImageKitClient, 'list' | 'getAsset' | 'listVersions'>;
  /** What a URL with an `ik-obj-version` asks for: the file, or just that version of it. */
  readonly versionUrls: 'file' | 'version';
}

/** A target before the plan has given it a key. */
export type FoundTarget = Pick<PlannedTarget, 'target' | 'source'>;

/** What the library holds of what was asked for. */
export interface Findings {
  readonly targets: readonly FoundTarget[];
  readonly unresolved: readonly Unresolved[];
  /** Each file of which a version is a target, by its id. */
  readonly filesOfVersions: ReadonlyMap<string, Asset>;
}

/** For so few files their versions are counted, one request each. */
const mostCounted = 10;

/** Turns claims into targets that the server has shown, and says why for each that leads nowhere. */
export async function findTargets(
  claims: readonly Claim[],
  options: FindOptions,
): Promise<Findings> {
  const targets: FoundTarget[] = [];
  const unresolved: Unresolved[] = [];
  const filesOfVersions = new Map<string, Asset>();
  const single = claims.filter((claim): claim is RefClaim => claim.ref.kind !== 'folder');
  const resolved = await resolve(
    single.map(({ ref }) => ref),
    options,
  );
  const countVersions = single.length <= mostCounted;
  for (const [index, claim] of single.entries()) {
    const result = resolved[index] ?? { kind: 'notFound' };
    if (result.kind === 'found') {
      const found = await targetOf(claim.ref, result.asset, countVersions, options);
      if (found?.kind === 'version') filesOfVersions.set(result.asset.fileId, result.asset);
      if (found) targets.push({ target: found, source: claim.source });
      else unresolved.push({ ...claim, why: { kind: 'notFound' } });
    } else unresolved.push({ ...claim, why: reasonOf(result) });
  }
  for (const { ref, source } of claims) {
    if (ref.kind !== 'folder') continue;
    for (const target of await listBelow(ref.folderPath, options)) targets.push({ target, source });
  }
  return { targets, unresolved, filesOfVersions };
}

interface RefClaim extends Claim {
  readonly ref: AssetRef;
}

/** `undefined` when the version that the reference names does not exist. */
async function targetOf(
  ref: AssetRef,
  asset: Asset,
  countVersions: boolean,
  { client, versionUrls, signal }: FindOptions,
): Promise<Target | undefined> {
  const namesVersion =
    ref.kind === 'version' ||
    (ref.kind === 'url' && ref.versionToken !== undefined && versionUrls === 'version');
  if (!namesVersion && !countVersions) return { kind: 'asset', asset, olderVersions: undefined };
  const versions = await client.listVersions(asset.fileId, signal);
  if (!namesVersion) {
    const older = versions.filter(({ versionId }) => versionId !== asset.versionId);
    return { kind: 'asset', asset, olderVersions: older.length };
  }
  const [version, another] = versions.filter((each) => isMeant(ref, each));
  // Two rows with one id: which of them the id addresses is not known, so neither is touched.
  return version && !another ? { kind: 'version', version } : undefined;
}

function isMeant(ref: AssetRef, version: AssetVersion): boolean {
  if (ref.kind === 'version') return version.versionId === ref.versionId;
  const token = URL.parse(version.url)?.searchParams.get('ik-obj-version');
  return ref.kind === 'url' && token !== null && token === ref.versionToken;
}

/** Why a claim leads to no target, in terms of paths alone. */
export function reasonOf(result: Exclude<Resolved, { kind: 'found' }>): Unresolved['why'] {
  return result.kind === 'ambiguous'
    ? { kind: 'ambiguous', filePaths: result.assets.map(({ filePath }) => filePath) }
    : result;
}
