import { outcomesOf } from '../../core/journal/runRecord';
import { resume } from '../../core/run/resume';
import { summarize } from '../../core/run/summary';
import type { Account } from '../../core/account/account';
import { countText } from '../plan/countText';
import type { Runs } from './runs';

/** What a refused key has left of a run: `500 files`. */
interface Left {
  readonly runId: string;
  readonly what: string;
}

/** The newest run of an account, if a refused key has stopped it. Throws `JournalError`. */
export async function stoppedByKey(
  runs: Pick<Runs, 'list' | 'records'>,
  account: Pick<Account, 'id'>,
): Promise<Left | undefined> {
  const entries = await runs.list(newest);
  const own = entries.find(({ run }) => 'header' in run && run.header.account.id === account.id);
  if (own === undefined || own.isBlocked || own.run.kind !== 'finished') return undefined;
  const { runId } = own.run;
  const record = await runs.records.read(runId);
  const { left } = summarize(outcomesOf(record));
  if (left?.kind !== 'stopped') return undefined;
  const { kind } = left.failure;
  if (kind !== 'unauthorized' && kind !== 'forbidden') return undefined;
  const { targets } = resume(record).plan;
  return targets.length === 0
    ? undefined
    : { runId, what: countText(targets.map(({ target }) => target)) };
}

/** Runs among which it is looked for: an older one is in History. */
const newest = 20;
