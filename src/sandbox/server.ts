import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxKeys } from './access/keys';
import { DEFAULT_KEYS, KEY_PREFIX } from './access/keys';
import type { Account } from './account';
import { createAccount } from './account';
import { CONTROL_PREFIX, control } from './control/control';
import { DEFAULT_KNOBS, NO_LIMITS } from './control/knobs';
import type { Answer } from './http/exchange';
import { HELP, json } from './http/exchange';
import { fileIdsIn, readIncoming } from './http/incoming';
import { respond } from './http/respond';
import type { Ending } from './http/respond';
import { matchRoute } from './http/router';
import { send } from './http/wire';
import type { LibraryFile } from './library/fillLibrary';
import { fillLibrary } from './library/fillLibrary';
import { generatedFiles, seedFiles } from './seed';

/** How a sandbox is to be started. */
export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The library to begin with, and after each reset; without it one that looks real. */
  readonly files?: readonly LibraryFile[];
  /** Generated assets besides. */
  readonly assets?: number;
  /** The standard and the read-only key; both begin with `private_sandbox`. */
  readonly key?: string;
  readonly readOnlyKey?: string;
  /**
   * When the library's ages are counted from, in ms since 1970: then a reset brings back the same
   * IDs. Otherwise they count from each start and reset.
   */
  readonly since?: number;
  /** `off` starts without rate limits. */
  readonly limits?: 'on' | 'off';
}

/** A sandbox that answers. */
export interface RunningSandbox {
  /** The API's base, such as `http://127.0.0.1:4010`: upload and delivery are there too. */
  readonly url: string;
  readonly port: number;
  /** Where files are delivered from, no slash at the end. */
  readonly urlEndpoint: string;
  readonly keys: SandboxKeys;
  /** Ends every connection, answered or not. */
  close(): Promise<void>;
}

/** Starts an ImageKit-compatible server on 127.0.0.1, and nowhere else. Nothing is kept on disk. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const keys = keysFor(options);
  const limits = options.limits === 'off' ? NO_LIMITS : DEFAULT_KNOBS.limits;
  const closing = new AbortController();
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was bound.');
  const { port } = address;
  const url = `http://127.0.0.1:${port}`;
  const freshAccount = (assets = options.assets ?? 0): Account => {
    const account = createAccount(url, { ...DEFAULT_KNOBS, limits }, keys, options.since);
    fillLibrary(account, options.files ?? seedFiles(), options.since);
    fillLibrary(account, generatedFiles(assets), options.since);
    return account;
  };
  let account = freshAccount();

  async function serve(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readIncoming(raw);
      const requestId = randomUUID();
      if (request.path.startsWith(CONTROL_PREFIX)) {
        const reset = (assets?: number): void => void (account = freshAccount(assets));
        send(control(request, account, reset), requestId, response);
        return;
      }
      const served = account;
      const at = new Date(served.clock.now()).toISOString();
      const started = performance.now();
      const match = matchRoute(request.method, request.path);
      const ending = await respond(request, match, served, delay);
      const fileIds = fileIdsIn(request);
      served.log.add({
        requestId,
        at,
        method: request.method,
        path: request.target,
        route: match?.route.name ?? 'none',
        status: ending.kind === 'answer' ? ending.answer.status : ending.kind,
        ms: Math.round(performance.now() - started),
        key: served.keys.nameOf(request.authorization),
        ...(fileIds && { fileIds }),
      });
      send(served.knobs.requestIds ? ending : unmarked(ending), requestId, response);
    } catch (error) {
      // A client that hung up and a sandbox that closes are no defect; anything else shows itself.
      const isDefect = raw.complete && !closing.signal.aborted && !response.headersSent;
      if (isDefect) send({ kind: 'answer', answer: defect(error) }, randomUUID(), response);
      else response.destroy();
    }
  }

  async function delay(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: closing.signal });
  }

  return {
    url,
    port,
    urlEndpoint: account.urlEndpoint,
    keys,
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function unmarked(ending: Ending): Ending {
  return ending.kind === 'answer'
    ? { ...ending, answer: { ...ending.answer, marked: false } }
    : ending;
}

function defect(error: unknown): Answer {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return json(500, { message: `The sandbox has a defect. ${message}`, help: HELP });
}

function keysFor({ key, readOnlyKey }: SandboxOptions): SandboxKeys {
  for (const given of [key, readOnlyKey]) {
    if (given !== undefined && !given.startsWith(KEY_PREFIX)) {
      throw new Error(`A sandbox takes only keys that begin with ${KEY_PREFIX}.`);
    }
  }
  return {
    ...DEFAULT_KEYS,
    ...(key !== undefined && { standard: key }),
    ...(readOnlyKey !== undefined && { readOnly: readOnlyKey }),
  };
}
