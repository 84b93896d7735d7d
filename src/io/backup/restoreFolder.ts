import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  parseRestore,
  restoreLine,
  type RestoreHeader,
  type RestoreJournal,
  type RestoreRecord,
} from '../../core/recovery/restore';
import { JournalFile } from '../journal/journalFile';
import { namesIn } from '../disk/namesIn';

const folderName = 'restores';
const suffix = '.ndjson';

/** The journal of a restore, which lies in the backup's folder. */
export interface OpenRestore {
  readonly journal: RestoreJournal;
  readonly record: RestoreRecord;
  readonly close: () => Promise<void>;
}

/** Begins a restore of a backup. When this resolves, its beginning is on the disk. */
export async function beginRestore(
  backup: string,
  header: Omit<RestoreHeader, 'restoreId'>,
): Promise<OpenRestore> {
  const time = header.createdAt.slice(0, 19).replaceAll(':', '-');
  const restoreId = `${time}-${randomBytes(3).toString('hex')}`;
  const folder = path.join(backup, folderName);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = path.join(folder, restoreId + suffix);
  const file = new JournalFile(await open(name, 'wx', 0o600), name);
  const whole = { ...header, restoreId };
  await file.appendDurably(restoreLine({ format: 1, restore: whole }));
  const record = { header: whole, progress: new Map(), outcomes: new Map() };
  return opened(file, record);
}

/** Goes on with a restore. Throws `RestoreUnreadable`, or what the disk says. */
export async function reopenRestore(backup: string, restoreId: string): Promise<OpenRestore> {
  const name = path.join(backup, folderName, restoreId + suffix);
  const content = await readFile(name);
  const record = parseRestore(content.toString('utf8'));
  const end = content.lastIndexOf(0x0a) + 1;
  return opened(new JournalFile(await open(name, 'r+'), name, end), record);
}

/** The restores of a backup, newest first. Throws `RestoreUnreadable`, or what the disk says. */
export async function listRestores(backup: string): Promise<readonly RestoreRecord[]> {
  const folder = path.join(backup, folderName);
  const names = await namesIn(folder);
  const ours = names
    .filter((name) => name.endsWith(suffix))
    .sort()
    .reverse();
  return Promise.all(
    ours.map(async (name) => parseRestore(await readFile(path.join(folder, name), 'utf8'))),
  );
}

function opened(file: JournalFile, record: RestoreRecord): OpenRestore {
  return {
    record,
    journal: {
      sending: (key, to) => file.appendDurably(restoreLine({ sending: { key, path: to } })),
      uploaded: (key, version) => file.appendDurably(restoreLine({ uploaded: { key, version } })),
      ended: (key, outcome) => file.append(restoreLine({ ended: { key, outcome } })),
    },
    close: () => file.close(),
  };
}
