import type { IncomingMessage } from 'node:http';
import { isObject, parsedJson } from './jsonValue';

/** A request off the wire, its body complete. */
export interface Incoming {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly userAgent: string;
  readonly referrer: string;
  readonly body: Uint8Array;
}

/** Reads a request to its end. */
export async function readIncoming(request: IncomingMessage): Promise<Incoming> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const { method = 'GET', url: target = '/', headers } = request;
  const question = target.indexOf('?');
  const cut = question === -1 ? target.length : question;
  return {
    method,
    target,
    path: target.slice(0, cut),
    query: new URLSearchParams(target.slice(cut + 1)),
    authorization: headers.authorization,
    contentType: headers['content-type'] ?? '',
    userAgent: headers['user-agent'] ?? '',
    referrer: headers.referer ?? '',
    body: Buffer.concat(chunks),
  };
}

/** The `fileIds` of a bulk call's body, as sent; `undefined` for any other body. */
export function fileIdsIn({ contentType, body }: Incoming): readonly string[] | undefined {
  if (!contentType.includes('json')) return undefined;
  const value = parsedJson(Buffer.from(body).toString());
  const ids = isObject(value) ? value['fileIds'] : undefined;
  return Array.isArray(ids) ? ids.map(String) : undefined;
}
