/** What is known of one address after a purge. */
export type CopyState =
  /** To be purged; nothing was asked for yet. */
  | { readonly kind: 'waiting' }
  /** The purge was accepted and has not ended. */
  | { readonly kind: 'purging' }
  /** Asked for exactly this address, the CDN answered that there is no file. */
  | { readonly kind: 'gone' }
  /** It still answers with a file; `ageSeconds` and `cache` as the CDN says. */
  | {
      readonly kind: 'stillServed';
      readonly ageSeconds: number | undefined;
      readonly cache: string | undefined;
      /** The copy is younger than the purge: the library has such a file. */
      readonly isFresh: boolean;
    }
  /** Nothing was shown, whatever may be the case. */
  | { readonly kind: 'notProven'; readonly why: NotProven };

/** Why it isn't known whether a copy is gone. */
export type NotProven =
  /** The monthly quota is used up, or a rate limit did not end. */
  | { readonly kind: 'quota'; readonly message: string }
  /** ImageKit refused the address or the wildcard. */
  | { readonly kind: 'refused'; readonly message: string }
  /** ImageKit refused the key. */
  | { readonly kind: 'keyRefused'; readonly message: string }
  /** No answer, or none that is ImageKit's or the CDN's. */
  | { readonly kind: 'noAnswer'; readonly message: string }
  /** The window ended before the answer to the purge came. */
  | { readonly kind: 'interrupted' }
  /** ImageKit knows no request of this id. */
  | { readonly kind: 'unknownRequest' }
  /** It has been pending for longer than is waited for. */
  | { readonly kind: 'pending' }
  /** A private file opens by a signed address only, and each signature is an address of its own. */
  | { readonly kind: 'signedOnly' }
  /** A wildcard of which no exact address is known. */
  | { readonly kind: 'wildcardOnly' }
  /** The address answered something that is neither the file nor its absence. */
  | { readonly kind: 'unclear'; readonly status: number };

/** What an answer to `GET` of an exact address shows. */
export interface DeliveryAnswer {
  readonly status: number;
  /** A header's value by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/**
 * What the address shows, `sinceMs` after the purge was asked for. "Gone" is said only for a 404 that
 * is ImageKit's own, with its `ik-error`: anything on the way can answer 404, too.
 */
export function copyState({ status, header }: DeliveryAnswer, sinceMs: number): CopyState {
  if (status === 200 || status === 206 || status === 304) {
    const age = wholeNumber(header('age'));
    const cache = header('x-cache')?.slice(0, 60);
    const isFresh = age === undefined ? /^miss\b/i.test(cache ?? '') : age * 1000 < sinceMs;
    return { kind: 'stillServed', ageSeconds: age, cache, isFresh };
  }
  if (status === 404 && /^ENOENT\b/.test(header('ik-error') ?? '')) return { kind: 'gone' };
  if (status === 401) return { kind: 'notProven', why: { kind: 'signedOnly' } };
  return { kind: 'notProven', why: { kind: 'unclear', status } };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** How many copies are in which state. */
export type CopyCounts = Readonly<Record<CopyState['kind'], number>>;

/** Counts copies by their state. */
export function countStates(states: Iterable<CopyState>): CopyCounts {
  const counts = { waiting: 0, purging: 0, gone: 0, stillServed: 0, notProven: 0 };
  for (const { kind } of states) counts[kind] += 1;
  return counts;
}
