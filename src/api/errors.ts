import { STATUS_CODES } from 'node:http';
import * as v from 'valibot';
import { jsonOf, requestIdOf, toldWaitMs } from './answer';
import type { Answer } from './answer';
import { redact } from './redact';

interface FailureFields {
  /** The server's own sentence, or the network's; redacted, at most one line. */
  readonly message: string;
  /** HTTP status; `undefined` when no answer came. */
  readonly status: number | undefined;
  /** `x-ik-requestId`, which ImageKit's support asks for. */
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
  /** 404; `missingFileIds` only from the bulk routes, where it means that nothing was changed. */
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
  /** An answer that does not have the promised shape, a redirect included. */
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

/** What a request does on the server when it is carried out. */
export type Effect = 'read' | 'write';

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

/** Every key is optional, and one of an unexpected shape is read as absent. */
const errorBody = v.fallback(
  v.object({
    message: v.fallback(v.optional(v.string()), undefined),
    help: v.fallback(v.optional(v.string()), undefined),
    reason: v.fallback(v.optional(v.string()), undefined),
    missingFileIds: v.fallback(v.optional(v.array(v.string())), undefined),
  }),
  {},
);

/** What an answer other than the promised ones means. `key` is the one the request was sent with. */
export function failureFromResponse(answer: Answer, effect: Effect, key?: string): ApiFailure {
  const { status } = answer;
  const body = v.parse(errorBody, jsonOf(answer));
  const sentence = oneLine(body.message ?? '', key);
  const refused = {
    message: sentence || (STATUS_CODES[status] ?? 'unknown status'),
    status,
    requestId: requestIdOf(answer),
    mayHaveActed: 'no',
  } as const;
  const untrusted = { ...refused, mayHaveActed: effect === 'write' ? 'maybe' : 'no' } as const;

  if (status === 401) return { kind: 'unauthorized', ...refused };
  if (status === 403) return { kind: 'forbidden', ...refused };
  if (status === 429) {
    return { kind: 'rateLimited', ...refused, retryAfterMs: toldWaitMs(answer) ?? 0 };
  }
  // A gateway's own 404 says nothing about the file, and would count as "already gone".
  if (status === 404 && sentence && isImageKits(body, refused.requestId)) {
    return { kind: 'notFound', ...refused, missingFileIds: body.missingFileIds ?? [] };
  }
  if (status >= 500 || status === 408) return { kind: 'server', ...untrusted };
  if (status < 400 || status === 404) return { kind: 'malformed', ...untrusted };
  return {
    kind: 'rejected',
    ...refused,
    reason: body.reason === undefined ? undefined : oneLine(body.reason, key),
    maxItems: maxItemsIn(refused.message),
  };
}

/** Whether an error bears one of ImageKit's marks: gateways answer with a JSON `message`, too. */
function isImageKits(
  { help, missingFileIds }: v.InferOutput<typeof errorBody>,
  requestId: string | undefined,
): boolean {
  return help !== undefined || missingFileIds !== undefined || requestId !== undefined;
}

/** An answer with a promised status whose content is not what was promised. */
export function malformedAnswer(answer: Answer, effect: Effect, message: string): ApiFailure {
  return {
    kind: 'malformed',
    message,
    status: answer.status,
    requestId: requestIdOf(answer),
    mayHaveActed: effect === 'write' ? 'maybe' : 'no',
  };
}

/** From `fileIds cannot have more than 100 items.` */
function maxItemsIn(message: string): number | undefined {
  const items = Number(/cannot have more than (\d{1,6}) items/.exec(message)?.[1]);
  return items >= 1 ? items : undefined;
}

const longestMessage = 300;

/** A foreign text made fit for a log line and a message: redacted, one line, not endless. */
export function oneLine(text: string, key?: string): string {
  const line = redact(text, key)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
