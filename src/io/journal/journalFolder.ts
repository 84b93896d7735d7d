import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from '../../core/account/account';
import { JournalError, journalError } from '../../core/journal/journalError';
import {
  onlyTarget,
  plannedLine,
  resumedLine,
  runLine,
  targetLine,
} from '../../core/journal/journalLines';
import type { RunLibrary } from '../../core/journal/runLibrary';
import type { ConfirmedPlan } from '../../core/plan/plan';
import { outcomesOf, type RunRecord } from '../../core/journal/runRecord';
import { targetBytes } from '../../core/target';
import { patience, patiently } from '../disk/patiently';
import { syncFolder } from '../disk/syncFolder';
import { JournalFile } from './journalFile';
import { replayFile } from './journalText';
import { RunJournal } from './runJournal';
import { hasEnd, summarizeRun, type FoundFile, type RunSummary } from './runSummary';

/** What a test replaces to be in charge of the disk and the time. */
export interface JournalPorts {
  readonly open: (file: string, flags: string, mode?: number) => Promise<FileHandle>;
  readonly now: () => Date;
}

/** How much of the past is kept. */
export interface JournalLimits {
  readonly maxAgeDays: number;
  /** Of all journals together. */
  readonly maxBytes: number;
}

/**
 * Does the work while no run can begin or go on in an account, or leaves it when one is under way.
 */
export type Alone = (accountId: string, work: () => Promise<void>) => Promise<void>;

/**
 * The records of all runs, one file a run. Nothing is touched before the first call. Whatever can't
 * be written or read is thrown as `JournalError`.
 */
export class JournalFolder {
  private readonly ports: JournalPorts;
  private readonly summaries = new Map<
    string,
    { readonly stamp: string; readonly run: RunSummary }
  >();
  /** Runs that were seen to have ended, with the stamp of their file. */
  private readonly ended = new Map<string, string>();

  constructor(
    private readonly folder: string,
    ports: Partial<JournalPorts> = {},
  ) {
    this.ports = { open, now: () => new Date(), ...ports };
  }

  /** Writes down what is going to run, and where. When this resolves, the whole plan is on the disk. */
  async create(
    plan: ConfirmedPlan,
    account: Pick<Account, 'id' | 'name'>,
    library?: RunLibrary,
  ): Promise<RunJournal> {
    const now = this.ports.now();
    const runId = newRunId(now);
    const file = this.fileOf(runId);
    const { id: planId, targets, backup: decision } = plan;
    const backup = decision.kind === 'required' ? { backup: decision } : undefined;
    const bytes = targets.reduce((sum, { target }) => sum + targetBytes(target), 0);
    const kinds = new Set(targets.map(({ target }) => target.kind));
    const [targetKind] = kinds;
    const [first, ...others] = targets;
    const named = {
      ...(targetKind && kinds.size === 1 ? { targetKind } : undefined),
      ...(first && others.length === 0 ? { only: onlyTarget(first.target) } : undefined),
    };
    const createdAt = now.toISOString();
    try {
      const made = await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const journal = new JournalFile(await this.ports.open(file, 'wx', 0o600), file);
      try {
        const sizes = { targets: targets.length, ...named, bytes, ...(library && { library }) };
        await journal.append(runLine({ runId, planId, account, createdAt, ...sizes, ...backup }));
        for (let at = 0; at < targets.length; at += linesAtATime) {
          const some = targets.slice(at, at + linesAtATime);
          await journal.append(some.map(targetLine).join(''));
        }
        await journal.appendDurably(plannedLine(targets.length));
        await this.syncFolders(made);
      } catch (error) {
        // Half a plan is of no use; that it can't be removed either changes nothing.
        await journal.close().catch(() => undefined);
        await rm(file, { force: true }).catch(() => undefined);
        throw error;
      }
      return new RunJournal(runId, journal, targets.length, this.ports.now, []);
    } catch (error) {
      throw journalError(error);
    }
  }

  /** What a run's journal says. */
  async read(runId: string): Promise<RunRecord> {
    return (await replayFile(this.fileOf(runId))).record;
  }

  /**
   * What a run's journal says, and the journal to go on with; `admit` throws to leave it as it is. Only who holds the account's run lock
   * may do this.
   */
  async reopen(
    runId: string,
    library?: RunLibrary,
    admit: (record: RunRecord) => void = () => undefined,
  ): Promise<{ record: RunRecord; journal: RunJournal }> {
    const file = this.fileOf(runId);
    const { record, end } = await replayFile(file);
    if (record.state === 'neverBegan') throw new JournalError('neverBegan');
    admit(record);
    const again = () => this.ports.open(file, 'r+');
    const handle = await patiently(again, patience.read).catch(fail);
    const lines = new JournalFile(handle, file, end);
    try {
      await lines.appendDurably(resumedLine(this.ports.now().toISOString(), library));
    } catch (error) {
      // The first failure is the one to tell.
      await lines.close().catch(() => undefined);
      throw error;
    }
    const total = record.targets.length;
    const journal = new RunJournal(runId, lines, total, this.ports.now, outcomesOf(record));
    return { record, journal };
  }

  /**
   * The newest runs that began, `most` of them, newest first. A finished one costs two small reads,
   * however long it was, and few files are open at a time.
   */
  async list(most = Infinity): Promise<readonly RunSummary[]> {
    const runIds = await this.runIds();
    const runs: RunSummary[] = [];
    for (let at = 0; at < runIds.length && runs.length < most; at += openAtATime) {
      const some = runIds.slice(at, at + openAtATime);
      const read = await Promise.all(some.map((runId) => this.summaryOf(runId)));
      runs.push(...read.filter(({ kind }) => kind !== 'neverBegan'));
    }
    return runs.slice(0, most);
  }

