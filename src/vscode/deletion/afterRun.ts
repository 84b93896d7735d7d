import { claimsToRetry } from '../../core/run/claimsToRetry';
import { refusedWrites } from '../../core/run/refusedWrites';
import type { App } from '../app';
import { purgeRun } from '../cdn/purgeFiles';
import type { EndedRun } from '../run/endedRun';
import { showReport } from '../run/runReport';
import { nothing, picked, type Next } from './next';
import { purgeableRun, purgeAfterRun } from '../cdn/purgeAfterRun';
import { reportDeletion } from './reportDeletion';

/**
 * Says how a run ended, shows what the person presses, and returns what is to be done next. It is
 * remembered when ImageKit refused the key a change, though it lets it read.
 */
export async function afterRun(app: App, ended: EndedRun): Promise<Next> {
  const { runId, account, plan, outcomes } = ended;
  if (refusedWrites(outcomes)) await app.accounts.update(account.id, { access: 'readOnly' });
  const purge = await purgeAfterRun(app, ended);
  switch (await reportDeletion(account, outcomes, plan.backup, purge)) {
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
    case 'purge':
      await purgeRun(app, purgeableRun(ended));
      return nothing;
    case 'report':
      await showReport({
        account: account.name,
        startedAt: plan.createdAt,
        targets: outcomes.map(({ planned, outcome }) => ({ planned, state: outcome })),
        left: plan,
        served: purge.served,
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
