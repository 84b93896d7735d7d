import type { Command } from '../../app';
import { deleteReviewed } from '../../deletion/flow';

/** Deletes what is checked in the plan under review, after its number is typed. */
export const deleteChecked: Command = {
  id: 'imagekitCleanup.deleteChecked',
  run: (app) => deleteReviewed(app),
};
