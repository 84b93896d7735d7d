import { listFilesOf } from '../../core/lists/listPlace';
import type { RunLimits } from '../../core/plan/limits';
import type { ConfirmedPlan } from '../../core/plan/plan';
import { filedTarget } from '../../core/plan/planFile';
import { judgeAgain } from '../../core/run/recheckPending';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { findAgain, planParts } from './find';
import { sayNotAsAsked } from './refuseDeletion';

/** Milliseconds for which a look at the library is taken for the present. */
const freshMs = 60_000;

/** Whether things may be otherwise than at a time, in milliseconds since 1970. */
export function isLongAgo(lookedAt: number): boolean {
  return Date.now() - lookedAt > freshMs;
}

/**
 * Whether what somebody has agreed to is still as the question showed it, which may have stood open
 * for hours. Says so where it is not; `false` also when the look was cancelled.
 */
export async function isAsAsked(
  app: Pick<App, 'references'>,
  connection: Connection,
  plan: ConfirmedPlan,
  { limits, lookedAt }: { readonly limits: RunLimits; readonly lookedAt: number },
): Promise<boolean> {
  if (!isLongAgo(lookedAt)) return true;
  const filed = plan.targets.map(({ target }) => filedTarget(target));
  const found = await findAgain(app, connection, filed, listFilesOf(plan.targets));
  if (!found) return false;
  const none: ReadonlySet<string> = new Set();
  const rest = { plan, inDoubt: none, gone: none, settled: [] };
  const { kept } = judgeAgain(rest, none, planParts(found, limits));
  if (kept.size > 0) sayNotAsAsked(kept.size);
  return kept.size === 0;
}
