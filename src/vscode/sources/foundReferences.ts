import type { Claim } from '../../core/request';
import { refKey } from '../../core/lookup/lookUpMemory';
import type { AssetRef, Place, Reference } from '../../core/reference';

/** A reference, and its place as it is shown. */
export interface FoundReference {
  readonly reference: Reference;
  readonly place: Place;
}

/**
 * Claims of what was found in texts, each file once, with the first place that mentions it. A mere
 * name or a weak guess is no claim to delete anything, and a mention of a version means its file.
 */
export function claimsOf(found: Iterable<FoundReference>): readonly Claim[] {
  const claims = new Map<string, Claim>();
  for (const { reference, place } of found) {
    const { ref, strength } = reference;
    if (ref.kind === 'name' || strength === 'weak') continue;
    const file: AssetRef = ref.kind === 'version' ? { kind: 'id', fileId: ref.fileId } : ref;
    const key = refKey(file);
    if (!claims.has(key)) claims.set(key, { ref: file, source: place });
  }
  return [...claims.values()];
}
