import type { Asset } from '../../api/asset';
import type { Remembered } from './lookUpMemory';
import type { AssetRef, Reference } from '../reference';

/** How a reference stands with the library of an account. */
export type ReferenceStatus =
  | { readonly kind: 'found'; readonly asset: Asset }
  /** Not there, although the text says that ImageKit is meant, or because we deleted it. */
  | MissingStatus
  | { readonly kind: 'ambiguous'; readonly assets: readonly Asset[] }
  | { readonly kind: 'otherAccount'; readonly account: string }
  | { readonly kind: 'folder'; readonly folderPath: string }
  /** Not in the library, and nothing says that it should be: another system's id, most likely. */
  | { readonly kind: 'unrelated' }
  /** Not looked up. */
  | { readonly kind: 'unknown' };

/** How a reference stands whose asset the library does not have. */
export interface MissingStatus {
  readonly kind: 'missing';
  /** When that was found out, or made so; in milliseconds since 1970. */
  readonly at: number;
  /** A run of ours deleted it. */
  readonly deletedHere: boolean;
}

/** A reference that names an asset and can be looked up. */
export interface AssetReference extends Reference {
  readonly ref: AssetRef;
}

/** Whether a reference claims to be an asset's: a mere name, or another system's id, does not. */
export function claimsAsset(reference: Reference): reference is AssetReference {
  return reference.ref.kind !== 'name' && (reference.strength !== 'weak' || reference.otherAccount);
}

/** Puts a reference and what its look-up said together. */
export function statusOf(
  { ref, named, otherAccount }: AssetReference,
  remembered: Remembered | undefined,
): ReferenceStatus {
  if (otherAccount && ref.kind === 'url') {
    return { kind: 'otherAccount', account: ref.account ?? ref.url };
  }
  if (!remembered) return { kind: 'unknown' };
  const { result, at, deletedHere } = remembered;
  if (result.kind !== 'notFound') return result;
  return named || deletedHere ? { kind: 'missing', at, deletedHere } : { kind: 'unrelated' };
}
