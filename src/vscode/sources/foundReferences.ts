import type { Claim } from '../../core/deletion/claim';
import type { Reference } from '../../core/references/reference';

/** Claims of what was found in texts; a mere name or a weak guess is no claim to delete anything. */
export function claimsOf(references: readonly Reference[]): readonly Claim[] {
  return references.flatMap(({ ref, place, strength }) =>
    ref.kind === 'name' || strength === 'weak' ? [] : [{ ref, source: place }],
  );
}
