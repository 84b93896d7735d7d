import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  parsePurges,
  PurgesUnreadable,
  purgesLine,
  stateLine,
  type PurgeHeader,
  type PurgeRecord,
} from '../../core/cdn/purgeRecord';
import { unsent, type PurgeState } from '../../core/cdn/purgeRun';
import type { PurgeCall } from '../../core/cdn/purgePlan';
import { JournalFile } from '../journal/journalFile';
import { namesIn } from '../namesIn';

const suffix = '.ndjson';

/** The record of purges that are under way. */
export interface OpenPurges {
  readonly record: PurgeRecord;
  /** Resolves when the disk has it. */
  readonly keep: (state: PurgeState) => Promise<void>;
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
    const name = this.#fileOf(whole.purgeId);
    const file = new JournalFile(await open(name, 'wx', 0o600), name);
    const states = calls.map(unsent);
    await file.appendDurably(purgesLine(whole) + states.map(stateLine).join(''));
    return opened(file, { header: whole, states });
  }

  /** Goes on with a record. Throws `PurgesUnreadable`, or what the disk says. */
  async reopen(purgeId: string): Promise<OpenPurges> {
    const name = this.#fileOf(purgeId);
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
        // Another program's file, or a torn beginning: nothing was purged by it.
        if (!(error instanceof PurgesUnreadable)) throw error;
      }
    }
    return records;
  }

  async remove(purgeId: string): Promise<void> {
    await rm(this.#fileOf(purgeId), { force: true });
  }

  #fileOf(purgeId: string): string {
    return path.join(this.folder, path.basename(purgeId) + suffix);
  }
}

function opened(file: JournalFile, record: PurgeRecord): OpenPurges {
  return {
    record,
    keep: (state) => file.appendDurably(stateLine(state)),
    close: () => file.close(),
  };
}
