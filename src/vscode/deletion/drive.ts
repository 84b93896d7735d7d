import type { App } from '../app';
import { afterRun } from './afterRun';
import { deleteClaims } from './flow';
import {
  closeInterrupted,
  resumeInterrupted,
  resumeWithNewKey,
  retryFailures,
} from './interruptedRun';
import type { Next } from './next';
import { deleteReviewed } from './reviewedPlan';

/**
 * Does what a person wants, and then what the message about it was answered with, until there is no
 * more. Throws what the `runCommand` wrapper puts into words.
 */
export async function drive(app: App, first: Next): Promise<void> {
  for (let next = first; next.kind !== 'nothing';) next = await oneStep(app, next);
}

function oneStep(app: App, next: Exclude<Next, { readonly kind: 'nothing' }>): Promise<Next> {
  switch (next.kind) {
    case 'delete':
      return deleteClaims(app, next.claims, next.options);
    case 'deleteReviewed':
      return deleteReviewed(app);
    case 'resume':
      return resumeInterrupted(app, next.runId);
    case 'updateKey':
      return resumeWithNewKey(app, next);
    case 'close':
      return closeInterrupted(app, next.runId);
    case 'retry':
      return retryFailures(app, next.runId);
    case 'ended':
      return afterRun(app, next.run);
  }
}
