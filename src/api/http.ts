import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import fetch, { FetchError } from 'node-fetch';
import { boundsFor } from './boundedJson';
import { effectOf, labelOf } from './call';
import type { AnyCall, Effect } from './call';
import { ApiError, oneLine } from './errors';
import type { ApiFailure } from './errors';
import type { HttpResponse } from './httpResponse';
import { requestIdOf } from './requestId';

/** Sends a call and returns what came back; throws `ApiError`, or the reason of `signal`. */
export type Send = (call: AnyCall, signal?: AbortSignal) => Promise<HttpResponse>;

export interface ConnectionOptions {
  /** As `apiOrigin` returns it: the key goes there and nowhere else. */
  readonly origin: string;
  readonly privateKey: string;
  /** For one request, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
}

/**
 * Idle connections are closed after this time, in milliseconds, and so before the usual 5 s of
 * servers: a request on a connection that the other side just closed has no certain outcome.
 */
const idleMs = 4_000;

/** The one place where requests leave this machine: a single exchange, nothing repeated. */
export function connect({ origin, privateKey, timeoutMs }: ConnectionOptions): Send {
  const Agent = origin.startsWith('https:') ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, timeout: idleMs });
  const headers = {
    Accept: 'application/json',
    // ImageKit wants the colon encoded with the key; the password after it stays empty.
    Authorization: `Basic ${Buffer.from(`${privateKey}:`).toString('base64')}`,
    'User-Agent': 'imagekit-media-cleanup',
  };

  return async (call, signal) => {
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    const timer = setTimeout(abort, timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    let status: number | undefined;
    try {
      signal?.throwIfAborted();
      const response = await fetch(origin + call.path + (call.query ?? ''), {
        method: call.method,
        headers:
          call.body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
        body: call.body === undefined ? null : JSON.stringify(call.body),
        // A redirect would carry the key to wherever it points.
        redirect: 'manual',
        signal: stop.signal,
        size: boundsFor(call.rows).bytes,
        agent,
      });
      status = response.status;
      const body = await response.text();
      const { headers: told } = response;
      const requestId = requestIdOf(told.get('x-ik-requestid'), privateKey);
      return { status, requestId, header: (name) => told.get(name) ?? undefined, body };
    } catch (error) {
      signal?.throwIfAborted();
      const timedOut = stop.signal.aborted ? `no answer within ${timeoutMs} ms` : undefined;
      const failure = lostAnswer(error, { effect: effectOf(call), status, timedOut, privateKey });
      throw new ApiError(failure, labelOf(call));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

/** A file as it is delivered. */
export interface Download {
  /** As the server names it: not to be trusted. */
  readonly mime: string;
  readonly bytes: Buffer;
}

/**
 * Fetches what anybody may have, such as a thumbnail: no key goes along. `undefined` when the server
 * answers anything but 200. Throws `ApiError`, also for more than `largestBytes`.
 */
export async function download(
  url: string,
  limits: { readonly timeoutMs: number; readonly largestBytes: number },
): Promise<Download | undefined> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const response = await fetch(url, { redirect: 'manual', signal, size: limits.largestBytes });
    const bytes = Buffer.from(await response.arrayBuffer());
    const mime = response.headers.get('content-type') ?? '';
    return response.status === 200 ? { mime, bytes } : undefined;
  } catch (error) {
    const timedOut = signal.aborted ? `no answer within ${limits.timeoutMs} ms` : undefined;
    const lost = { effect: 'read', status: undefined, timedOut, privateKey: '' } as const;
    throw new ApiError(lostAnswer(error, lost), 'GET a delivered file');
  }
}

/** What is known of an exchange that failed. */
interface Lost {
  readonly effect: Effect;
  /** Of an answer whose head came. */
  readonly status: number | undefined;
  readonly timedOut: string | undefined;
  readonly privateKey: string;
}

function lostAnswer(error: unknown, { effect, status, timedOut, privateKey }: Lost): ApiFailure {
  const system: Partial<SystemFields> = error instanceof FetchError ? error : {};
  const unreadable = isUnreadable(system);
  return {
    kind: unreadable ? 'malformed' : 'unreachable',
    message: timedOut ?? oneLine(reasonOf(error), privateKey),
    status: unreadable ? status : undefined,
    requestId: undefined,
    mayHaveActed: effect === 'write' && !neverConnected(system) ? 'maybe' : 'no',
  };
}

/** What node-fetch keeps of the error underneath. */
interface SystemFields {
  readonly type: string;
  readonly code: string;
  readonly erroredSysCall: string;
}

/** An answer came, but it is too large or can't be decompressed. */
function isUnreadable({ type, code }: Partial<SystemFields>): boolean {
  return type === 'max-size' || code?.startsWith('Z_') === true;
}

/** No connection was made, so nothing can have arrived. */
function neverConnected({ code, erroredSysCall }: Partial<SystemFields>): boolean {
  return (
    code === 'ECONNREFUSED' ||
    code === 'ENOTFOUND' ||
    erroredSysCall === 'connect' ||
    erroredSysCall === 'getaddrinfo'
  );
}

/** node-fetch puts the URL before the reason; the reason alone is enough. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /(?:reason|while trying to fetch \S+): (.+)$/s.exec(message)?.[1] ?? message;
}
