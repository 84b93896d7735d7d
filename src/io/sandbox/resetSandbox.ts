import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** Longer than a sandbox takes for it, in ms. */
const answerMs = 20_000;

/** Brings back all that a sandbox held at its start. `url` is its origin. Throws when it doesn't. */
export async function resetSandbox(url: string): Promise<void> {
  const signal = AbortSignal.timeout(answerMs);
  const call = request(`${url}/__sandbox/reset`, { method: 'POST', signal }).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  response.resume();
  if (response.statusCode !== 204) {
    throw new Error(`it answered ${response.statusCode ?? 'nothing'}`);
  }
}
