import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import fetch, { FetchError } from 'node-fetch';
import type { Answer } from './answer';
import { ApiError, oneLine } from './errors';
import type { ApiFailure, Effect } from './errors';
import type { EndpointClass } from './limits';

/** One request, as a method of the client describes it. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From the host's root, ids encoded, without the query. */
  readonly path: string;
  /** Empty, or beginning with `?`. */
  readonly query?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly endpoint: EndpointClass;
  /** The statuses that ImageKit promises for success. */
  readonly success: readonly number[];
}

/** Sends a call and returns what came back; throws `ApiError`, or the reason of `signal`. */
export type Send = (call: Call, signal?: AbortSignal) => Promise<Answer>;

export interface ConnectionOptions {
  /** As `apiOrigin` returns it: the key goes there and nowhere else. */
  readonly origin: string;
  readonly privateKey: string;
  /** For one request, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
}

/** Far above the largest honest answer, a page of 1,000 files (about 2 MB). */
const largestBodyBytes = 64 * 1024 * 1024;

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
        size: largestBodyBytes,
        agent,
      });
      const body = await response.text();
      const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
      return { status: response.status, header, body };
    } catch (error) {
      signal?.throwIfAborted();
      const timedOut = stop.signal.aborted ? `no answer within ${timeoutMs} ms` : undefined;
      const failure = lostAnswer(error, effectOf(call), timedOut, privateKey);
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
    throw new ApiError(lostAnswer(error, 'read', timedOut, ''), 'GET a delivered file');
  }
}

/** Only a `GET` leaves everything as it was. */
export function effectOf(call: Call): Effect {
  return call.method === 'GET' ? 'read' : 'write';
}

/** How a call is named in logs and errors: without the values of its query. */
export function labelOf(call: Call): string {
  return `${call.method} ${call.path}`;
}

function lostAnswer(
  error: unknown,
  effect: Effect,
  timedOut: string | undefined,
  key: string,
): ApiFailure {
  const system: Partial<SystemFields> = error instanceof FetchError ? error : {};
  return {
    kind: isUnreadable(system) ? 'malformed' : 'unreachable',
    message: timedOut ?? oneLine(reasonOf(error), key),
    status: undefined,
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
