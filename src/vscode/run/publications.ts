import path from 'node:path';
import type * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { PublicationOutcome, PublicationTarget } from '../../core/publication/publication';
import {
  isInterrupted,
  openTargets,
  type PublicationHeader,
  type PublicationRecord,
} from '../../core/publication/publicationRecord';
import { isDue } from '../../core/publication/due';
import { isUndone, standingFiles } from '../../core/publication/undone';
import type { PublicationJournal } from '../../core/publication/publicationRun';
import { findRunLock, takeRunLock, type RunLock } from '../../io/journal/runLock';
import { PublicationFolder, type OpenPublication } from '../../io/publication/publicationFolder';
import { AccountBusy } from '../failures/errors';

/** A publication as the history lists it. */
export interface PublicationEntry {
  readonly header: PublicationHeader;
  readonly files: readonly PublishedFile[];
  /** Whether this window is at it, or another one may be. */
  readonly underWay: 'here' | 'elsewhere' | undefined;
  readonly isInterrupted: boolean;
  /** Files that another try may still bring there. */
  readonly open: number;
  /** Whether every file of it was published or unpublished back. */
  readonly isUndone: boolean;
}

/** A file of a publication; `undefined` until it has ended. */
export interface PublishedFile {
  readonly target: PublicationTarget;
  readonly outcome: PublicationOutcome | undefined;
}

/** A publication that may send requests: its record is open, and no run has its account. */
export interface ActivePublication {
  readonly record: PublicationRecord;
  readonly journal: PublicationJournal;
  /** Closes the record and lets the account go, the latter even when the former fails. */
  end(): Promise<void>;
}

/** What was published and unpublished, of all accounts: the records, and the right to make one. */
export class Publications implements vscode.Disposable {
  /** Fires when one begins, goes on or ends here. */
  readonly onDidChange: vscode.Event<void>;
  private readonly folder: PublicationFolder;
  private readonly locks: string;
  private readonly open = new Set<string>();

  /** `storage` is the extension's own folder on this machine. */
  constructor(
    storage: string,
    private readonly changed: Pick<vscode.EventEmitter<void>, 'event' | 'fire' | 'dispose'>,
  ) {
    this.folder = new PublicationFolder(path.join(storage, 'publications'));
    this.locks = path.join(storage, 'locks');
    this.onDidChange = changed.event;
  }

  /** The records of all accounts, newest first. */
  records(): Promise<readonly PublicationRecord[]> {
    return this.folder.list();
  }

  /** The folders that quarantined files were backed up to; none where the records can't be read. */
  async backupFolders(): Promise<readonly string[]> {
    const records = await this.folder.list().catch(() => []);
    return records.flatMap(({ header: { quarantine } }) => (quarantine ? [quarantine.folder] : []));
  }

  /**
   * IDs of those whose backup is the only way to the bytes: a quarantine that isn't due yet and was not
   * taken back, or one that can still go on. Throws what the disk says.
   */
  async waiting(now: number): Promise<readonly string[]> {
    const records = await this.folder.list();
    return records.flatMap((record) => {
      const { quarantine, publicationId } = record.header;
      if (!quarantine) return [];
      const waits = !isDue(quarantine, now) && standingFiles(record, records).length > 0;
      return waits || isInterrupted(record) ? [publicationId] : [];
    });
  }

  /** All that were made and not removed, newest first. */
  async list(): Promise<readonly PublicationEntry[]> {
    const records = await this.folder.list();
    return Promise.all(
      records.map(async (record): Promise<PublicationEntry> => {
        const { header, targets, outcomes } = record;
        const stopped = isInterrupted(record);
        return {
          header,
          files: targets.map((target) => ({ target, outcome: outcomes.get(target.asset.fileId) })),
          underWay: await this.underWay(header, stopped),
          isInterrupted: stopped,
          open: openTargets(record).length,
          isUndone: isUndone(record, records),
        };
      }),
    );
  }

  /** How many purges unpublishing has spent on an account in the month of `now`, as far as known here. */
  async spentInMonth(accountId: string, now: number): Promise<number> {
    const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);
    const records = await this.folder.list();
    return records
      .filter(({ header }) => header.account.id === accountId)
      .flatMap(({ sentAt }) => sentAt)
      .filter((at) => monthOf(at) === monthOf(now)).length;
  }

  /** Writes the files down and takes the account. Throws `AccountBusy`, or what the disk says. */
  async begin(
    targets: readonly PublicationTarget[],
    account: Account,
    header: Omit<PublicationHeader, 'publicationId' | 'account' | 'createdAt'>,
  ): Promise<ActivePublication> {
    const { id, name } = account;
    const createdAt = new Date().toISOString();
    return this.opened(account, () =>
      this.folder.begin(targets, { ...header, createdAt, account: { id, name } }),
    );
  }

  /** Goes on with one. Throws as `begin`, and `PublicationUnreadable`. */
  reopen(publicationId: string, account: Account): Promise<ActivePublication> {
    return this.opened(account, () => this.folder.reopen(publicationId));
  }

  /** Removes a record. Throws what the disk says. */
  async remove(publicationId: string): Promise<void> {
    await this.folder.remove(publicationId);
    this.changed.fire();
  }

  /** Removes what is older than so many days and not needed. Throws what the disk says. */
  prune(maxAgeDays: number): Promise<void> {
    return this.folder.prune(maxAgeDays, Date.now());
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async opened(
    account: Account,
    open: () => Promise<OpenPublication>,
  ): Promise<ActivePublication> {
    const attempt = await takeRunLock(this.locks, account.id);
    if (attempt.kind === 'busy') throw new AccountBusy(account, attempt.holder);
    const { lock } = attempt;
    try {
      return this.active(await open(), lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  private active({ record, journal, close }: OpenPublication, lock: RunLock): ActivePublication {
    const { publicationId } = record.header;
    this.open.add(publicationId);
    this.changed.fire();
    return {
      record,
      journal,
      end: async () => {
        try {
          await close().finally(() => lock.release());
        } finally {
          this.open.delete(publicationId);
          this.changed.fire();
        }
      },
    };
  }

  private async underWay(
    { publicationId, account }: PublicationHeader,
    stopped: boolean,
  ): Promise<PublicationEntry['underWay']> {
    if (this.open.has(publicationId)) return 'here';
    return stopped && (await findRunLock(this.locks, account.id)) ? 'elsewhere' : undefined;
  }
}

/** Whether anything of it is left to take back; what takes something back is not taken back itself. */
export function canUndo({ header, files, isUndone, underWay }: PublicationEntry): boolean {
  const hasChanged = files.some(
    ({ outcome }) => outcome?.kind === 'done' || outcome?.kind === 'untagged',
  );
  return hasChanged && !isUndone && !underWay && header.undoes === undefined;
}
