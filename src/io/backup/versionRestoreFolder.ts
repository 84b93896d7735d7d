import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  parseVersionRestore,
  versionRestoreLine,
  VersionRestoreUnreadable,
  type VersionRestoreHeader,
  type VersionRestoreJournal,
  type VersionRestoreRecord,
} from '../../core/recovery/versionRestore';
import { namesIn } from '../disk/namesIn';
import { JournalFile } from '../journal/journalFile';

const suffix = '.ndjson';

/** The record of a version that is being made current. */
export interface OpenVersionRestore {
  readonly header: VersionRestoreHeader;
  readonly journal: VersionRestoreJournal;
  readonly close: () => Promise<void>;
}

/** The records of versions that were made current, a file each. */
export class VersionRestoreFolder {
  constructor(private readonly folder: string) {}

  /** Begins a record: it is on the disk when this resolves. */
  async begin(header: Omit<VersionRestoreHeader, 'changeId'>): Promise<OpenVersionRestore> {
    const time = header.createdAt.replace(/[-:.]/g, '');
    const whole = { ...header, changeId: `${time}-${randomBytes(4).toString('hex')}` };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = this.fileOf(whole.changeId);
    const file = new JournalFile(await open(name, 'wx', 0o600), name);
    try {
      await file.appendDurably(versionRestoreLine({ format: 1, versionRestore: whole }));
    } catch (error) {
      await file.close();
      throw error;
    }
    return {
      header: whole,
      journal: {
        sending: () => file.appendDurably(versionRestoreLine({ sending: true })),
        ended: (outcome) => file.appendDurably(versionRestoreLine({ ended: outcome })),
      },
      close: () => file.close(),
    };
  }

  /** All records that can be read, newest first. */
  async list(): Promise<readonly VersionRestoreRecord[]> {
    const names = await namesIn(this.folder);
    const ours = names
      .filter((name) => name.endsWith(suffix))
      .sort()
      .reverse();
    const records: VersionRestoreRecord[] = [];
    for (const name of ours) {
      try {
        records.push(parseVersionRestore(await readFile(path.join(this.folder, name), 'utf8')));
      } catch (error) {
        // Another program's file, a torn beginning, or one that another window removed just now.
        const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
        if (!isGone && !(error instanceof VersionRestoreUnreadable)) throw error;
      }
    }
    return records;
  }

  async remove(changeId: string): Promise<void> {
    await rm(this.fileOf(changeId), { force: true });
  }

  private fileOf(changeId: string): string {
    return path.join(this.folder, path.basename(changeId) + suffix);
  }
}
