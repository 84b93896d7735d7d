import { claimsToRetry } from '../../core/run/retry';
import { replaceKey } from '../account/replaceKey';
import type { App } from '../app';
import type { EndedRun } from '../run/endedRun';
import { showReport } from '../run/runReport';
import { nothing, picked, type Next } from './next';
import { reportDeletion } from './reportDeletion';

/** Says how a run ended, shows what the person presses, and returns what is to be done next. */
export async function afterRun(
  app: App,
  { runId, account, plan, outcomes }: EndedRun,
): Promise<Next> {
  switch (await reportDeletion(account, outcomes, plan.backup)) {
    case 'resume':
      return { kind: 'resume', runId };
    case 'updateKey':
      return (await replaceKey(app, account)) ? { kind: 'resume', runId } : nothing;
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
