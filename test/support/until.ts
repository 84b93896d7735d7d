import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `probe` returns something other than `undefined` or `false`, and returns that.
 * Throws after `timeoutMs` with `what` was waited for.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 30_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`);
    await pause(50);
  }
}

/**
 * Does what a person would do again when nothing happened: acts, waits up to 5 s for `holds`, and
 * acts again. Throws after `timeoutMs`.
 */
export async function insist(
  what: string,
  act: () => Promise<unknown>,
  holds: () => Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Tried ${timeoutMs / 1000} s for ${what}.`);
    await act();
    const again = performance.now() + 5000;
    while (performance.now() < again && !(await holds())) await pause(50);
  }
}
