import path from 'node:path';
import type * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { Journal } from '../../core/journal/journal';
import { JournalError } from '../../core/journal/journalError';
import type { RunRecord } from '../../core/journal/runRecord';
import { compareLibrary, type RunLibrary } from '../../core/journal/runLibrary';
import type { ConfirmedPlan } from '../../core/plan/plan';
import { resume, type PendingRun } from '../../core/run/resume';
import { installSalt } from '../../io/journal/installSalt';
import { JournalFolder, type JournalLimits } from '../../io/journal/journalFolder';
import type { RunJournal } from '../../io/journal/runJournal';
import { findRunLock, takeRunLock, type LockHolder, type RunLock } from '../../io/journal/runLock';
import type { RunSummary } from '../../io/journal/runSummary';
import type { Connection } from '../account/connections';
import { AccountBusy, OtherLibrary } from '../failures/errors';

/** A run that may send requests: its record is open, and no other run has the account. */
export interface ActiveRun {
  readonly runId: string;
  readonly journal: Journal;
  /** Closes the record and lets the account go, the latter even when the former fails. */
  end(): Promise<void>;
}

/** A run that was taken up again, with what is left of it. */
export interface ReopenedRun extends ActiveRun {
  readonly rest: PendingRun;
}

/** What identifies the library that requests go to. */
export type LibraryConnection = Pick<Connection, 'account' | 'apiHost' | 'fingerprint'>;

/** A run as the history lists it. */
export interface RunEntry {
  readonly run: Exclude<RunSummary, { readonly kind: 'neverBegan' }>;
  /** Who is at it right now, if anybody. */
  readonly underWay: 'here' | 'elsewhere' | undefined;
  /** Whether some run has its account now: no other one can be taken up meanwhile. */
  readonly isBlocked: boolean;
}

/** So many of the newest runs, or those that did not end. */
type Look = number | 'unfinished';

/** A file's time is taken from a clock that stands still between two ticks of the system, in ms. */
const tickMs = 20;

/** How often the lock of another process is looked at, in ms: it tells nobody when it goes. */
const watchMs = 2000;

/** The runs of all accounts: their records, and the right to make one. Nothing happens unasked. */
export class Runs implements vscode.Disposable {
  readonly records: JournalFolder;
  /** Fires when a run begins or ends, here or in another window that a listing has shown. */
  readonly onDidChange: vscode.Event<void>;
  private readonly locks: string;
  /** Runs of this process that have not ended. */
  private readonly open = new Set<string>();
  /** All runs of this process. */
  private readonly own = new Set<string>();
  /** What those who looked have seen, by what they looked for. */
  private readonly seen = new Map<Look, string>();
  private watch: NodeJS.Timeout | undefined;

  /** `storage` is the extension's own folder on this machine. */
  constructor(
    private readonly storage: string,
    private readonly changed: Pick<vscode.EventEmitter<void>, 'event' | 'fire' | 'dispose'>,
  ) {
    this.records = new JournalFolder(path.join(storage, 'runs'));
    this.locks = path.join(storage, 'locks');
    this.onDidChange = changed.event;
  }

  /** What a record says of the library that a connection leads to. Throws the system error. */
  async libraryOf({ account, apiHost, fingerprint }: LibraryConnection): Promise<RunLibrary> {
    const keyPrint = fingerprint(await installSalt(this.storage));
    return { apiHost, urlEndpoints: account.urlEndpoints, keyPrint };
  }

