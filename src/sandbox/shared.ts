import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { startSandbox } from './server';

/** How a window finds a shared sandbox, and knows it from any other program. */
export interface SharedAddress {
  /** Of the sandbox itself. */
  readonly url: string;
  /** The port on 127.0.0.1 at which windows are counted. */
  readonly door: number;
  readonly pid: number;
  /** Known to this process and to who may read its record; the door never says it. */
  readonly token: string;
}

/** A visitor who says nothing sensible is shown out, in ms. */
const patienceMs = 5_000;

/** So long is a challenge, in characters; more is no challenge. */
const longestChallenge = 64;

/**
 * Starts a sandbox for all windows of a person. A window sends a line to the door, gets it back
 * signed with the token, and keeps the connection for as long as it uses the sandbox. Without any
 * window for `graceMs` the sandbox ends, and so nothing of it is left running.
 */
export async function startSharedSandbox(graceMs: number): Promise<SharedAddress> {
  const sandbox = await startSandbox({ since: Date.now() });
  const token = randomBytes(32).toString('hex');
  const windows = new Set<Socket>();
  let ending: NodeJS.Timeout | undefined;
  let isOver = false;

  const door = createServer((socket) => {
    socket.setEncoding('latin1').setTimeout(patienceMs, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    let said = '';
    socket.on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\n');
      if (end < 0 && said.length <= longestChallenge) return;
      const isChallenge = end >= 1 && end <= longestChallenge;
      // Who came to the door before it closed would find nothing behind it.
      if (!isChallenge || windows.has(socket) || isOver) return socket.destroy();
      windows.add(socket);
      clearTimeout(ending);
      socket.setTimeout(0);
      const signed = createHmac('sha256', token).update(said.slice(0, end)).digest('hex');
      return socket.write(`${signed}\n`);
    });
    socket.on('close', () => {
      if (windows.delete(socket) && windows.size === 0) endSoon();
    });
  });

  function endSoon(): void {
    ending = setTimeout(() => {
      isOver = true;
      door.close();
      void sandbox.close();
    }, graceMs);
  }

  await new Promise<void>((resolve, reject) => {
    door.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  endSoon();
  const { port } = door.address() as AddressInfo;
  return { url: sandbox.url, door: port, pid: process.pid, token };
}
