import type { BackedUpFile } from './backup';
import { nothingSent, openKeys, type RestoreOutcome, type RestoreRecord } from './restore';
import { restoreFile, type RestoreOptions } from './restoreFile';

/** How the restore of one file of a backup ended. */
export interface FileRestored {
  readonly key: string;
  readonly outcome: RestoreOutcome;
}

/** What a restore is run with. */
export interface RestoreRunOptions extends RestoreOptions {
  /** The file of the backup, checked. Throws for one that can't be read. */
  readonly fileOf: (key: string) => Promise<BackedUpFile>;
  /** Files at a time. */
  readonly concurrency: number;
}

/**
 * Restores what has no end yet, several files at a time, and yields each as it ends: exactly one
 * outcome a file. Cancelling stops before the next upload. Throws what the journal throws, after
 * what is under way has ended; nothing is sent that could not be written down.
 */
export async function* runRestore(
  record: RestoreRecord,
  options: RestoreRunOptions,
): AsyncGenerator<FileRestored> {
  const { journal, signal, concurrency } = options;
  const keys = [...openKeys(record)];
  const underWay = new Map<string, Promise<FileRestored>>();
  const broken = new AbortController();
  const stopped = AbortSignal.any([signal, broken.signal]);
  const restoreOne = async (key: string): Promise<FileRestored> => {
    const outcome = stopped.aborted
      ? notAttempted
      : await endOf(key, record, { ...options, signal: stopped });
    await journal.ended(key, outcome);
    return { key, outcome };
  };
  try {
    while (keys.length > 0 || underWay.size > 0) {
      for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
        underWay.set(key, restoreOne(key));
        if (underWay.size >= Math.max(1, concurrency)) break;
      }
      const ended = await Promise.race(underWay.values());
      underWay.delete(ended.key);
      yield ended;
    }
  } finally {
    // Who stops listening half-way has cancelled; what is under way is waited for and recorded.
    broken.abort();
    await Promise.allSettled(underWay.values());
  }
}

const notAttempted: RestoreOutcome = { kind: 'notAttempted' };

async function endOf(
  key: string,
  { progress }: RestoreRecord,
  options: RestoreRunOptions,
): Promise<RestoreOutcome> {
  let file: BackedUpFile;
  try {
    file = await options.fileOf(key);
  } catch {
    // Whatever keeps its sidecar from being read: there is nothing to send.
    return { kind: 'damaged', bytes: key };
  }
  try {
    return await restoreFile(key, file, progress.get(key) ?? nothingSent, options);
  } catch (error) {
    if (options.signal.aborted && error === options.signal.reason) return notAttempted;
    throw error;
  }
}

/** How many files of a restore ended in which way. */
export type RestoreCounts = Readonly<Record<RestoreOutcome['kind'], number>>;

/** Counts outcomes; those that lost something of what they were count as restored all the same. */
export function countRestored(outcomes: Iterable<RestoreOutcome>): RestoreCounts {
  const counts: Record<RestoreOutcome['kind'], number> = {
    ...{ restored: 0, elsewhere: 0, skipped: 0, damaged: 0 },
    ...{ failed: 0, partial: 0, unknown: 0, notAttempted: 0 },
  };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}

/** How a restore as a whole ended: `done` only when every file is back where it belongs. */
export function restoreEnd(counts: RestoreCounts): 'done' | 'incomplete' | 'failed' {
  const { restored, ...others } = counts;
  const rest = Object.values(others).reduce((sum, count) => sum + count, 0);
  if (rest === 0) return 'done';
  return restored > 0 || counts.elsewhere > 0 || counts.partial > 0 ? 'incomplete' : 'failed';
}
