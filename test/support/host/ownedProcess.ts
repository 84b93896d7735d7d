import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** A child and all it started, ended together. */
export interface OwnedProcess {
  readonly child: ChildProcess;
  /** Settles with the exit code when the child is gone; `null` when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Asks it to end, waits, and ends it for good after `graceMs`. Safe to call twice. */
  stop(graceMs?: number): Promise<void>;
}

const alive = new Set<ChildProcess>();

/** Starts a program as the leader of a process group of its own. */
export function startOwned(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): OwnedProcess {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  alive.add(child);
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      alive.delete(child);
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code) => {
      endGroup(child, 'SIGKILL');
      alive.delete(child);
      resolve(code);
    });
  });
  return {
    child,
    exited,
    async stop(graceMs = 3000) {
      if (!alive.has(child)) return;
      endGroup(child, 'SIGTERM');
      const timer = setTimeout(() => endGroup(child, 'SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * Ends every owned process before this one ends, whichever way it ends. A signal ends it with
 * `signalExitCode`, or with the code that shells use for that signal.
 */
export function endOwnedOnExit(options: { readonly signalExitCode?: number } = {}): void {
  process.once('exit', () => {
    for (const child of alive) endGroup(child, 'SIGKILL');
  });
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.once(signal, () => process.exit(options.signalExitCode ?? 128 + number));
  }
}

/** Whether a child said that it is ready, or ended first. */
export async function messageOrExit(owned: OwnedProcess): Promise<unknown> {
  const message = once(owned.child, 'message').then((values: unknown[]) => values[0]);
  const gone = owned.exited.then((code) => {
    throw new Error(`The process ended with code ${code ?? 'none'} before it was ready.`);
  });
  return Promise.race([message, gone]);
}

function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
