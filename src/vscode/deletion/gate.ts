import type { Account } from '../../core/account/account';
import type { RunLimits } from '../../core/plan/limits';
import type { Connection } from '../account/connections';
import type { App } from '../app';
import { ReadOnlyKey } from '../failures/errors';
import { readRunLimits } from '../settings/policyFile';
import { sayBrokenGuard } from './refusePlan';

/** Leave to delete, as of now. */
export interface Passage {
  readonly connection: Connection;
  readonly limits: RunLimits;
}

/**
 * What every road to a deletion passes, before it looks and again before it sends: a key that may
 * delete, and guards that can be read. `undefined` means that a guard can't be read, which is said.
 * Throws `ReadOnlyKey`, and as `Connections.connect` does.
 */
export async function gate(
  app: App,
  account?: Pick<Account, 'id' | 'name'>,
): Promise<Passage | undefined> {
  const connection = await app.connections.connect(account);
  if (connection.account.access === 'readOnly') throw new ReadOnlyKey(connection.account);
  const guards = await readRunLimits();
  if (guards.kind === 'limits') return { connection, limits: guards.limits };
  await sayBrokenGuard(guards);
  return undefined;
}
