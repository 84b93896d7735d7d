import { redact } from './redact';

interface FailureFields {
  /** The server's own sentence, or the network's; redacted, at most one line. */
  readonly message: string;
  /** HTTP status; `undefined` when no answer came. */
  readonly status: number | undefined;
  /** ImageKit's mark, which its support asks for. */
  readonly requestId: string | undefined;
  /**
   * Whether the request may have taken effect: `no` when it was never sent or was refused,
   * `maybe` when its answer was lost or can't be trusted. Reads take no effect: always `no`.
   */
  readonly mayHaveActed: 'no' | 'maybe';
}

/** Why a call failed: the one union that everything above `api/` decides by. */
export type ApiFailure =
  /** 401: the request carried no key. */
  | (FailureFields & { readonly kind: 'unauthorized' })
  /** 403: the key is wrong, expired, not allowed, or the account is disabled. */
  | (FailureFields & { readonly kind: 'forbidden' })
  /**
   * 404 in the words that its route documents; `missingFileIds` only from the bulk routes, where it
   * means that nothing was changed.
   */
  | (FailureFields & { readonly kind: 'notFound'; readonly missingFileIds: readonly string[] })
  /** 429, after the retries were used up; not executed. */
  | (FailureFields & { readonly kind: 'rateLimited'; readonly retryAfterMs: number })
  /**
   * Any other 4xx, or refused by us before it was sent (then `status` is `undefined`);
   * `maxItems` from a bulk 400 that names its limit.
   */
  | (FailureFields & {
      readonly kind: 'rejected';
      readonly reason: string | undefined;
      readonly maxItems: number | undefined;
    })
  /** 5xx, and 408. */
  | (FailureFields & { readonly kind: 'server' })
  /** No answer: refused, reset, timed out, name not resolved. */
  | (FailureFields & { readonly kind: 'unreachable' })
  /**
   * An answer that decides nothing, whatever its status: without ImageKit's marks, or not of the
   * documented shape; a redirect included.
   */
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

/** A request that we refused to send. */
export function refusal(message: string, reason: string): ApiError {
  const failure: ApiFailure = {
    kind: 'rejected',
    message,
    status: undefined,
    requestId: undefined,
    mayHaveActed: 'no',
    reason,
    maxItems: undefined,
  };
  return new ApiError(failure, 'not sent');
}

const longestMessage = 300;

/** A foreign text made fit for a log line and a message: redacted, one line, not endless. */
export function oneLine(text: string, key?: string): string {
  const line = redact(text, key)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
