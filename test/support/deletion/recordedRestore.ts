import { ImageKitClient } from '../../../src/api/client';
import type { ConflictRule, RestoreOutcome } from '../../../src/core/recovery/restore';
import { openKeys } from '../../../src/core/recovery/restore';
import { runRestore } from '../../../src/core/recovery/restoreRun';
import { isIntact, readBackup, readSidecar } from '../../../src/io/backup/backupFolder';
import { restoreClient } from '../../../src/io/backup/restoreClient';
import { beginRestore, listRestores, reopenRestore } from '../../../src/io/backup/restoreFolder';

/** Where a restore works. */
export interface RestorePlace {
  readonly apiHost: string;
  readonly privateKey: string;
  /** The backup's folder, which keeps the restore's record, too. */
  readonly backup: string;
  readonly rule: ConflictRule;
}

/**
 * Restores all of a backup, or goes on where that was interrupted. Returns what ended in this process;
 * `onMoment` is told of each line of the record, before and after it is written.
 */
export async function recordedRestore(
  { apiHost, privateKey, backup, rule }: RestorePlace,
  onMoment: () => void = () => undefined,
): Promise<ReadonlyMap<string, RestoreOutcome>> {
  const fast = { readsPerSecond: 1e5, writesPerSecond: 1e5, concurrency: 8 };
  const client = new ImageKitClient({ apiHost, privateKey, ...fast });
  const { header, entries } = await readBackup(backup);
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const [last] = await listRestores(backup);
  if (last && openKeys(last).length === 0) return last.outcomes;
  const open = last
    ? await reopenRestore(backup, last.header.restoreId)
    : await beginRestore(backup, {
        ...{ backupId: header.backupId, accountId: header.account.id, rule },
        createdAt: new Date().toISOString(),
        keys: [...byKey.keys()],
      });
  const watched = async (work: Promise<void>): Promise<void> => {
    onMoment();
    await work;
    onMoment();
  };
  const { journal } = open;
  const outcomes = new Map<string, RestoreOutcome>();
  const ends = runRestore(open.record, {
    client: restoreClient(client, backup),
    journal: {
      sending: (...line) => watched(journal.sending(...line)),
      uploaded: (...line) => watched(journal.uploaded(...line)),
      ended: (...line) => watched(journal.ended(...line)),
    },
    // What the record says, as for a person: the rule of the beginning is kept.
    rule: open.record.header.rule,
    metadataFields: new Set(await client.recovery.customMetadataFields()),
    isIntact: (version) => isIntact(backup, version),
    fileOf: (key) => readSidecar(backup, byKey.get(key)?.sidecar ?? ''),
    concurrency: 4,
    signal: new AbortController().signal,
    pause: () => Promise.resolve(),
  });
  for await (const { key, outcome } of ends) outcomes.set(key, outcome);
  await open.close();
  return outcomes;
}
