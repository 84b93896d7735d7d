import { withoutRow } from '../../../core/plan/plan';
import type { Command } from '../../app';
import { plannedRow } from '../../sources/planSelection';

/** Takes a row out of the plan under review: the file stays in the library. */
export const removeFromPlan: Command = {
  id: 'imagekitCleanup.removeFromPlan',
  run: ({ planReview }, clicked) => {
    const open = planReview.current;
    const row = plannedRow(clicked);
    if (!open || !row) return;
    const plan = withoutRow(open.review.plan, row.key);
    const isEmpty = plan.targets.length + plan.refused.length + plan.unresolved.length === 0;
    if (isEmpty) planReview.close(plan.id);
    else planReview.replace(open, plan);
  },
};
