/** What is known of one address after a purge. */
export type CopyState =
  /** The purge was accepted and has not ended. */
  | { readonly kind: 'purging'; readonly requestId: string }
  /** Asked for exactly this address, the CDN answered that there is no file. */
  | { readonly kind: 'gone' }
  /** It still answers with a file; `ageSeconds` and `cache` as the CDN says. */
  | {
      readonly kind: 'stillServed';
      readonly ageSeconds: number | undefined;
      readonly cache: string | undefined;
    }
  /** Nothing was shown, whatever may be the case. */
  | { readonly kind: 'notProven'; readonly why: NotProven };

/** Why it isn't known whether a copy is gone. */
export type NotProven =
  /** The monthly quota is used up, or a rate limit did not end. */
  | { readonly kind: 'quota'; readonly message: string }
  /** ImageKit refused the address or the wildcard. */
  | { readonly kind: 'refused'; readonly message: string }
  /** No answer to the purge, or none that is ImageKit's. */
  | { readonly kind: 'noAnswer'; readonly message: string }
  /** ImageKit knows no request of this id any more. */
  | { readonly kind: 'unknownRequest' }
  /** It has been pending for longer than is waited for. */
  | { readonly kind: 'pending' }
  /** A private file opens by a signed address only, and each signature is an address of its own. */
  | { readonly kind: 'signedOnly' }
  /** The address answered something that is neither the file nor its absence. */
  | { readonly kind: 'unclear'; readonly status: number | undefined }
  /** It was not asked for: the person left it, or cancelled. */
  | { readonly kind: 'notAsked' };

/** What an answer to `GET` of an exact address shows. */
export interface DeliveryAnswer {
  readonly status: number;
  /** A header's value by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/**
 * What the address shows. "Gone" is said only for a 404 that is ImageKit's own, with its `ik-error`:
 * anything on the way can answer 404, too.
 */
export function copyState({ status, header }: DeliveryAnswer): CopyState {
  if (status === 200 || status === 206 || status === 304) {
    const age = Number(header('age'));
    return {
      kind: 'stillServed',
      ageSeconds: Number.isInteger(age) && header('age') !== undefined ? age : undefined,
      cache: header('x-cache')?.slice(0, 60),
    };
  }
  if (status === 404 && /^ENOENT\b/.test(header('ik-error') ?? '')) return { kind: 'gone' };
  if (status === 401) return { kind: 'notProven', why: { kind: 'signedOnly' } };
  return { kind: 'notProven', why: { kind: 'unclear', status } };
}

/** How many copies are in which state. */
export function countStates(
  states: Iterable<CopyState>,
): Readonly<Record<CopyState['kind'], number>> {
  const counts = { purging: 0, gone: 0, stillServed: 0, notProven: 0 };
  for (const { kind } of states) counts[kind] += 1;
  return counts;
}
