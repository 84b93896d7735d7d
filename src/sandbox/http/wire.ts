import type { ServerResponse } from 'node:http';
import type { Answer } from './exchange';
import type { Ending } from './respond';

/** Puts the end of an exchange on the wire. A timeout leaves the connection open and silent. */
export function send(ending: Ending, requestId: string, response: ServerResponse): void {
  switch (ending.kind) {
    case 'timeout':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'answer':
      sendAnswer(ending.answer, ending.damage, requestId, response);
  }
}

function sendAnswer(
  { status, headers, marked = true, body }: Answer,
  damage: 'halved' | 'cut' | undefined,
  requestId: string,
  response: ServerResponse,
): void {
  const payload = payloadOf(body);
  const half = payload?.bytes.subarray(0, payload.bytes.length >> 1);
  const bytes = damage === 'halved' ? half : payload?.bytes;
  response.writeHead(status, {
    ...(marked && { 'x-ik-requestId': requestId }),
    ...(payload && { 'Content-Type': payload.type }),
    ...(bytes && { 'Content-Length': bytes.length }),
    ...headers,
  });
  if (damage === 'cut') response.write(half ?? '', () => response.socket?.resetAndDestroy());
  else response.end(bytes);
}

function payloadOf(
  body: Answer['body'],
): { readonly type: string; readonly bytes: Uint8Array } | undefined {
  switch (body?.kind) {
    case undefined:
      return undefined;
    case 'json':
      return {
        type: 'application/json; charset=utf-8',
        bytes: Buffer.from(JSON.stringify(body.value)),
      };
    case 'bytes':
      return { type: body.mime, bytes: body.bytes };
  }
}
