/** An HTTP response as it came, its body read to the end. */
export interface HttpResponse {
  readonly status: number;
  /** `x-ik-requestId`, as `requestIdOf` takes it; `undefined` where none came that it takes. */
  readonly requestId: string | undefined;
  /** Another header's value by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/**
 * Milliseconds that the server asks to wait: `X-RateLimit-Reset` (relative milliseconds, as ImageKit
 * documents it), or `Retry-After` (seconds) where that is longer by more than its rounding.
 */
export function toldWaitMs(response: HttpResponse): number | undefined {
  const reset = positive(response, 'x-ratelimit-reset');
  const retryAfter = positive(response, 'retry-after');
  if (retryAfter === undefined) return reset;
  const seconds = retryAfter * 1000;
  return reset !== undefined && seconds - reset < 1000 ? reset : seconds;
}

/** The least milliseconds between two requests by `X-RateLimit-Limit` per `X-RateLimit-Interval`. */
export function toldSpacingMs(response: HttpResponse): number | undefined {
  const limit = positive(response, 'x-ratelimit-limit');
  const interval = positive(response, 'x-ratelimit-interval');
  return limit && interval && interval / limit;
}

/** Whether all three headers are there that ImageKit documents for a 429. */
export function tellsRateLimit(response: HttpResponse): boolean {
  const names = ['x-ratelimit-limit', 'x-ratelimit-reset', 'x-ratelimit-interval'];
  return names.every((name) => positive(response, name) !== undefined);
}

function positive({ header }: HttpResponse, name: string): number | undefined {
  const value = Number(header(name));
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
