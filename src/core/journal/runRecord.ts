import { JournalError } from './journalError';
import { parseEntry, type JournalEntry } from './journalSchema';
import type { RunLibrary } from './runLibrary';
import type { BackupDecision } from '../plan/plan';
import type { DeletionOutcome, TargetOutcome } from '../run/outcome';
import { targetKey, type PlannedTarget, type Target } from '../target';

/** What a journal says of its run before anything else. */
export interface RunHeader {
  readonly runId: string;
  readonly planId: string;
  readonly account: { readonly id: string; readonly name: string };
  /** Where it deletes; that of its last part when it was resumed. Missing in old records. */
  readonly library?: RunLibrary;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly targets: number;
  /** What the targets are, when all of them are of one kind. */
  readonly targetKind?: Target['kind'];
  /** The only target. */
  readonly only?: OnlyTarget;
  /** What is backed up before it is deleted; `undefined` where nothing is. */
  readonly backup?: Extract<BackupDecision, { kind: 'required' }>;
  /** Of all targets together, as ImageKit reported them. */
  readonly bytes: number;
}

/** A target as a row of the history names it. */
export interface OnlyTarget {
  readonly path: string;
  readonly versionName?: string | undefined;
}

/** What a journal knows of its run. */
export interface RunRecord {
  readonly header: RunHeader;
  readonly targets: readonly PlannedTarget[];
  /** The last outcome of each target, unless something was sent for it after that. */
  readonly outcomes: ReadonlyMap<string, DeletionOutcome>;
  /** Keys for which a request was sent, or was about to be, and whose end is not recorded. */
  readonly inDoubt: ReadonlySet<string>;
  /** `neverBegan`: the plan is incomplete, so nothing was sent. */
  readonly state: 'neverBegan' | 'interrupted' | 'finished';
}

/** The outcomes that a record holds, in the order of the plan. */
export function outcomesOf({ targets, outcomes }: RunRecord): readonly TargetOutcome[] {
  return targets.flatMap((planned) => {
    const outcome = outcomes.get(planned.key);
    return outcome ? [{ planned, outcome }] : [];
  });
}

/** Whether nothing of a target with this outcome is left to delete. */
export function isGone({ kind }: DeletionOutcome): boolean {
  return kind === 'deleted' || kind === 'alreadyGone';
}

/**
 * Reads a journal line by line. Throws a `JournalError` with the line's number for the first one that
 * can't be read, or that says what a run of ours can't have written: a record that is wrong in one
 * place is not trusted in others.
 */
export class Replay {
  private readonly targets = new Map<string, PlannedTarget>();
  private readonly outcomes = new Map<string, DeletionOutcome>();
  private readonly inDoubt = new Set<string>();
  /** Keys that had an intent, ever. */
  private readonly sent = new Set<string>();
  private header: RunHeader | undefined;
  private state: RunRecord['state'] = 'neverBegan';
  private line = 0;

  /** Takes the next line, without its line break. */
  add(line: string): void {
    this.line += 1;
    try {
      this.apply(parseEntry(line));
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      throw new JournalError('damaged', error.detail, { line: this.line });
    }
  }

  /** What the lines so far say; `undefined` before the first one. */
  get record(): RunRecord | undefined {
    return (
      this.header && {
        header: this.header,
        targets: [...this.targets.values()],
        outcomes: this.outcomes,
        inDoubt: this.inDoubt,
        state: this.state,
      }
    );
  }

  private apply(entry: JournalEntry): void {
    if (entry.kind === 'run') {
      expect(this.line === 1, 'oneRun');
      const { runId, planId, account, library, at, targets, targetKind, only, bytes, backup } =
        entry;
      const said = {
        ...(library && { library }),
        ...(targetKind && { targetKind }),
        ...(only && { only }),
        ...(backup && { backup: { kind: 'required' as const, ...backup } }),
      };
      this.header = { runId, planId, account, createdAt: at, targets, ...said, bytes };
      return;
    }
    expect(this.header !== undefined, 'runFirst');
    const planning = entry.kind === 'target' || entry.kind === 'planned';
    expect(planning === (this.state === 'neverBegan'), 'planFirst');
    expect(this.state !== 'finished' || entry.kind === 'resumed', 'endLast');
    switch (entry.kind) {
      case 'target':
        this.addTarget(entry);
        return;
      case 'planned': {
        const total = this.targets.size;
        expect(entry.targets === total && this.header.targets === total, 'plannedCount');
        this.state = 'interrupted';
        return;
      }
      case 'intent':
        this.addIntent(entry.keys);
        return;
      case 'outcome':
        this.addOutcome(entry);
        return;
      case 'resumed':
        if (entry.library) this.header = { ...this.header, library: entry.library };
        this.state = 'interrupted';
        return;
      case 'end':
        expect(this.outcomes.size === this.targets.size, 'endComplete');
        this.state = 'finished';
    }
  }

  private addTarget({ key, target, source, references }: JournalEntry & { kind: 'target' }): void {
    expect(key === targetKey(target), 'ownKey');
    expect(!this.targets.has(key), 'targetOnce');
    this.targets.set(key, { key, target, source, references });
  }

  private addIntent(keys: readonly string[]): void {
    for (const key of keys) {
      this.expectOpen(key);
      this.sent.add(key);
      this.inDoubt.add(key);
      this.outcomes.delete(key);
    }
  }

  private addOutcome({ key, outcome }: JournalEntry & { kind: 'outcome' }): void {
    this.expectOpen(key);
    // A look before the request may find that none is needed.
    const needsNone = outcome.kind === 'notAttempted' || outcome.kind === 'alreadyGone';
    expect(needsNone || this.sent.has(key), 'intentFirst');
    this.inDoubt.delete(key);
    this.outcomes.set(key, outcome);
  }

  private expectOpen(key: string): void {
    expect(this.targets.has(key), 'plannedTarget');
    const outcome = this.outcomes.get(key);
    expect(outcome === undefined || !isGone(outcome), 'goneStays');
  }
}

/** `rule`: the one that is broken otherwise. */
function expect(condition: boolean, rule: string): asserts condition {
  if (!condition) throw new JournalError('damaged', rule);
}
