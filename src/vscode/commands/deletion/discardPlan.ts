import * as vscode from 'vscode';
import type { Command } from '../../app';

/** Takes the plan under review away; asks when a person has worked on it. */
export const discardPlan: Command = {
  id: 'imagekitCleanup.discardPlan',
  run: async ({ planReview }) => {
    const open = planReview.current;
    if (!open) return;
    if (open.review.isChanged) {
      const discard = vscode.l10n.t('Discard');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('Discard the deletion plan?'),
        {
          modal: true,
          detail: vscode.l10n.t('Your selection will be lost. Nothing is deleted.'),
        },
        discard,
      );
      if (answer !== discard) return;
    }
    planReview.close(open.review.plan.id);
  },
};
