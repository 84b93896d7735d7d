import type { BackupEntry, BackupRecord } from './backup';

/** How long, and up to how much, backups are kept; 0 means no limit. */
export interface RetentionLimits {
  readonly maxAgeDays: number;
  readonly maxBytes: number;
}

/** A backup, as far as it may be removed. */
export interface KeptBackup {
  readonly folder: string;
  readonly record: BackupRecord;
  /** Whether its run, or a restore of it, can still go on. */
  readonly isInUse: boolean;
}

/** A backup that somebody may remove. */
export interface RemovableBackup extends KeptBackup {
  readonly bytes: number;
  /** The limit that it is over; `undefined` for one that the limits keep. */
  readonly over: 'age' | 'size' | undefined;
  /** Paths of files that no newer backup has. */
  readonly newestOf: readonly string[];
}

/** What a look at all backups has shown. */
export interface Retention {
  /** Newest first. */
  readonly removable: readonly RemovableBackup[];
  /** Those that are never offered: unfinished, or with a run or restore that can go on. */
  readonly unfinished: number;
}

const dayMs = 86_400_000;

/**
 * Which backups the limits no longer keep, and of which files each is the newest one, in the same
 * library by ID and path. An unfinished backup is never among them, and counts all the same.
 *
 * @param now milliseconds since 1970.
 */
export function retention(
  backups: readonly KeptBackup[],
  { maxAgeDays, maxBytes }: RetentionLimits,
  now: number,
): Retention {
  const newestFirst = backups.toSorted((a, b) => createdMs(b) - createdMs(a));
  const seen = new Set<string>();
  let total = 0;
  const looked = newestFirst.map((backup): RemovableBackup => {
    const { entries, header } = backup.record;
    const bytes = entries.reduce((sum, each) => sum + each.bytes, 0);
    total += bytes;
    const newest = entries.filter((entry) => !seen.has(keyOf(header.account.id, entry)));
    for (const entry of newest) seen.add(keyOf(header.account.id, entry));
    const isOld = maxAgeDays > 0 && now - createdMs(backup) > maxAgeDays * dayMs;
    const isMuch = maxBytes > 0 && total > maxBytes;
    return {
      ...{ ...backup, bytes, newestOf: newest.map(({ path }) => path) },
      over: isOld ? 'age' : isMuch ? 'size' : undefined,
    };
  });
  const removable = looked.filter(({ isInUse, record }) => !isInUse && record.end !== undefined);
  return { removable, unfinished: looked.length - removable.length };
}

function createdMs({ record }: KeptBackup): number {
  const ms = Date.parse(record.header.createdAt);
  return Number.isNaN(ms) ? 0 : ms;
}

function keyOf(accountId: string, { fileId, path }: BackupEntry): string {
  return JSON.stringify([accountId, fileId, path]);
}
