/** What can be wrong with a record. */
export const journalProblems = [
  /** The system's own error is the cause, with its `code`. */
  'disk',
  /** Somebody has removed, replaced or changed it while it was written. */
  'changed',
  /** A line holds what a run of ours can't have written. */
  'damaged',
  /** Its plan is incomplete: nothing was ever sent. */
  'neverBegan',
  'notARun',
  'otherAccount',
] as const;

/** What is wrong with a record. */
export type JournalProblem = (typeof journalProblems)[number];

/** Thrown when a record can't be kept or can't be read: nothing (more) may be sent. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  /** Of the record that can't be read, counting from 1. */
  readonly line: number | undefined;

  /** `detail`, for the log: which rule a line breaks, or what the system said. */
  constructor(
    readonly problem: JournalProblem,
    readonly detail = '',
    options: ErrorOptions & { readonly line?: number } = {},
  ) {
    super(detail === '' ? problem : `${problem}: ${detail}`, options);
    this.line = options.line;
  }
}

/** A failure to keep or read a record; one of the disk unless it says otherwise. */
export function journalError(error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  return new JournalError('disk', error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}
