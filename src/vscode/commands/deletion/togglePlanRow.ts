import type { Command } from '../../app';

/** Checks or unchecks the selected row of the plan: what the space bar does. */
export const togglePlanRow: Command = {
  id: 'imagekitCleanup.togglePlanRow',
  run: ({ planView }) => planView.toggleSelected(),
};
