import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PublicationTarget } from '../../core/publication/publication';
import {
  beginningLines,
  endedLine,
  isInterrupted,
  parsePublication,
  PublicationUnreadable,
  sendingLine,
  type PublicationHeader,
  type PublicationRecord,
} from '../../core/publication/publicationRecord';
import type { PublicationJournal } from '../../core/publication/publicationRun';
import { JournalFile } from '../journal/journalFile';
import { namesIn } from '../disk/namesIn';

const suffix = '.ndjson';

/** The record of a publication that is under way. */
export interface OpenPublication {
  readonly record: PublicationRecord;
  readonly journal: PublicationJournal;
  readonly close: () => Promise<void>;
}

/** The records of publications, one file for those that were asked for together. */
export class PublicationFolder {
  constructor(private readonly folder: string) {}

  /** Begins a record: the files are on the disk before anything is asked for. */
  async begin(
    targets: readonly PublicationTarget[],
    header: Omit<PublicationHeader, 'publicationId'>,
  ): Promise<OpenPublication> {
    const time = header.createdAt.replace(/[-:.]/g, '');
    const whole = { ...header, publicationId: `${time}-${randomBytes(4).toString('hex')}` };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = this.fileOf(whole.publicationId);
    const file = new JournalFile(await open(name, 'wx', 0o600), name);
    const lines = beginningLines(whole, targets);
    try {
      await file.appendDurably(lines);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    return opened(file, parsePublication(lines));
  }

  /** Goes on with a record. Throws `PublicationUnreadable`, or what the disk says. */
  async reopen(publicationId: string): Promise<OpenPublication> {
    const name = this.fileOf(publicationId);
    const content = await readFile(name);
    const record = parsePublication(content.toString('utf8'));
    const end = content.lastIndexOf(0x0a) + 1;
    return opened(new JournalFile(await open(name, 'r+'), name, end), record);
  }

  /** All that can be read and that sent anything, or might have, newest first. */
  async list(): Promise<readonly PublicationRecord[]> {
    const names = await namesIn(this.folder);
    const ours = names
      .filter((name) => name.endsWith(suffix))
      .sort()
      .reverse();
    const records: PublicationRecord[] = [];
    for (const name of ours) {
      try {
        const record = parsePublication(await readFile(path.join(this.folder, name), 'utf8'));
        if (record.hasBegun) records.push(record);
      } catch (error) {
        // Another program's file, a torn beginning, or one that another window removed just now.
        const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
        if (!isGone && !(error instanceof PublicationUnreadable)) throw error;
      }
    }
    return records;
  }

  /**
   * Removes records that ended and are older than so many days, but none of a quarantine, which is
   * what the list of due files is made of; `now` in ms since 1970.
   */
  async prune(maxAgeDays: number, now: number): Promise<void> {
    for (const record of await this.list()) {
      const { header } = record;
      const isOld = now - Date.parse(header.createdAt) > maxAgeDays * 86_400_000;
      if (isOld && !header.quarantine && !isInterrupted(record)) {
        await this.remove(header.publicationId);
      }
    }
  }

  async remove(publicationId: string): Promise<void> {
    await rm(this.fileOf(publicationId), { force: true });
  }

  private fileOf(publicationId: string): string {
    return path.join(this.folder, path.basename(publicationId) + suffix);
  }
}

function opened(file: JournalFile, record: PublicationRecord): OpenPublication {
  return {
    record,
    journal: {
      sending: (fileId, request) => file.appendDurably(sendingLine(fileId, request, Date.now())),
      ended: (fileId, outcome) => file.append(endedLine(fileId, outcome)),
    },
    close: () => file.close(),
  };
}
