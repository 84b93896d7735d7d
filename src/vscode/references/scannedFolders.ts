import type * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { Target } from '../../core/target';
import { defaultHost } from '../../core/finder/address/endpoint';
import { ownUrl } from '../../core/lookup/ownUrl';
import type { AssetRef, Hint } from '../../core/reference';
import type { AssetKeys } from '../../core/lookup/referenceIndex';
import type { UnmatchedGlob } from '../../core/scope/scopeGlobs';
import type { Coverage, SkipReason } from '../../core/scope/searchScope';
import { noneSkipped } from '../../core/scope/searchScope';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import { claimsAsset } from '../../core/lookup/referenceStatus';
import { namesVersion } from '../../core/lookup/versionUse';
import type { Located } from './place';
import type { ScannedFolder } from './scanFolder';

/** The folders of the workspace as they were searched. */
type ScannedFolders = readonly ScannedFolder[];

type Endpoints = Pick<Account, 'urlEndpoints'>;

/** Where an asset is mentioned. */
export interface AssetUsage {
  /** It is in use. */
  readonly references: readonly Located[];
  /** What may mean it: no proof of a use, but a reason not to call it unused. */
  readonly hints: readonly Located<Hint>[];
}

/** A file's place among the folders; a folder's path is none of a file. */
export interface ScannedPlace {
  readonly scanned: ScannedFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/** Finds the folder that a file belongs to. */
export function placeIn(
  folders: ScannedFolders,
  uri: vscode.Uri,
  folder: vscode.WorkspaceFolder | undefined,
): ScannedPlace | undefined {
  const scanned = folders.find((each) => each.folder.uri.toString() === folder?.uri.toString());
  if (!scanned) return undefined;
  return { scanned, path: uri.path.slice(scanned.folder.uri.path.replace(/\/$/, '').length + 1) };
}

/** What was looked at and what not, all folders together. */
export function coverageOf(folders: ScannedFolders): Coverage {
  const skipped: Record<SkipReason, number> = { ...noneSkipped };
  let searched = 0;
  for (const { coverage } of folders) {
    searched += coverage.searched;
    for (const reason of Object.keys(skipped) as SkipReason[]) {
      skipped[reason] += coverage.skipped[reason];
    }
  }
  const [first, ...others] = folders.map(({ coverage }) => coverage.unmatched ?? []);
  const isIn = (list: readonly UnmatchedGlob[], one: UnmatchedGlob) =>
    list.some((each) => each.list === one.list && each.glob === one.glob);
  const unmatched = first?.filter((one) => others.every((list) => isIn(list, one))) ?? [];
  return { searched, skipped, ...(unmatched.length > 0 && { unmatched }) };
}

/**
 * Endpoints that files configure or load from, such as `https://ik.imagekit.io/acme`, with how many
 * mentions each has.
 */
export function endpointsOf(folders: ScannedFolders): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>();
  const count = (endpoint: string, more: number) =>
    mentions.set(endpoint, (mentions.get(endpoint) ?? 0) + more);
  for (const { index } of folders) {
    for (const [endpoint, files] of index.endpoints()) count(endpoint, files.length);
    for (const { ref } of index.all()) {
      if (ref.kind === 'url' && ref.account !== undefined) {
        count(`https://${defaultHost}/${ref.account}`, 1);
      }
    }
  }
  return mentions;
}

/** Every reference that claims to be an asset's. */
export function* assetReferences(folders: ScannedFolders): Generator<Located<AssetReference>> {
  for (const { folder, index } of folders) {
    for (const reference of index.all()) if (claimsAsset(reference)) yield { folder, reference };
  }
}

/** The references of one file that claim to be an asset's. */
export function referencesAt({ scanned, path }: ScannedPlace): readonly Located<AssetReference>[] {
  const { folder, index } = scanned;
  const references = index.inFile(path).filter(claimsAsset);
  return references.map((reference) => ({ folder, reference }));
}

/** Where an asset of the account is mentioned. */
export function usageOf(
  folders: ScannedFolders,
  asset: AssetKeys,
  { urlEndpoints }: Endpoints,
): AssetUsage {
  const references: Located[] = [];
  const hints: Located<Hint>[] = [];
  for (const { folder, index } of folders) {
    const usage = index.usage(asset);
    for (const reference of usage.references) {
      const { ref } = reference;
      if (ref.kind !== 'url' || ownUrl(ref, urlEndpoints)) references.push({ folder, reference });
    }
    for (const { url, ...hint } of usage.hints) {
      if (url === undefined || ownUrl({ url }, urlEndpoints)) {
        hints.push({ folder, reference: hint });
      }
    }
  }
  return { references, hints };
}

/** Whether anything mentions, or may mention, the same file as a reference does: by id or path. */
export function mentionsFile(folders: ScannedFolders, ref: AssetRef): boolean {
  switch (ref.kind) {
    case 'id':
    case 'version':
      return folders.some(({ index }) => index.withId(ref.fileId).length > 0);
    case 'url':
    case 'path':
      return folders.some(({ index }) => ref.paths.some((path) => index.mentionsPath(path)));
  }
}

/** What the workspace says of a target. */
export function usageOfTarget(
  folders: ScannedFolders,
  target: Target,
  account: Endpoints,
): AssetUsage {
  switch (target.kind) {
    case 'asset':
      return usageOf(folders, target.asset, account);
    case 'version': {
      const { version } = target;
      const { references } = usageOf(folders, version, account);
      const own = references.filter(({ reference }) => namesVersion(reference, version));
      // Whatever else may mean the file gets another version of it.
      return { references: own, hints: [] };
    }
    case 'folder':
      return { references: [], hints: [] };
  }
}
