import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Arrival {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

/** A server on this machine that answers as a test says. */
export interface StandIn {
  readonly origin: string;
  readonly arrivals: readonly Arrival[];
  /** Connections made so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Starts a stand-in; `answer` is called once a request has arrived in full. */
export async function standIn(
  answer: (response: ServerResponse, arrival: Arrival) => void,
): Promise<StandIn> {
  const arrivals: Arrival[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const body = Buffer.concat(chunks).toString();
      const arrival = { method, url, headers, body, at: performance.now() };
      arrivals.push(arrival);
      answer(response, arrival);
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Ends a response with JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'x-ik-requestId': 'req-1' });
  response.end(JSON.stringify(body));
}

/** ImageKit's error body. */
export function errorBody(message: string): { message: string; help: string } {
  return { message, help: 'For support kindly contact us at support@imagekit.io.' };
}
