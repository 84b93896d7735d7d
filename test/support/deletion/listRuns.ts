import { performance } from 'node:perf_hooks';
import { JournalFolder } from '../../../src/io/journal/journalFolder';

/** What a look into a folder of journals found, and what it took. */
export interface Listed {
  readonly newest: readonly string[];
  readonly all: number;
  readonly unfinished: readonly string[];
  /** Milliseconds for the newest, for the unfinished, and for all. */
  readonly ms: readonly number[];
  /** Resident memory beyond that at the start. */
  readonly grownMB: number;
}

/** Lists the folder that the first argument names; the second is how many the newest are. */
async function main(): Promise<void> {
  const [folder = '', most = ''] = process.argv.slice(2);
  const start = process.memoryUsage.rss();
  const journals = new JournalFolder(folder);
  const ms: number[] = [];
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const begin = performance.now();
    const result = await work;
    ms.push(Math.round(performance.now() - begin));
    return result;
  };
  const newest = await timed(journals.list(Number(most)));
  const unfinished = await timed(journals.unfinished());
  const all = await timed(journals.list());
  const listed: Listed = {
    newest: newest.map(({ runId }) => runId),
    unfinished: unfinished.map(({ runId }) => runId),
    all: all.length,
    ms,
    grownMB: (process.memoryUsage.rss() - start) / 1024 / 1024,
  };
  process.stdout.write(JSON.stringify(listed));
}

void main();
