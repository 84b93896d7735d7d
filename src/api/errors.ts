interface FailureFields {
  /** The server's own sentence, or the network's; redacted, at most one line. */
  readonly message: string;
  /** HTTP status; `undefined` when no answer came. */
  readonly status: number | undefined;
  /** `x-ik-requestId`, which ImageKit's support asks for. */
  readonly requestId: string | undefined;
  /**
   * Whether the request may have taken effect: `no` when it was never sent or was refused,
   * `maybe` when its answer was lost or can't be trusted.
   */
  readonly mayHaveActed: 'no' | 'maybe';
}

/** Why a call failed: the one union that everything above `api/` decides by. */
export type ApiFailure =
  /** 401: the request carried no key. */
  | (FailureFields & { readonly kind: 'unauthorized' })
  /** 403: the key is wrong, expired, not allowed, or the account is disabled. */
  | (FailureFields & { readonly kind: 'forbidden' })
  /** 404; `missingFileIds` only from the bulk routes, where it means that nothing was changed. */
  | (FailureFields & { readonly kind: 'notFound'; readonly missingFileIds: readonly string[] })
  /** 429, after the retries were used up. */
  | (FailureFields & { readonly kind: 'rateLimited'; readonly retryAfterMs: number })
  /** Any other 4xx; `maxItems` from a bulk 400 that names its limit. */
  | (FailureFields & {
      readonly kind: 'rejected';
      readonly reason: string | undefined;
      readonly maxItems: number | undefined;
    })
  /** 5xx. */
  | (FailureFields & { readonly kind: 'server' })
  /** No answer: refused, reset, timed out, name not resolved. */
  | (FailureFields & { readonly kind: 'unreachable' })
  /** An answer that does not have the promised shape. */
  | (FailureFields & { readonly kind: 'malformed' });

/** The only class that `api/` throws, apart from the reason of an aborted signal. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly failure: ApiFailure,
    /** Method and path, without the query's values. */
    readonly request: string,
    options?: ErrorOptions,
  ) {
    super(`${request}: ${failure.message}`, options);
  }
}
