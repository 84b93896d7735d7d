import path from 'node:path';
import type { Account } from '../core/account';
import type { Journal } from '../core/deletion/journal';
import type { ConfirmedPlan } from '../core/deletion/plan';
import { resume, type Resumption } from '../core/deletion/resume';
import { JournalFolder } from '../io/journalFolder';
import type { RunJournal } from '../io/runJournal';
import { findRunLock, takeRunLock, type LockHolder, type RunLock } from '../io/runLock';

/** A run that may send requests: its record is open, and no other run has the account. */
export interface OpenRun {
  readonly journal: Journal;
  /** Closes the record and lets the account go, the latter even when the former fails. */
  end(): Promise<void>;
}

/** Thrown when another window or process is deleting from the account. */
export class AccountBusy extends Error {
  override readonly name = 'AccountBusy';

  constructor(
    readonly account: Pick<Account, 'name'>,
    readonly holder: LockHolder,
  ) {
    super(`busy since ${holder.since}, process ${holder.pid}`);
  }
}

/** The runs of all accounts: their records, and the right to make one. Nothing happens unasked. */
export class Runs {
  readonly records: JournalFolder;
  readonly #locks: string;

  /** `storage` is the extension's own folder on this machine. */
  constructor(storage: string) {
    this.records = new JournalFolder(path.join(storage, 'runs'));
    this.#locks = path.join(storage, 'locks');
  }

  /** Writes a plan down and takes its account. Throws `AccountBusy` or `JournalError`. */
  async begin(plan: ConfirmedPlan, account: Account): Promise<OpenRun> {
    const lock = await this.#take(account);
    try {
      return openRun(await this.records.create(plan, account), lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Opens the record of a run that did not finish. Throws `AccountBusy` or `JournalError`. */
  async reopen(runId: string, account: Account): Promise<OpenRun & { rest: Resumption }> {
    const lock = await this.#take(account);
    try {
      const { record, journal } = await this.records.reopen(runId);
      return { ...openRun(journal, lock), rest: resume(record) };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Whether a run on the account is under way, in this window or another. */
  async isRunning(accountId: string): Promise<boolean> {
    return (await findRunLock(this.#locks, accountId)) !== undefined;
  }

  async #take(account: Account): Promise<RunLock> {
    const attempt = await takeRunLock(this.#locks, account.id);
    if (attempt.kind === 'busy') throw new AccountBusy(account, attempt.holder);
    return attempt.lock;
  }
}

function openRun(journal: RunJournal, lock: RunLock): OpenRun {
  return {
    journal,
    async end() {
      try {
        await journal.end();
      } finally {
        await lock.release();
      }
    },
  };
}
