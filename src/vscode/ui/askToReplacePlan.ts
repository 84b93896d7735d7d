import * as vscode from 'vscode';
import type { OpenReview } from '../plan/planReview';
import { oneLine } from './oneLine';
import { reviewTotals } from '../plan/reviewText';

/** Asks whether a new plan may take the place of the one under review. */
export async function askToReplacePlan({ review, account }: OpenReview): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Replace the Deletion Plan that is under review?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It holds {0} of {1}. Only one plan is under review at a time. Nothing is deleted.',
        reviewTotals(review),
        oneLine(account.name),
      ),
    },
    replace,
  );
  return answer === replace;
}
