import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** When a process is killed. */
export interface KillOptions {
  /** A number from 0 to below 1. */
  readonly random: () => number;
  /** What a run that is not killed still tells of: one of these is waited for. */
  readonly moments: number;
  /** Milliseconds after that moment, within which the process is killed. */
  readonly longestMs: number;
}

/**
 * Runs `script` in a process that is killed on its way. Returns how many moments it told of before
 * that; `undefined` when it was done first.
 */
export async function killedProcess(
  script: string,
  place: object,
  { random, moments, longestMs }: KillOptions,
): Promise<number | undefined> {
  const moment = 1 + Math.floor(random() * moments);
  const child = spawn(process.execPath, [script, JSON.stringify(place)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let seen = 0;
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (dots: Buffer) => {
      seen += dots.length;
      if (seen >= moment) resolve();
    });
    child.once('exit', () => resolve());
  });
  await Promise.race([sleep(random() * longestMs), exit]);
  child.kill('SIGKILL');
  const [code] = (await exit) as [number | null];
  assert.ok(code === null || code === 0, `the process failed: ${code}`);
  return code === null ? seen : undefined;
}