  /**
   * Writes a plan down and takes its account. Throws `AccountBusy`, `JournalError` or the system
   * error.
   */
  async begin(plan: ConfirmedPlan, connection: LibraryConnection): Promise<ActiveRun> {
    const { account } = connection;
    const library = await this.libraryOf(connection);
    const lock = await this.take(account);
    try {
      return this.opened(await this.records.create(plan, account, library), lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /**
   * Opens the record of a run that did not finish, to go on in the library of a connection that was
   * proven to be its own, or without one to send nothing. Throws as `begin` does, and `OtherLibrary`.
   */
  async reopen(
    runId: string,
    account: Pick<Account, 'id' | 'name'>,
    connection: LibraryConnection | undefined,
  ): Promise<ReopenedRun> {
    const library = connection && (await this.libraryOf(connection));
    const lock = await this.take(account);
    try {
      const admit = ({ header, targets }: RunRecord) => {
        if (header.account.id !== account.id) {
          throw new JournalError('otherAccount');
        }
        const match = library && compareLibrary(header.library, targets, library);
        if (match?.kind === 'otherHost') throw new OtherLibrary(account, match.recorded);
      };
      const { record, journal } = await this.records.reopen(runId, library, admit);
      return { ...this.opened(journal, lock), rest: resume(record) };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /**
   * The newest runs that began, `most` of them, newest first. Tells the listeners when they differ
   * from what was listed before. Throws `JournalError`.
   */
  async list(most = Infinity): Promise<readonly RunEntry[]> {
    // Who looks for the first time in this way finds what others have not seen yet.
    if (!this.seen.has(most)) await this.refresh();
    return this.look(most);
  }

  /** The runs that did not end, newest first, found without a look into the others. As `list`. */
  unfinished(): Promise<readonly RunEntry[]> {
    return this.look('unfinished');
  }

  /** Looks whether other windows have changed the runs, if anybody has listed them yet. */
  async refresh(): Promise<void> {
    for (const look of [...this.seen.keys()]) await this.look(look);
  }

  /** Whether a run was made or taken up by this process. */
  isOwn(runId: string): boolean {
    return this.own.has(runId);
  }

  /** Forgets a run; `account` is missing where its record can't say. Throws as `reopen` does. */
  async remove(runId: string, account: Pick<Account, 'id' | 'name'> | undefined): Promise<void> {
    const remove = () => this.records.remove(runId);
    await (account ? this.whileIdle(account, remove) : remove());
    this.announce();
  }

  /**
   * Does something while no run can begin on an account. Throws `AccountBusy`, the system error, or
   * what `work` throws.
   */
  async whileIdle(
    account: Pick<Account, 'id' | 'name'>,
    work: () => Promise<unknown>,
  ): Promise<void> {
    const lock = await this.take(account);
    try {
      await work();
    } finally {
      await lock.release();
    }
  }

  /**
   * Forgets finished runs beyond the limits, but none of an account in which a run is under way.
   * Throws `JournalError`, or the system error of a lock that can't be written down.
   */
  async prune(limits: JournalLimits): Promise<void> {
    await this.records.prune(limits, async (accountId, work) => {
      const attempt = await takeRunLock(this.locks, accountId);
      if (attempt.kind === 'held') await work().finally(() => attempt.lock.release());
    });
    await this.refresh();
  }

  dispose(): void {
    clearTimeout(this.watch);
    this.changed.dispose();
  }

  private async look(look: Look): Promise<readonly RunEntry[]> {
    const { records } = this;
    const runs = await (look === 'unfinished' ? records.unfinished() : records.list(look));
    const entries = await this.entriesOf(runs);
    const print = JSON.stringify(entries.map(printOf));
    const seen = this.seen.get(look);
    if (seen !== undefined && seen !== print) this.announce();
    this.seen.set(look, print);
    this.watchLocks(entries);
    return entries;
  }

  private async entriesOf(runs: readonly RunSummary[]): Promise<readonly RunEntry[]> {
    const accountIds = new Set(
      runs.flatMap((run) => ('header' in run ? run.header.account.id : [])),
    );
    const holders = new Map<string, LockHolder>();
    for (const id of accountIds) {
      const holder = await findRunLock(this.locks, id);
      if (holder) holders.set(id, holder);
    }
    return runs.flatMap((run): readonly RunEntry[] => {
      if (run.kind === 'neverBegan') return [];
      const holder = 'header' in run ? holders.get(run.header.account.id) : undefined;
      const isBlocked = holder !== undefined;
      if (this.open.has(run.runId)) return [{ run, underWay: 'here', isBlocked }];
      // Only who holds the lock writes to a record of that account, and to one record only.
      const isWritten =
        run.kind === 'interrupted' && holder && run.changedAt + tickMs >= Date.parse(holder.since);
      return [{ run, underWay: isWritten ? 'elsewhere' : undefined, isBlocked }];
    });
  }

  private opened(journal: RunJournal, lock: RunLock): ActiveRun {
    const { runId } = journal;
    this.open.add(runId);
    this.own.add(runId);
    this.announce();
    return {
      runId,
      journal,
      end: async () => {
        try {
          await journal.end().finally(() => lock.release());
        } finally {
          this.open.delete(runId);
          this.announce();
        }
      },
    };
  }

  private async take(account: Pick<Account, 'id' | 'name'>): Promise<RunLock> {
    const attempt = await takeRunLock(this.locks, account.id);
    if (attempt.kind === 'busy') throw new AccountBusy(account, attempt.holder);
    return attempt.lock;
  }

  /** Whoever looks lists anew. */
  private announce(): void {
    this.seen.clear();
    this.changed.fire();
  }

  /** Tells the listeners when a run of another process has let its account go. */
  private watchLocks(entries: readonly RunEntry[]): void {
    clearTimeout(this.watch);
    const accountIds = entries.flatMap(({ run, underWay }) =>
      underWay === 'elsewhere' && 'header' in run ? run.header.account.id : [],
    );
    if (accountIds.length === 0) return;
    const look = async () => {
      const holders = await Promise.all(accountIds.map((id) => findRunLock(this.locks, id)));
      if (holders.includes(undefined)) this.announce();
      else this.watchLocks(entries);
    };
    // A folder that can't be read says so to whoever lists the runs.
    this.watch = setTimeout(() => void look().catch(() => this.announce()), watchMs).unref();
  }
}

/** What is seen of a run. As long as it goes on, its record changes all the time. */
function printOf(entry: RunEntry): unknown {
  return entry.underWay ? { ...entry, run: entry.run.runId } : entry;
}
