import type { Asset } from '../../api/asset';
import type { Target } from '../target';
import type { AssetRef } from '../reference';
import type { Resolved } from './resolved';
import { versionToken } from './versionUse';

/** What a look-up said, and when. */
export interface Remembered {
  readonly result: Resolved;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The library had it, and a run of ours deleted it. */
  readonly deletedHere: boolean;
}

interface Kept extends Remembered {
  /** A search alone may lag behind an upload; then "not found" is no proof. */
  readonly sure: boolean;
}

const gone: Resolved = { kind: 'notFound' };

/** What one account's library said about references; our own deletions are taken in at once. */
export class LookUpMemory {
  private readonly kept = new Map<string, Kept>();
  /** When files were deleted, by id: a search may show them for a while. */
  private readonly goneFiles = new Map<string, number>();
  /** When versions were, by file and version id, and by the token in their URLs. */
  private readonly goneVersions = new Map<string, number>();

  /** Forgets every result, but not what was deleted. */
  clear(): void {
    this.kept.clear();
  }

  /**
   * The last result; `undefined` when the reference has to be looked up. `named` asks for a result
   * that is good enough to call a reference missing.
   */
  get(ref: AssetRef, named: boolean): Remembered | undefined {
    const goneAt = this.goneAt(ref);
    if (goneAt !== undefined) return { result: gone, at: goneAt, deletedHere: true };
    const kept = this.kept.get(refKey(ref));
    if (!kept || (named && !kept.sure && kept.result.kind === 'notFound')) return undefined;
    return kept;
  }

  /** Keeps what the references turned out to be, `refs` and `results` in the same order. */
  keep(refs: readonly AssetRef[], results: readonly Resolved[], named: boolean, at: number): void {
    for (const [index, ref] of refs.entries()) {
      const result = results[index];
      if (!result) continue;
      const left = without(result, this.goneFiles);
      const deletedHere = left !== result;
      this.kept.set(refKey(ref), { result: left, at, deletedHere, sure: named || deletedHere });
    }
  }

  /** What these targets were is not in the library any more. */
  forget(targets: readonly Target[], at: number): void {
    for (const target of targets) {
      if (target.kind === 'asset') this.goneFiles.set(target.asset.fileId, at);
      if (target.kind !== 'version') continue;
      const { fileId, versionId, url } = target.version;
      const token = versionToken(url);
      this.goneVersions.set(versionKey(fileId, versionId), at);
      if (token !== undefined) this.goneVersions.set(tokenKey(token), at);
    }
    for (const [key, { result }] of this.kept) {
      const left = without(result, this.goneFiles);
      if (left !== result) {
        this.kept.set(key, { result: left, at, deletedHere: true, sure: true });
      }
    }
  }

  private goneAt(ref: AssetRef): number | undefined {
    switch (ref.kind) {
      case 'id':
        return this.goneFiles.get(ref.fileId);
      case 'version':
        return (
          this.goneFiles.get(ref.fileId) ??
          this.goneVersions.get(versionKey(ref.fileId, ref.versionId))
        );
      case 'url':
        return ref.versionToken === undefined
          ? undefined
          : this.goneVersions.get(tokenKey(ref.versionToken));
      case 'path':
        return undefined;
    }
  }
}

/** References with the same key name the same thing: one look-up does for all of them. */
export function refKey(ref: AssetRef): string {
  switch (ref.kind) {
    case 'id':
    case 'version':
      return `id ${ref.fileId}`;
    case 'url': {
      const host = URL.parse(ref.url)?.host ?? ref.url;
      return `url ${host} ${ref.account ?? ''} ${ref.paths.join('\n')}`;
    }
    case 'path':
      return `path ${ref.paths.join('\n')}`;
  }
}

function versionKey(fileId: string, versionId: string): string {
  return `${fileId} ${versionId}`;
}

function tokenKey(token: string): string {
  return `token ${token}`;
}

function without(result: Resolved, fileIds: ReadonlyMap<string, unknown>): Resolved {
  if (result.kind === 'found') return fileIds.has(result.asset.fileId) ? gone : result;
  if (result.kind !== 'ambiguous') return result;
  const left = result.assets.filter(({ fileId }) => !fileIds.has(fileId));
  return left.length === result.assets.length ? result : resultOf(left);
}

function resultOf([asset, ...others]: readonly Asset[]): Resolved {
  if (!asset) return gone;
  return others.length === 0
    ? { kind: 'found', asset }
    : { kind: 'ambiguous', assets: [asset, ...others] };
}
