import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BackupRecord } from '../../core/recovery/backup';
import { ExportPaths } from '../../core/recovery/exportPath';
import { isIntact, readSidecar } from './backupFolder';

/** What was written of a backup. */
export interface Exported {
  readonly folder: string;
  /** Files of which every version was written. */
  readonly written: number;
  /** Library paths of those with bytes that are missing or changed: none of their versions is written. */
  readonly damaged: readonly string[];
}

/**
 * Writes a backup's files as a plain tree into a new folder below `parent`, every byte checked first;
 * nothing that is there is overwritten. An aborted signal ends it after the file at hand. Throws what
 * the disk says.
 */
export async function exportBackup(
  { folder: source, record }: { readonly folder: string; readonly record: BackupRecord },
  parent: string,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Exported> {
  const folder = path.join(
    parent,
    `imagekit-backup-${record.header.backupId.replace(/[^\w-]/g, '_')}`,
  );
  await mkdir(folder, { mode: 0o700 });
  const paths = new ExportPaths();
  const damaged: string[] = [];
  let written = 0;
  for (const [at, { sidecar, path: libraryPath }] of record.entries.entries()) {
    if (signal.aborted) break;
    const versions = await intactVersions(source, sidecar);
    if (!versions) damaged.push(libraryPath);
    for (const [number, { bytes }] of (versions ?? []).entries()) {
      const isCurrent = number === (versions?.length ?? 0) - 1;
      const to = path.join(folder, paths.pathFor(libraryPath, isCurrent ? undefined : number + 1));
      await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
      await copyFile(path.join(source, bytes), to, constants.COPYFILE_EXCL);
    }
    if (versions) written += 1;
    onProgress(at + 1);
  }
  return { folder, written, damaged };
}

/** `undefined` for a file that can't be read whole. */
async function intactVersions(source: string, sidecar: string) {
  try {
    const { versions } = await readSidecar(source, sidecar);
    for (const version of versions) if (!(await isIntact(source, version))) return undefined;
    return versions;
  } catch {
    // Whatever keeps it from being read: it is named as damaged.
    return undefined;
  }
}
