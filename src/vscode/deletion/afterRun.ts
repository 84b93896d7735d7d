import { claimsToRetry } from '../../core/run/claimsToRetry';
import { refusedWrites } from '../../core/run/refusedWrites';
import type { App } from '../app';
import type { EndedRun } from '../run/endedRun';
import { showReport } from '../run/runReport';
import { nothing, picked, type Next } from './next';
import { reportDeletion } from './reportDeletion';

/**
 * Says how a run ended, shows what the person presses, and returns what is to be done next. It is
 * remembered when ImageKit refused the key a change, though it lets it read.
 */
export async function afterRun(
  app: App,
  { runId, account, plan, outcomes }: EndedRun,
): Promise<Next> {
  if (refusedWrites(outcomes)) await app.accounts.update(account.id, { access: 'readOnly' });
  switch (await reportDeletion(account, outcomes, plan.backup)) {
    case 'resume':
      return { kind: 'resume', runId };
    case 'updateKey':
      return { kind: 'updateKey', account, runId };
    case 'retry':
      return {
        kind: 'delete',
        claims: claimsToRetry(outcomes),
        options: { ...picked, account },
      };
    case 'report':
      await showReport({
        account: account.name,
        startedAt: plan.createdAt,
        targets: outcomes.map(({ planned, outcome }) => ({ planned, state: outcome })),
        left: plan,
      });
      return nothing;
    case 'references':
      app.referencesView.filterBy({ status: 'missing', text: '' });
      await app.referencesView.focus();
      return nothing;
    case 'log':
      app.log.show();
      return nothing;
    case undefined:
      return nothing;
  }
}
