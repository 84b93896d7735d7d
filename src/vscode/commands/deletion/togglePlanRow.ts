import type { Command } from '../../app';
import { theSelection } from '../../sources/chosenRows';

/** Checks or unchecks the selected row of the plan: what the space bar does. */
export const togglePlanRow: Command = {
  id: 'imagekitCleanup.togglePlanRow',
  run: ({ planView }, rows) => {
    if (rows === theSelection) planView.toggleSelected();
  },
};
