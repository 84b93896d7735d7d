import type { PlannedTarget } from '../target';
import type { TargetOutcome } from '../run/outcome';

/**
 * The record of one run. `before` resolves only when the intent is on disk, so a request without a
 * record can't exist; when it rejects, nothing may be sent.
 */
export interface Journal {
  before(batch: readonly PlannedTarget[]): Promise<void>;
  after(outcomes: readonly TargetOutcome[]): Promise<void>;
}

/**
 * Thrown when a record can't be kept or can't be read: nothing (more) may be sent. The cause, when
 * the disk gave one, is a system error with its `code`.
 */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  /** Of the record that can't be read, counting from 1. */
  readonly line: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly line?: number } = {}) {
    super(message, options);
    this.line = options.line;
  }
}
