import { openKeys } from '../../core/recovery/restore';
import { retention, type KeptBackup, type Retention } from '../../core/recovery/retention';
import { listRestores } from '../../io/backup/restoreFolder';
import type { App } from '../app';
import { readRetentionLimits } from '../settings/settings';
import { allBackups, type ReadBackup } from './pickBackup';

/** All backups against the limits of the settings. Throws what the disk says. */
export async function retainedBackups({
  backupFolder,
  runs,
  publications,
}: Pick<App, 'backupFolder' | 'runs' | 'publications'>): Promise<Retention> {
  const found = await allBackups({ backupFolder });
  const unfinished = await runs.records.unfinished();
  const now = Date.now();
  const waiting = await publications.waiting(now);
  const runIds = new Set([...unfinished.map(({ runId }) => runId), ...waiting]);
  const backups = await Promise.all(
    found
      .filter((backup): backup is ReadBackup => backup.kind === 'backup')
      .map(async ({ folder, record }): Promise<KeptBackup> => {
        const { runId } = record.header;
        const isOfRun = runId !== undefined && runIds.has(runId);
        return { folder, record, isInUse: isOfRun || (await hasOpenRestore(folder)) };
      }),
  );
  return retention(backups, readRetentionLimits(), now);
}

/** A restore that can't be read is not known to have ended. */
async function hasOpenRestore(folder: string): Promise<boolean> {
  try {
    return (await listRestores(folder)).some((restore) => openKeys(restore).length > 0);
  } catch {
    return true;
  }
}
