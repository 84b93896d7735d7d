import type { Command } from '../../app';
import { reviewFiled } from '../../deletion/reviewedPlan';
import { pickedPlanFile } from '../../plan/pickedPlanFile';

/** Opens a plan that was exported once for review, after everything in it is looked up. */
export const importPlan: Command = {
  id: 'imagekitCleanup.importPlan',
  run: async (app) => {
    const plan = await pickedPlanFile();
    if (plan) await reviewFiled(app, plan);
  },
};
