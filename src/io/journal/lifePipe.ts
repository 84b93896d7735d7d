import { once } from 'node:events';
import { lstat, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Opens a pipe of this name for others to see that this process lives: the operating system closes it
 * with the process, however that ends, and no other process gets it by accident, as it could get a
 * process id. It keeps no process from ending. Throws the system error.
 */
export async function listen(
  name: string,
): Promise<{ readonly pipe: string; readonly close: () => Promise<void> }> {
  const server = createServer((socket) => socket.destroy());
  const pipe = pipeOf(name);
  server.listen(pipe).unref();
  await once(server, 'listening');
  return { pipe, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/**
 * Removes what a process that was killed has left of its pipe: elsewhere than on Windows a pipe is a
 * file. Anything but a pipe of this name stays.
 */
export async function sweepPipe(pipe: string, name: string): Promise<void> {
  if (process.platform === 'win32' || path.basename(pipe) !== fileOf(name)) return;
  // A file that is not there, or is somebody else's, is nothing to be swept.
  const stats = await lstat(pipe).catch(() => undefined);
  if (stats?.isSocket()) await rm(pipe, { force: true }).catch(() => undefined);
}

/** Whether some process keeps a pipe open. */
export async function isListening(pipe: string): Promise<boolean> {
  const socket = createConnection(pipe);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    // Only these two say that there is nobody; anything else (no permission, busy) is no proof.
    return !(error instanceof Error && 'code' in error && isNobody(error.code));
  } finally {
    socket.destroy();
  }
}

function isNobody(code: unknown): boolean {
  return code === 'ECONNREFUSED' || code === 'ENOENT';
}

function fileOf(name: string): string {
  return `imagekit-cleanup-${name}.sock`;
}

/** The longest path that a socket can have on every system, in bytes. */
const longestSocketPath = 100;

function pipeOf(name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\imagekit-cleanup-${name}`;
  const file = path.join(tmpdir(), fileOf(name));
  return Buffer.byteLength(file) <= longestSocketPath
    ? file
    : path.join('/tmp', path.basename(file));
}
