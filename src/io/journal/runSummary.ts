import { JournalError } from '../../core/journal/journal';
import { parseEntry } from '../../core/journal/journalSchema';
import { outcomesOf, Replay, type RunHeader } from '../../core/journal/runRecord';
import { summarize, type Summary } from '../../core/run/summary';
import { readEnds, readLastLine, replayFile } from './journalText';

/** A journal as its folder shows it. */
export interface FoundFile {
  readonly runId: string;
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

type Totals = Pick<Summary, 'counts' | 'deletedBytes'>;

/** A run as a row of the history. */
export type RunSummary = { readonly runId: string } & (
  | ({ readonly kind: 'finished'; readonly header: RunHeader; readonly endedAt: string } & Totals)
  /** Also one that is running, as long as somebody holds the account's run lock. */
  | ({
      readonly kind: 'interrupted';
      readonly header: RunHeader;
      /** Targets that may be gone, and have to be looked up. */
      readonly inDoubt: number;
      /** When the record was last written, in milliseconds since 1970. */
      readonly changedAt: number;
    } & Totals)
  /** The plan is incomplete: nothing was sent. */
  | { readonly kind: 'neverBegan' }
  /** Damaged, or written by a newer version; `line` counts from 1. */
  | { readonly kind: 'unreadable'; readonly message: string; readonly line: number | undefined }
);

/** Whether the last line says that the run has ended. */
export async function hasEnd({ path }: Pick<FoundFile, 'path'>): Promise<boolean> {
  return isEnd(await readLastLine(path));
}

function isEnd(line: string | undefined): boolean {
  return line?.startsWith('{"kind":"end"') === true;
}

/** Sums up a run from the two ends of its journal, or from all of it where there is no end. */
export async function summarizeRun({ runId, path, changedAt }: FoundFile): Promise<RunSummary> {
  const { first, last } = await readEnds(path);
  if (first === undefined) return { runId, kind: 'neverBegan' };
  try {
    const header = headerIn(first);
    const end = last !== undefined && isEnd(last) ? parseEntry(last) : undefined;
    if (header && end?.kind === 'end') {
      const { counts, deletedBytes, at: endedAt } = end;
      return { runId, kind: 'finished', header, counts, deletedBytes, endedAt };
    }
    const { record } = await replayFile(path);
    if (record.state === 'neverBegan') return { runId, kind: 'neverBegan' };
    const { counts, deletedBytes } = summarize(outcomesOf(record));
    const totals = { counts, deletedBytes, inDoubt: record.inDoubt.size };
    return { runId, kind: 'interrupted', header: record.header, ...totals, changedAt };
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    return { runId, kind: 'unreadable', message: error.message, line: error.line };
  }
}

function headerIn(line: string): RunHeader | undefined {
  const replay = new Replay();
  replay.add(line);
  return replay.record?.header;
}
