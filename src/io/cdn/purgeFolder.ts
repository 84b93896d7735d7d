import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  parsePurges,
  PurgesUnreadable,
  droppedLine,
  purgesLine,
  stateLine,
  type PurgeHeader,
  type PurgeRecord,
} from '../../core/cdn/purgeRecord';
import { isOpen, unsent, type PurgeState } from '../../core/cdn/purgeRun';
import type { PurgeCall } from '../../core/cdn/purgePlan';
import { JournalFile } from '../journal/journalFile';
import { namesIn } from '../disk/namesIn';

const suffix = '.ndjson';

/** The record of purges that are under way. */
export interface OpenPurges {
  readonly record: PurgeRecord;
  /** Resolves when the disk has it. */
  readonly keep: (state: PurgeState) => Promise<void>;
  /** Puts others in the place of a purge that was not accepted. */
  readonly replace: (state: PurgeState, others: readonly PurgeState[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The records of purges, one file for those that were asked for together. */
export class PurgeFolder {
  constructor(private readonly folder: string) {}

  /** Begins a record: what is to be purged is on the disk before anything is asked for. */
  async begin(
    calls: readonly PurgeCall[],
    header: Omit<PurgeHeader, 'purgeId'>,
  ): Promise<OpenPurges> {
    const time = header.createdAt.replace(/[-:.]/g, '');
    const whole = { ...header, purgeId: `${time}-${randomBytes(4).toString('hex')}` };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = this.fileOf(whole.purgeId);
    const file = new JournalFile(await open(name, 'wx', 0o600), name);
    const states = calls.map(unsent);
    try {
      await file.appendDurably(purgesLine(whole) + states.map(stateLine).join(''));
    } catch (error) {
      await file.close();
      throw error;
    }
    return opened(file, { header: whole, states });
  }

  /** Goes on with a record. Throws `PurgesUnreadable`, or what the disk says. */
  async reopen(purgeId: string): Promise<OpenPurges> {
    const name = this.fileOf(purgeId);
    const content = await readFile(name);
    const record = parsePurges(content.toString('utf8'));
    const end = content.lastIndexOf(0x0a) + 1;
    return opened(new JournalFile(await open(name, 'r+'), name, end), record);
  }

  /** All records that can be read, newest first. */
  async list(): Promise<readonly PurgeRecord[]> {
    const names = await namesIn(this.folder);
    const ours = names
      .filter((name) => name.endsWith(suffix))
      .sort()
      .reverse();
    const records: PurgeRecord[] = [];
    for (const name of ours) {
      try {
        records.push(parsePurges(await readFile(path.join(this.folder, name), 'utf8')));
      } catch (error) {
        // Another program's file, a torn beginning, or one that another window removed just now.
        const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
        if (!isGone && !(error instanceof PurgesUnreadable)) throw error;
      }
    }
    return records;
  }

  /** Whether any purge waits for its end. */
  async hasOpen(): Promise<boolean> {
    return (await this.list()).some(({ states }) => states.some(isOpen));
  }

  /** Removes records that ended and are older than so many days; `now` in ms since 1970. */
  async prune(maxAgeDays: number, now: number): Promise<void> {
    for (const { header, states } of await this.list()) {
      const isOld = now - Date.parse(header.createdAt) > maxAgeDays * 86_400_000;
      if (isOld && !states.some(isOpen)) await this.remove(header.purgeId);
    }
  }

  async remove(purgeId: string): Promise<void> {
    await rm(this.fileOf(purgeId), { force: true });
  }

  private fileOf(purgeId: string): string {
    return path.join(this.folder, path.basename(purgeId) + suffix);
  }
}

function opened(file: JournalFile, record: PurgeRecord): OpenPurges {
  return {
    record,
    keep: (state) => file.appendDurably(stateLine(state)),
    replace: (state, others) =>
      file.appendDurably(droppedLine(state) + others.map(stateLine).join('')),
    close: () => file.close(),
  };
}
