import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { namesIn } from '../disk/namesIn';
import { patience, patiently } from '../disk/patiently';
import { syncFolder } from '../disk/syncFolder';
import { readBackup } from './backupFolder';

const prefix = 'removed-';

/**
 * Removes a backup that has ended: it gets a name first that no list takes for a backup, so that one
 * which is removed by half is never offered for a restore. Whether it was removed: one that has no end
 * now is kept. Throws `BackupUnreadable`, or what the disk says.
 */
export async function removeBackup(folder: string): Promise<boolean> {
  const { end } = await readBackup(folder);
  if (end === undefined) return false;
  const parent = path.dirname(folder);
  const doomed = path.join(parent, prefix + path.basename(folder));
  await patiently(() => rename(folder, doomed), patience.rename);
  await syncFolder(parent);
  await removeDoomed(doomed);
  return true;
}

/** Removes what an earlier removal has left. */
export async function sweepRemoved(parent: string): Promise<void> {
  for (const name of await namesIn(parent)) {
    if (/^removed-\d{4}-\d\d-\d\dT/.test(name)) await removeDoomed(path.join(parent, name));
  }
}

/** What can't be removed now is swept another time: it is no backup any longer. */
async function removeDoomed(folder: string): Promise<void> {
  await patiently(() => rm(folder, { recursive: true, force: true }), patience.remove).catch(
    () => undefined,
  );
}
