import { learnUrlEndpoint } from '../account/urlEndpoint';
import type { PlannedTarget } from '../target';

/** What tells one library from another, and holds no key. */
export interface RunLibrary {
  /** Origin of the API. */
  readonly apiHost: string;
  /** Delivery URLs of the account, as far as they are known. */
  readonly urlEndpoints: readonly string[];
  /** A keyed fingerprint of the private key, good for nothing but to see whether it is the same. */
  readonly keyPrint: string;
}

/** Whether a connection leads to the library that a record is about. */
export type LibraryMatch =
  | { readonly kind: 'same' }
  /** Requests would go elsewhere: an id means something else there, or nothing. */
  | { readonly kind: 'otherHost'; readonly recorded: string }
  /**
   * A key that was rolled, or one of another account; or a record from before libraries were recorded.
   * Only a library that shows one of these delivery URLs is known to be the same.
   */
  | { readonly kind: 'unproven'; readonly urlEndpoints: readonly string[] };

/** Compares the library of a record, where it has one, with that of a connection. */
export function compareLibrary(
  recorded: RunLibrary | undefined,
  targets: readonly PlannedTarget[],
  here: RunLibrary,
): LibraryMatch {
  if (recorded && recorded.apiHost !== here.apiHost) {
    return { kind: 'otherHost', recorded: recorded.apiHost };
  }
  if (recorded?.keyPrint === here.keyPrint) return { kind: 'same' };
  const known = new Set(recorded?.urlEndpoints);
  for (const { target } of targets) {
    if (target.kind === 'folder') continue;
    const shown = learnUrlEndpoint(target.kind === 'asset' ? target.asset : target.version);
    if (shown !== undefined) known.add(shown);
  }
  return { kind: 'unproven', urlEndpoints: [...known] };
}
