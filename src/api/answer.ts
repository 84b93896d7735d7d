/** An HTTP response as it came, its body read to the end. */
export interface Answer {
  readonly status: number;
  /** A header's value by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/** The id that ImageKit's support asks for: it is in every answer of its API, and in no other's. */
export function requestIdOf(answer: Answer): string | undefined {
  return answer.header('x-ik-requestid')?.trim() || undefined;
}

/** The body as JSON; `undefined` when it is none (JSON itself has no `undefined`). */
export function jsonOf(answer: Answer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch {
    // An empty body, a gateway's HTML or half a document: each caller says what that means.
    return undefined;
  }
}

/**
 * Milliseconds that the server asks to wait: `X-RateLimit-Reset` (relative milliseconds, as ImageKit
 * documents it), or `Retry-After` (seconds) where that is longer by more than its rounding.
 */
export function toldWaitMs(answer: Answer): number | undefined {
  const reset = positive(answer.header('x-ratelimit-reset'));
  const retryAfter = positive(answer.header('retry-after'));
  if (retryAfter === undefined) return reset;
  const seconds = retryAfter * 1000;
  return reset !== undefined && seconds - reset < 1000 ? reset : seconds;
}

/** The least milliseconds between two requests by `X-RateLimit-Limit` per `X-RateLimit-Interval`. */
export function toldSpacingMs(answer: Answer): number | undefined {
  const limit = positive(answer.header('x-ratelimit-limit'));
  const interval = positive(answer.header('x-ratelimit-interval'));
  return limit && interval && interval / limit;
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
