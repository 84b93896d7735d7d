import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import fetch, { FetchError, fileFrom, FormData } from 'node-fetch';
import { uploadOrigin } from './apiHost';
import { boundsFor } from './boundedJson';
import { effectOf, labelOf } from './call';
import type { AnyCall, Effect } from './call';
import { ApiError, oneLine } from './errors';
import type { ApiFailure } from './errors';
import type { HttpResponse } from './httpResponse';
import { requestIdOf } from './requestId';
import type { UploadForm } from './recovery/uploadForm';

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
export function connect(options: ConnectionOptions): Send {
  const { origin, privateKey, timeoutMs } = options;
  const uploads = uploadOrigin(origin);
  const [agent, uploadAgent] = [agentFor(origin), agentFor(uploads)];
  const headers = {
    Accept: 'application/json',
    // ImageKit wants the colon encoded with the key; the password after it stays empty.
    Authorization: `Basic ${Buffer.from(`${privateKey}:`).toString('base64')}`,
    'User-Agent': 'imagekit-media-cleanup',
  };

  return async (call, signal) => {
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    const { form } = call;
    const limitMs = timeoutMs + (form ? uploadMs(form) : 0);
    const timer = setTimeout(abort, limitMs);
    signal?.addEventListener('abort', abort, { once: true });
    let status: number | undefined;
    try {
      signal?.throwIfAborted();
      const host = form ? uploads : origin;
      const response = await fetch(host + call.path + (call.query ?? ''), {
        method: call.method,
        ...(await contentOf(call, headers)),
        // A redirect would carry the key to wherever it points.
        redirect: 'manual',
        signal: stop.signal,
        size: boundsFor(call.rows).bytes,
        agent: form ? uploadAgent : agent,
      });
      status = response.status;
      const body = await response.text();
      const { headers: told } = response;
      const requestId = requestIdOf(told.get('x-ik-requestid'), privateKey);
      return { status, requestId, header: (name) => told.get(name) ?? undefined, body };
    } catch (error) {
      signal?.throwIfAborted();
      const timedOut = stop.signal.aborted ? `no answer within ${limitMs} ms` : undefined;
      const failure = lostAnswer(error, { effect: effectOf(call), status, timedOut, privateKey });
      throw new ApiError(failure, labelOf(call));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

function agentFor(origin: string): HttpAgent {
  const Agent = origin.startsWith('https:') ? HttpsAgent : HttpAgent;
  return new Agent({ keepAlive: true, timeout: idleMs });
}

/** Slower uplinks than this, in bytes a second, are taken for silence. */
const slowestUpload = 64 * 1024;

function uploadMs({ bytes }: UploadForm): number {
  return (bytes / slowestUpload) * 1000;
}

/** Headers and body of a request; the bytes of an upload are read from the disk as they go out. */
async function contentOf(
  { body, form }: AnyCall,
  headers: Readonly<Record<string, string>>,
): Promise<{ headers: Readonly<Record<string, string>>; body: string | FormData | null }> {
  if (form) {
    const data = new FormData();
    for (const [name, value] of Object.entries(form.fields)) data.set(name, value);
    data.set('file', await fileFrom(form.file), form.fileName);
    return { headers, body: data };
  }
  if (body === undefined) return { headers, body: null };
  return {
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** A file's bytes on their way, and what the CDN says with them. */
export interface Delivery {
  readonly status: number;
  /** A header's value by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** Throws `ApiError` when they stop coming. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Ends it; nothing where it has ended. */
  readonly close: () => void;
}

/**
 * Asks a delivery host for an address, without the key, and follows no redirect. Throws `ApiError`
 * where no answer comes within `idleMs`, and later where no byte comes within that time.
 */
export async function openDelivery(
  url: string,
  { idleMs: silenceMs, signal }: { readonly idleMs: number; readonly signal?: AbortSignal },
): Promise<Delivery> {
  const stop = new AbortController();
  let isSilent = false;
  const timer = setTimeout(() => {
    isSilent = true;
    stop.abort();
  }, silenceMs);
  const ends = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const failed = (error: unknown): ApiError => {
    const timedOut = isSilent ? `no answer within ${silenceMs} ms` : undefined;
    const lost = { effect: 'read', status: undefined, timedOut, privateKey: '' } as const;
    return new ApiError(lostAnswer(error, lost), 'GET a delivered file');
  };
  const close = (): void => {
    clearTimeout(timer);
    stop.abort();
  };
  try {
    const response = await fetch(url, { redirect: 'manual', signal: ends });
    const { status, body, headers } = response;
    // Whoever aborts a body that nobody reads must not be told of it as of a failure.
    if (body instanceof Readable) body.on('error', () => undefined);
    async function* bytes(): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of body ?? []) {
          timer.refresh();
          yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        }
      } catch (error) {
        throw failed(error);
      } finally {
        close();
      }
    }
    return { status, header: (name) => headers.get(name) ?? undefined, bytes: bytes(), close };
  } catch (error) {
    close();
    throw failed(error);
  }
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
