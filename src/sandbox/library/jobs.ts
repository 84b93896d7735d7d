import type { Knobs } from '../control/knobs';
import { dueAfter } from '../control/knobs';
import { Refusal } from '../http/exchange';
import type { IdSource } from './ids';
import { isWithin } from './paths';

type JobType = 'COPY_FOLDER' | 'MOVE_FOLDER' | 'RENAME_FOLDER';

/** A folder job as it stands. `Partial success`: renamed, but the purge was refused. */
export interface Job {
  readonly jobId: string;
  readonly type: JobType;
  readonly status: 'Pending' | 'Completed' | 'Partial success';
  readonly purgeRequestId?: string;
  /** Folder paths that no other job may touch meanwhile. */
  readonly locks: readonly string[];
  readonly dueAt: number;
}

/** What the work of a job comes to. */
export type JobResult = Pick<Job, 'status' | 'purgeRequestId'>;

/** Folder jobs: asked for now, done a little later, their folders locked in between. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();
  private readonly work = new Map<string, () => JobResult>();

  constructor(
    private readonly ids: IdSource,
    private readonly knobs: () => Pick<Knobs, 'jobDelayMs'>,
  ) {}

  /** Notes a job; its work runs when it is due. */
  start(type: JobType, locks: readonly string[], now: number, work: () => JobResult): Job {
    const jobId = this.ids.next(now);
    const dueAt = dueAfter(this.knobs().jobDelayMs, now);
    const job: Job = { jobId, type, status: 'Pending', locks, dueAt };
    this.jobs.set(jobId, job);
    this.work.set(jobId, work);
    return job;
  }

  get(jobId: string): Job | undefined {
    return this.jobs.get(jobId);
  }

  all(): readonly Job[] {
    return [...this.jobs.values()];
  }

  /** Throws the documented 423 when another job holds one of the two places. */
  requireUnlocked(source: string, destination?: string): void {
    if (this.isLocked(source)) {
      throw new Refusal(
        423,
        'A bulk job is running on given folder path, please try after sometime.',
      );
    }
    if (destination !== undefined && this.isLocked(destination)) {
      throw new Refusal(
        423,
        'Destination folder path is already locked. Please try after sometime.',
      );
    }
  }

  /** Does the work of what is due. */
  settle(now: number): void {
    for (const [jobId, work] of this.work) {
      const job = this.jobs.get(jobId);
      if (job === undefined || job.dueAt > now) continue;
      this.work.delete(jobId);
      this.jobs.set(jobId, { ...job, ...work() });
    }
  }

  private isLocked(path: string): boolean {
    return [...this.work.keys()].some((jobId) =>
      this.jobs.get(jobId)?.locks.some((lock) => isWithin(path, lock) || isWithin(lock, path)),
    );
  }
}