  /** The runs that did not end, newest first. One that did costs one small read, and no memory. */
  async unfinished(): Promise<readonly RunSummary[]> {
    const runIds = await this.runIds();
    const runs: RunSummary[] = [];
    for (let at = 0; at < runIds.length; at += openAtATime) {
      const some = await Promise.all(
        runIds.slice(at, at + openAtATime).map(async (runId) => {
          const file = await this.find(runId);
          if (!file || (await this.isEnded(file))) return undefined;
          return this.summary(file);
        }),
      );
      runs.push(...some.filter((run) => run?.kind === 'interrupted'));
    }
    return runs;
  }

  /**
   * Removes finished runs that are too old, and the oldest ones until the rest is small enough. What
   * is not finished, or can't be read, stays; so does a run for whose account `alone` has no turn:
   * somebody may just be taking it up again.
   */
  async prune({ maxAgeDays, maxBytes }: JournalLimits, alone: Alone): Promise<void> {
    const files = await this.files();
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const now = this.ports.now().getTime();
    const age = ({ changedAt }: FoundFile) => (now - changedAt) / dayMs;
    const isOver = (file: FoundFile, { kind }: RunSummary) =>
      kind === 'finished'
        ? age(file) > maxAgeDays || total > maxBytes
        : // A younger one may just be written, in another window.
          kind === 'neverBegan' && age(file) > 1;
    const removeIfOver = async (runId: string) => {
      const file = await this.find(runId);
      if (!file || !isOver(file, await this.summary(file))) return;
      await removeFile(file.path).catch(noneIfMissing);
      this.summaries.delete(runId);
      total -= file.bytes;
    };
    for (const file of files.toReversed()) {
      const run = await this.summary(file);
      if (!isOver(file, run)) continue;
      const { runId } = file;
      if (run.kind !== 'finished') await removeIfOver(runId);
      else await alone(run.header.account.id, () => removeIfOver(runId));
    }
  }

  /** Where a run's journal is, for somebody who wants to look into it. */
  pathOf(runId: string): string {
    return this.fileOf(runId);
  }

  /** Forgets a run. Only who holds the account's run lock may do this. */
  async remove(runId: string): Promise<void> {
    const file = this.fileOf(runId);
    await removeFile(file).catch(fail);
    this.summaries.delete(runId);
  }

  private async summaryOf(runId: string): Promise<RunSummary> {
    const file = await this.find(runId);
    return file ? this.summary(file) : { runId, kind: 'neverBegan' };
  }

  private async isEnded(file: FoundFile): Promise<boolean> {
    const stamp = stampOf(file);
    const known = this.summaries.get(file.runId);
    if (known?.stamp === stamp) return known.run.kind === 'finished';
    if (this.ended.get(file.runId) === stamp) return true;
    const isEnded = (await hasEnd(file).catch(noneIfMissing)) === true;
    if (isEnded) this.ended.set(file.runId, stamp);
    return isEnded;
  }

  private async summary(file: FoundFile): Promise<RunSummary> {
    const stamp = stampOf(file);
    const known = this.summaries.get(file.runId);
    if (known?.stamp === stamp) return known.run;
    const run = await summarizeRun(file).catch(noneIfMissing);
    if (!run) return { runId: file.runId, kind: 'neverBegan' };
    this.summaries.set(file.runId, { stamp, run });
    return run;
  }

  /** The runs that have a journal, newest first: an id begins with its time. */
  private async runIds(): Promise<readonly string[]> {
    const names = (await readdir(this.folder).catch(noneIfMissing)) ?? [];
    return names
      .filter((name) => name.endsWith(suffix))
      .map((name) => path.parse(name).name)
      .filter(isRunId)
      .sort()
      .reverse();
  }

  /** The journals, newest first. */
  private async files(): Promise<readonly FoundFile[]> {
    const found: FoundFile[] = [];
    for (const runId of await this.runIds()) {
      const file = await this.find(runId);
      if (file) found.push(file);
    }
    return found;
  }

  /** A journal as it is now; `undefined` when another window has removed it. */
  private async find(runId: string): Promise<FoundFile | undefined> {
    const file = this.fileOf(runId);
    const stats = await stat(file).catch(noneIfMissing);
    return stats && { runId, path: file, bytes: stats.size, changedAt: stats.mtimeMs };
  }

  private fileOf(runId: string): string {
    if (!isRunId(runId)) throw new JournalError('notARun');
    return path.join(this.folder, runId + suffix);
  }

  /**
   * Takes the name of a new file to the disk, with those of the folders made for it, of which `made`
   * is the first.
   */
  private async syncFolders(made: string | undefined): Promise<void> {
    const top = made === undefined ? this.folder : path.dirname(made);
    for (let each = path.resolve(this.folder); ; each = path.dirname(each)) {
      await syncFolder(each, this.ports.open);
      if (each === path.resolve(top)) return;
    }
  }
}

function removeFile(file: string): Promise<void> {
  return patiently(() => rm(file, { force: true }), patience.remove);
}

const suffix = '.jsonl';
const linesAtATime = 500;
/** The editor has few file descriptors for all extensions together. */
const openAtATime = 8;
const dayMs = 86_400_000;

/** Changes with every write. */
function stampOf({ bytes, changedAt }: FoundFile): string {
  return `${bytes} ${changedAt}`;
}

/** Sorts by time, and can't be a path. */
function newRunId(now: Date): string {
  return `${now.toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
}

function isRunId(text: string): boolean {
  return /^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(text);
}

function fail(error: unknown): never {
  throw journalError(error);
}

function noneIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
  return fail(error);
}
