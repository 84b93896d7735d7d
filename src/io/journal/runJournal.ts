import type { Journal } from '../../core/journal/journal';
import { endLine, intentLine, outcomeLine } from '../../core/journal/journalLines';
import type { TargetOutcome } from '../../core/run/outcome';
import { summarize } from '../../core/run/summary';
import type { PlannedTarget } from '../../core/target';
import type { JournalFile } from './journalFile';

/**
 * The record of one run, on disk. `before` waits for the disk itself; `after` only for the operating
 * system, and the next `before` or the end takes it to the disk. An outcome that a power cut takes
 * away between the two is in doubt then, and is looked up again.
 */
export class RunJournal implements Journal {
  private readonly outcomes: Map<string, TargetOutcome>;

  constructor(
    readonly runId: string,
    private readonly file: JournalFile,
    private readonly total: number,
    private readonly now: () => Date,
    known: readonly TargetOutcome[],
  ) {
    this.outcomes = new Map(known.map((each) => [each.planned.key, each]));
  }

  before(batch: readonly PlannedTarget[]): Promise<void> {
    for (const { key } of batch) this.outcomes.delete(key);
    return this.file.appendDurably(intentLine(batch, this.time()));
  }

  async after(outcomes: readonly TargetOutcome[]): Promise<void> {
    const at = this.time();
    await this.file.append(outcomes.map((each) => outcomeLine(each, at)).join(''));
    for (const each of outcomes) this.outcomes.set(each.planned.key, each);
  }

  /**
   * Closes the record. It says that the run is finished only when each target has its outcome;
   * otherwise the run can be resumed. Throws `JournalError`.
   */
  async end(): Promise<void> {
    try {
      if (this.outcomes.size === this.total) {
        await this.file.appendDurably(endLine(summarize([...this.outcomes.values()]), this.time()));
      }
    } finally {
      await this.file.close();
    }
  }

  private time(): string {
    return this.now().toISOString();
  }
}
