import type { Asset, AssetVersion } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { AssetRef } from '../reference';
import type { ResolveOptions } from '../lookup/resolved';
import { resolveRows, type ResolvedRow } from '../lookup/resolveRows';
import type { Claim, Unresolved } from '../request';
import { listBelow } from './listBelow';
import type { PlannedTarget, Target } from '../target';

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
  /** Ids of rows whose URL or path counts: the library has no file with such an id. */
  readonly foreignIds: readonly string[];
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
  const { results, foreignIds } = await resolveRows(single, options);
  const needs: Needs = {
    versionUrls: options.versionUrls,
    countVersions: single.length <= mostCounted,
    versionsOf: askOnce(options),
  };
  const wanted = await Promise.all(
    single.map(async ({ ref }, index) => {
      const result = results[index];
      return result?.kind === 'found' ? targetOf(ref, result.asset, needs) : undefined;
    }),
  );
  for (const [index, claim] of single.entries()) {
    const result = results[index] ?? { kind: 'notFound' };
    if (result.kind === 'found') {
      const found = wanted[index];
      if (found?.kind === 'version') filesOfVersions.set(result.asset.fileId, result.asset);
      if (found === undefined || found.kind === 'noVersion') {
        unresolved.push({ ...claim, why: found ?? { kind: 'notFound' } });
      } else targets.push({ target: found, source: claim.source });
    } else unresolved.push({ ...claim, why: reasonOf(result) });
  }
  for (const { ref, source } of claims) {
    if (ref.kind !== 'folder') continue;
    for (const target of await listBelow(ref.folderPath, options)) targets.push({ target, source });
  }
  return { targets, unresolved, filesOfVersions, foreignIds };
}

interface RefClaim extends Claim {
  readonly ref: AssetRef;
}

interface Needs extends Pick<FindOptions, 'versionUrls'> {
  readonly countVersions: boolean;
  /** `undefined` for a file that is gone by now. */
  readonly versionsOf: (fileId: string) => Promise<readonly AssetVersion[] | undefined>;
}

/** Versions of files, each file asked for once however often it is named. */
function askOnce({ client, signal }: FindOptions): Needs['versionsOf'] {
  const known = new Map<string, ReturnType<Needs['versionsOf']>>();
  return (fileId) => {
    const asked =
      known.get(fileId) ??
      client.listVersions(fileId, signal).catch((error: unknown) => {
        // A list may still show what is gone; here that is an answer.
        if (error instanceof ApiError && error.failure.kind === 'notFound') return undefined;
        throw error;
      });
    known.set(fileId, asked);
    return asked;
  };
}

type NoVersion = Unresolved['why'] & { readonly kind: 'noVersion' };

/** `undefined` when the file is gone. */
async function targetOf(
  ref: AssetRef,
  asset: Asset,
  { versionUrls, countVersions, versionsOf }: Needs,
): Promise<Target | NoVersion | undefined> {
  const namesVersion =
    ref.kind === 'version' ||
    (ref.kind === 'url' && ref.versionToken !== undefined && versionUrls === 'version');
  if (!namesVersion && !countVersions) return { kind: 'asset', asset, olderVersions: undefined };
  const versions = await versionsOf(asset.fileId);
  if (!versions) return undefined;
  if (!namesVersion) {
    const older = versions.filter(({ versionId }) => versionId !== asset.versionId);
    return { kind: 'asset', asset, olderVersions: older.length };
  }
  const [version, another] = versions.filter((each) => isMeant(ref, each));
  // Two rows with one id: which of them the id addresses is not known, so neither is touched.
  return version && !another
    ? { kind: 'version', version }
    : { kind: 'noVersion', filePath: asset.filePath };
}

function isMeant(ref: AssetRef, version: AssetVersion): boolean {
  if (ref.kind === 'version') return version.versionId === ref.versionId;
  const token = URL.parse(version.url)?.searchParams.get('ik-obj-version');
  return ref.kind === 'url' && token !== null && token === ref.versionToken;
}

/** Why a claim leads to no target, in terms of paths alone. */
export function reasonOf(result: Exclude<ResolvedRow, { kind: 'found' }>): Unresolved['why'] {
  return result.kind === 'ambiguous' || result.kind === 'contradiction'
    ? { kind: result.kind, filePaths: result.assets.map(({ filePath }) => filePath) }
    : result;
}
