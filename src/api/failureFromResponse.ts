import { STATUS_CODES } from 'node:http';
import * as v from 'valibot';
import { boundedJson, boundsFor } from './boundedJson';
import { effectOf } from './call';
import type { AnyCall, ErrorBody } from './call';
import { oneLine } from './errors';
import type { ApiFailure } from './errors';
import { tellsRateLimit, toldWaitMs } from './httpResponse';
import type { HttpResponse } from './httpResponse';

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

/**
 * What an answer other than the documented successes means. It is a refusal only when it is shown to
 * be ImageKit's and says so in the documented form: a JSON `message`, and on a 404 one that the route
 * documents. `key` is the one the request was sent with.
 */
export function failureFromResponse(
  response: HttpResponse,
  call: AnyCall,
  key?: string,
): ApiFailure {
  const { status, requestId } = response;
  const body: ErrorBody = v.parse(errorBody, boundedJson(response.body, boundsFor(1)));
  const sentence = oneLine(body.message ?? '', key);
  const message = sentence || (STATUS_CODES[status] ?? 'unknown status');
  const refused = { message, status, requestId, mayHaveActed: 'no' } as const;

  if (status >= 500 || status === 408) {
    return { ...refused, kind: 'server', mayHaveActed: lostEffect(call) };
  }
  if (status < 400 || sentence === '') return undecided(response, call, message);
  if (requestId === undefined && !hasDocumentedForm(response, body)) {
    return undecided(response, call, `${message} (without x-ik-requestId)`);
  }
  switch (status) {
    case 401:
      return { kind: 'unauthorized', ...refused };
    case 403:
      return { kind: 'forbidden', ...refused };
    case 404:
      return call.saysGone?.({ ...body, message: sentence })
        ? { kind: 'notFound', ...refused, missingFileIds: body.missingFileIds ?? [] }
        : undecided(response, call, message);
    case 429:
      return { kind: 'rateLimited', ...refused, retryAfterMs: toldWaitMs(response) ?? 0 };
    default:
      return {
        kind: 'rejected',
        ...refused,
        reason: body.reason === undefined ? undefined : oneLine(body.reason, key),
        maxItems: maxItemsIn(message),
      };
  }
}

/** An answer that decides nothing: what it was to tell has to be asked in another way. */
export function undecided(response: HttpResponse, call: AnyCall, message: string): ApiFailure {
  const { status, requestId } = response;
  return { kind: 'malformed', message, status, requestId, mayHaveActed: lostEffect(call) };
}

function lostEffect(call: AnyCall): ApiFailure['mayHaveActed'] {
  return effectOf(call) === 'write' ? 'maybe' : 'no';
}

/**
 * Whether an error bears ImageKit's form without its header, which a proxy may take out: gateways
 * answer with a JSON `message`, too. The wording of `help` has changed; where it leads to has not.
 */
function hasDocumentedForm(response: HttpResponse, { help }: ErrorBody): boolean {
  if (response.status === 429) return tellsRateLimit(response);
  return help !== undefined && /\bsupport@imagekit\.io\b/i.test(help);
}

/** From `fileIds cannot have more than 100 items.` */
function maxItemsIn(message: string): number | undefined {
  const items = Number(/cannot have more than (\d{1,6}) items/.exec(message)?.[1]);
  return items >= 1 ? items : undefined;
}
