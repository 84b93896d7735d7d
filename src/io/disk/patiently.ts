import { setTimeout as sleep } from 'node:timers/promises';

/** How long a file that another program holds is waited for, in ms. */
export const patience = {
  /** A virus scanner looks at each file that was just written, and at a large one for seconds. */
  rename: 10_000,
  read: 2_000,
  remove: 1_000,
};

/** The first pause and what each next one has more, up to the longest, in ms: npm's own. */
const pauseMs = { more: 10, most: 100 };

/**
 * Does something with a file, and again, with growing pauses, while a scanner, an indexer or a
 * backup of the machine holds that file. Throws the system error that is none of these, or that is
 * still there after `mostMs` of pauses.
 */
export async function patiently<T>(work: () => Promise<T>, mostMs: number): Promise<T> {
  for (let pause = pauseMs.more, waited = 0; ; pause = nextPause(pause)) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error) || waited >= mostMs) throw error;
    }
    await sleep(pause);
    waited += pause;
  }
}

function nextPause(pause: number): number {
  return Math.min(pause + pauseMs.more, pauseMs.most);
}

/** Windows refuses what another program has open; elsewhere a refusal is an answer. */
function passes(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const { code } = error;
  if (code === 'EBUSY') return true;
  return process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES');
}
