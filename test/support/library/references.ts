import type { AssetRef } from '../../../src/core/reference';
import type { AssetReference } from '../../../src/core/lookup/referenceStatus';

/** A reference as a text holds it; only what a test cares about need be given. */
export function aReference(
  ref: AssetRef,
  fields: Partial<Omit<AssetReference, 'ref'>> = {},
): AssetReference {
  return {
    ref,
    place: { file: 'src/page.tsx', line: 1, column: 1, length: 24 },
    value: 'value',
    strength: 'certain',
    named: true,
    needsEndpoint: false,
    otherAccount: false,
    ...fields,
  };
}

/** The claim that a fileId makes. */
export function idRef(fileId: string): AssetRef {
  return { kind: 'id', fileId };
}

/** The claim that a delivery URL makes. */
export function urlRef(path: string, account = 'acme'): AssetRef & { readonly kind: 'url' } {
  const url = `https://ik.imagekit.io/${account}${path}`;
  return { kind: 'url', url, path, paths: [path], account, versionToken: undefined };
}
