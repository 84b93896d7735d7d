import type { Journal } from '../../../src/core/journal/journal';
import { JournalError } from '../../../src/core/journal/journalError';
import * as lines from '../../../src/core/journal/journalLines';
import type { TargetOutcome } from '../../../src/core/run/outcome';
import { Replay, type RunRecord } from '../../../src/core/journal/runRecord';
import type { PlannedTarget } from '../../../src/core/target';

const at = '2026-11-22T10:00:00.000Z';

/** The lines of a journal, read as they are written, and how many of them a power cut would keep. */
export class MemoryDisk {
  #lines: string[] = [];
  #durable = 0;
  #replay = new Replay();

  constructor(targets: readonly PlannedTarget[]) {
    const header = {
      runId: 'run-1',
      planId: 'plan-1',
      account: { id: 'account-1', name: 'acme' },
      createdAt: at,
      targets: targets.length,
      bytes: 0,
    };
    this.write([
      lines.runLine(header),
      ...targets.map(lines.targetLine),
      lines.plannedLine(targets.length),
    ]);
    this.flush();
  }

  /** What stands there, by the rules of every record. */
  get record(): RunRecord {
    if (!this.#replay.record) throw new Error('There is no record.');
    return this.#replay.record;
  }

  write(text: readonly string[]): void {
    for (const line of text) this.#replay.add(line.slice(0, -1));
    this.#lines.push(...text);
  }

  flush(): void {
    this.#durable = this.#lines.length;
  }

  /** A power cut: of the lines that were not flushed only the first `kept` are left. */
  cut(kept: number): void {
    const rest = this.#lines.slice(0, this.#durable + kept);
    this.#lines = [];
    this.#replay = new Replay();
    this.write(rest);
    this.flush();
  }
}

/** A journal whose every wait is a step of a test, and that fails from its `failsFrom`-th write on. */
export class MemoryJournal implements Journal {
  #writes = 0;

  constructor(
    private readonly disk: MemoryDisk,
    private readonly step: () => Promise<void>,
    private readonly failsFrom: number,
  ) {
    disk.write([lines.resumedLine(at, undefined)]);
    disk.flush();
  }

  get failed(): boolean {
    return this.#writes >= this.failsFrom;
  }

  async before(batch: readonly PlannedTarget[]): Promise<void> {
    await this.#write([lines.intentLine(batch, at)]);
    this.disk.flush();
    await this.step();
  }

  async after(outcomes: readonly TargetOutcome[]): Promise<void> {
    await this.#write(outcomes.map((each) => lines.outcomeLine(each, at)));
    await this.step();
  }

  async #write(text: readonly string[]): Promise<void> {
    await this.step();
    this.#writes += 1;
    if (this.failed) throw new JournalError('disk', 'full');
    this.disk.write(text);
  }
}
